package dev.teacher.model.summary;

import dev.teacher.api.graph.Dim;
import dev.teacher.api.graph.Shape;
import dev.teacher.api.graph.Value;

/**
 * Counts elements for one sample of so many frames.
 *
 * @param frames of the sample
 */
record Sizes(int frames) {
  /** How many elements a value has. */
  double elements(Value value) {
    return product(value.shape(), 0, value.shape().rank());
  }

  /** How many elements the axes {@code from} (inclusive) to {@code to} (exclusive) span. */
  double product(Shape shape, int from, int to) {
    double product = 1;
    for (int axis = from; axis < to; axis++) {
      product *= size(shape.dim(axis));
    }
    return product;
  }

  /** The size of a dimension. */
  double size(Dim dim) {
    if (dim.isFixed()) {
      return dim.size();
    }
    return dim.resolve(dim.base().equals(Dim.BATCH.base()) ? 1 : frames);
  }
}
