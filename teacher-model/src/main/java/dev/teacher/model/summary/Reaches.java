package dev.teacher.model.summary;

import dev.teacher.api.graph.Dim;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Value;
import java.util.HashMap;
import java.util.Map;

/**
 * The receptive field of every value with a time axis. Statistics over a sample (group norm,
 * normalisers) are left out: through them a frame knows of the others, but sees none of them.
 */
final class Reaches {
  private final Map<Value, Reach> known = new HashMap<>();

  private Reaches() {}

  static Reaches of(Graph graph) {
    Reaches reaches = new Reaches();
    for (Node node : graph.nodes()) {
      reaches.known.put(node.output(), reaches.of(node));
    }
    return reaches;
  }

  Reach of(Value value) {
    return known.getOrDefault(value, Reach.FRAME);
  }

  private Reach of(Node node) {
    Op op = node.op();
    if (op instanceof Op.Recurrent || op instanceof Op.Attention) {
      return Reach.WHOLE;
    }
    Reach reach = inputs(node);
    if (op instanceof Op.Conv1d conv) {
      double step = step(node.inputs().get(0));
      return reach.widened(step * conv.padBefore(), step * conv.padAfter());
    }
    if (op instanceof Op.Pool1d pool) {
      double step = step(node.inputs().get(0));
      return reach.widened(step * pool.padBefore(), step * pool.padAfter());
    }
    if (op instanceof Op.Shift shift && shift.axis() == 1) {
      double by = step(node.inputs().get(0)) * shift.by();
      return reach.widened(by, -by);
    }
    return reach;
  }

  private Reach inputs(Node node) {
    Reach reach = Reach.FRAME;
    for (Value input : node.inputs()) {
      if (isTimed(input)) {
        reach = reach.and(of(input));
      }
    }
    return reach;
  }

  private static boolean isTimed(Value value) {
    return value.shape().dims().stream().anyMatch(Reaches::isTime);
  }

  private static boolean isTime(Dim dim) {
    return !dim.isFixed() && !dim.equals(Dim.BATCH);
  }

  /** Input frames between neighbouring frames of a value. */
  private static double step(Value value) {
    Dim time = value.shape().dim(1);
    return time.isFixed() ? 1 : (double) time.stride() / time.multiple();
  }
}
