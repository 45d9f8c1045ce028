package dev.teacher.model.summary;

import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Node;
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
      reaches.known.put(node.output(), node.op().accept(new ReachRules(node, reaches)));
    }
    return reaches;
  }

  Reach of(Value value) {
    return known.getOrDefault(value, Reach.FRAME);
  }
}
