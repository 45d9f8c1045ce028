package dev.teacher.api.plain;

import dev.teacher.api.graph.Graph;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import java.util.Map;

/**
 * Evaluates graphs in plain Java, in double precision from inputs to outputs: for tests of plugins,
 * which need no engine so, and as an independent reference for engines.
 */
public final class PlainGraph {
  private PlainGraph() {}

  /**
   * The outputs of a graph by name, as it is used: drop-out does nothing and batch norm uses its
   * buffers.
   *
   * @param weights a tensor for each parameter and buffer
   * @param inputs a tensor for each input
   * @return FLOAT32 or INT64 tensors; BOOL outputs are INT64 with 0 and 1
   */
  public static Map<String, Tensor> run(Graph graph, Weights weights, Map<String, Tensor> inputs) {
    return pass(graph, weights, inputs).outputs();
  }

  /** One pass through a graph, as it is used. Arguments as in {@link #run}. */
  public static PlainPass pass(Graph graph, Weights weights, Map<String, Tensor> inputs) {
    return new PlainPass(graph, weights, inputs, Mode.INFERENCE);
  }

  /**
   * One pass through a graph in training. Other arguments as in {@link #run}.
   *
   * @param seed of drop-out
   */
  public static PlainPass passInTraining(
      Graph graph, Weights weights, Map<String, Tensor> inputs, long seed) {
    return new PlainPass(graph, weights, inputs, new Mode(true, seed));
  }
}
