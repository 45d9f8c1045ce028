package dev.teacher.model.backbone;

import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Value;
import java.util.HashMap;
import java.util.Map;

/**
 * How many input frames lie under one frame of the first recurrent layer's input, by the kernels
 * and strides of the graph. Statistics over a whole sample do not count.
 */
final class ReceptiveField {
  private static final Field FRAME = new Field(1, 1);

  private ReceptiveField() {}

  /** So many frames, and the distance of neighbours. */
  private record Field(int frames, int jump) {
    Field under(int kernel, int stride) {
      return new Field(frames + (kernel - 1) * jump, jump * stride);
    }
  }

  static int of(Graph graph) {
    Map<Value, Field> fields = new HashMap<>();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Op.Recurrent) {
        return fields.get(node.inputs().get(0)).frames();
      }
      Field widest =
          node.inputs().stream()
              .map(input -> fields.getOrDefault(input, FRAME))
              .reduce((a, b) -> a.frames() >= b.frames() ? a : b)
              .orElse(FRAME);
      fields.put(node.output(), after(node, widest));
    }
    throw new AssertionError("there is no recurrent layer");
  }

  private static Field after(Node node, Field before) {
    if (node.op() instanceof Op.Conv1d conv) {
      int kernel = node.inputs().get(1).shape().dim(2).size();
      return before.under((kernel - 1) * conv.dilation() + 1, conv.stride());
    }
    return node.op() instanceof Op.Pool1d pool
        ? before.under(pool.kernel(), pool.stride())
        : before;
  }
}
