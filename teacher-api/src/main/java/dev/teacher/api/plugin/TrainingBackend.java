package dev.teacher.api.plugin;

import dev.teacher.api.data.Batch;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.tensor.Weights;
import java.util.Map;
import java.util.Optional;

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

  /**
   * Repeats a step without moving anything, and says what of it is finite.
   *
   * @param weights before the step
   * @param options of the training
   * @param seed of drop-out
   * @return nothing where the backend cannot say
   */
  default Optional<FiniteProbe> probe(
      Graph graph,
      Weights weights,
      TrainingOptions options,
      Batch batch,
      int[][] labels,
      long seed) {
    return Optional.empty();
  }

  /**
   * What its numbers depend on: names and versions of libraries, and settings of theirs, by name.
   */
  default Map<String, String> facts() {
    return Map.of();
  }

  /**
   * Prepares a piece of a graph to be tried by itself.
   *
   * @param piece any inputs, one output of FLOAT32, neither parameters nor buffers
   * @param options threads, precision and what to avoid; the rest does not matter
   * @return nothing where the backend cannot run pieces, so that it has to be believed
   */
  default Optional<EngineTrial> trial(Graph piece, TrainingOptions options) {
    return Optional.empty();
  }

  /**
   * Whether it can compute these operations by other kernels than usual, when told to {@linkplain
   * TrainingOptions#avoid avoid} those.
   *
   * @param operation as {@link dev.teacher.api.graph.Op#operation} names it, or {@code ctc-loss}
   */
  default boolean hasSafeForm(String operation) {
    return false;
  }
}
