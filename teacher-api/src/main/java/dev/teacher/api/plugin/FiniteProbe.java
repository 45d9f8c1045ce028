package dev.teacher.api.plugin;

import dev.teacher.api.graph.Node;
import java.util.List;

/**
 * What of a step is not finite, node by node.
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
}
