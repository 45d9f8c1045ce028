package dev.teacher.train.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import dev.teacher.api.data.Batch;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Node;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.torchscript.FiniteProgram;
import dev.teacher.train.torchscript.TorchScriptWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a step is not finite, node by node: the step of a session with these weights on this
 * batch, repeated without moving anything.
 *
 * @param forward nodes whose output is not finite, in the order of computing
 * @param backward nodes whose output's gradient is not finite, that nearest the loss first
 * @param losses of the samples
 */
public record FiniteProbe(List<Node> forward, List<Node> backward, float[] losses) {
  public FiniteProbe {
    forward = List.copyOf(forward);
    backward = List.copyOf(backward);
  }

  /**
   * Looks.
   *
   * @param options of the training
   * @param seed of drop-out
   */
  public static FiniteProbe of(
      Graph graph,
      Weights weights,
      TrainingOptions options,
      Batch batch,
      int[][] labels,
      long seed) {
    Targets.check(batch, labels, graph.outputs().get(Recognizer.LOG_PROBS).shape().dim(2).size());
    try (TorchModule module =
            DjlBackend.module(
                file -> TorchScriptWriter.writeProbe(graph, weights, options, file),
                options.threads());
        NDManager scope = module.scope()) {
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
