package dev.teacher.api.graph;

import java.util.List;

/**
 * One operation at work.
 *
 * @param layer dotted name of the layer that made it, for messages
 * @param op the operation
 * @param inputs its inputs in the order the operation defines
 * @param output its result
 */
public record Node(String layer, Op op, List<Value> inputs, Value output) {
  public Node {
    inputs = List.copyOf(inputs);
  }
}
