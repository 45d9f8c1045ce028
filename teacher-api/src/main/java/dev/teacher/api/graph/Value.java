package dev.teacher.api.graph;

import dev.teacher.api.tensor.DType;

/**
 * An edge of the graph: what an input, a parameter, a buffer or a node gives.
 *
 * @param id unique in its graph, ascending in the order of making
 * @param dtype element type
 * @param shape dimensions
 */
public record Value(int id, DType dtype, Shape shape) {
  @Override
  public String toString() {
    return "v" + id + ":" + dtype + shape;
  }
}
