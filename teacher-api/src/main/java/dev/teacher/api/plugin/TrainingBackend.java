package dev.teacher.api.plugin;

import dev.teacher.api.graph.Graph;
import dev.teacher.api.tensor.Weights;

/** Runs and trains graphs. */
public interface TrainingBackend {
  /**
   * Prepares a graph for training with CTC loss on its output {@code log_probs} and on its
   * auxiliaries.
   *
   * @param graph one sequence input with {@code lengths}, outputs {@code log_probs} and {@code
   *     output_lengths}
   * @param weights first values of all its parameters and buffers
   * @param options how to train
   */
  TrainingSession open(Graph graph, Weights weights, TrainingOptions options);
}
