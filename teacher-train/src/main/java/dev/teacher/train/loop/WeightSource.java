package dev.teacher.train.loop;

import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.tensor.Weights;

/** Weights for a network that is about to be trained, or used as it is. */
@FunctionalInterface
public interface WeightSource {
  /**
   * Gives all weights of the network.
   *
   * @param graph the network
   * @param initial its weights as initialised
   * @param vocabulary of its output
   */
  Weights weights(Graph graph, Weights initial, Vocabulary vocabulary);
}
