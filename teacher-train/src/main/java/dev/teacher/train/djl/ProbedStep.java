package dev.teacher.train.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import dev.teacher.api.data.Batch;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Node;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.FiniteProbe;
import dev.teacher.train.torchscript.FiniteProgram;
import java.util.ArrayList;
import java.util.List;

/** A step that moves nothing and says which nodes are finite. */
final class ProbedStep {
  private ProbedStep() {}

  /**
   * Makes the step.
   *
   * @param module with the method of {@link FiniteProgram}
   * @param seed of drop-out
   */
  static FiniteProbe of(Graph graph, TorchModule module, Batch batch, int[][] labels, long seed) {
    Targets.check(batch, labels, graph.outputs().get(Recognizer.LOG_PROBS).shape().dim(2).size());
    try (NDManager scope = module.scope()) {
      NDArray[] inputs = DjlSession.inputs(graph, scope, batch);
      NDArray[] arguments = DjlSession.withLabels(scope, inputs, labels);
      JniUtils.setSeed(seed);
      NDList result = module.call(scope, FiniteProgram.METHOD, true, arguments);
      List<Node> backward =
          marked(FiniteProgram.differentiated(graph), result.get(1).toLongArray());
      List<Node> fromTheLoss = new ArrayList<>();
      backward.forEach(node -> fromTheLoss.add(0, node));
      return new FiniteProbe(
          marked(FiniteProgram.computed(graph), result.get(0).toLongArray()),
          fromTheLoss,
          result.get(2).toFloatArray());
    }
  }

  private static List<Node> marked(List<Node> nodes, long[] flags) {
    List<Node> marked = new ArrayList<>();
    for (int i = 0; i < flags.length; i++) {
      if (flags[i] == 0) {
        marked.add(nodes.get(i));
      }
    }
    return marked;
  }
}
