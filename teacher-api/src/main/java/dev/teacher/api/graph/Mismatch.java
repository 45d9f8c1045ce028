package dev.teacher.api.graph;

import dev.teacher.api.tensor.DType;
import java.util.Arrays;

/** What does not fit, and the checks that find it; the builder adds the layers concerned. */
final class Mismatch extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The value that does not fit. */
  final transient Value culprit;

  Mismatch(Value culprit, String message) {
    super(message);
    this.culprit = culprit;
  }

  static Value requireType(Value value, DType expected) {
    if (value.dtype() != expected) {
      throw new Mismatch(value, "expects " + expected + ", got " + value.dtype());
    }
    return value;
  }

  static void requireSameType(Value a, Value b) {
    if (a.dtype() != b.dtype()) {
      throw new Mismatch(b, "expects " + a.dtype() + " on both sides, got " + b.dtype());
    }
  }

  static Value requireRank(Value value, int expected) {
    if (value.shape().rank() != expected) {
      throw new Mismatch(value, "expects " + expected + " dimensions, got " + value.shape());
    }
    return value;
  }

  /** FLOAT32 [batch, time, channels]. */
  static Value requireSequence(Value value) {
    return requireRank(requireType(value, DType.FLOAT32), 3);
  }

  static void requireAxis(Value value, int axis) {
    if (axis < 0 || axis >= value.shape().rank()) {
      throw new Mismatch(value, "has no axis " + axis + " in " + value.shape());
    }
  }

  /** FLOAT32 with a last dimension of that size. */
  static void requireChannels(Value value, int expected) {
    requireType(value, DType.FLOAT32);
    if (value.shape().rank() == 0 || value.shape().dim(-1).size() != expected) {
      Object found = value.shape().rank() == 0 ? "a scalar" : value.shape().dim(-1);
      throw new Mismatch(value, "expects " + expected + " channels, got " + found);
    }
  }

  /** A weight: FLOAT32 of exactly that shape. */
  static void requireWeight(Value weight, int... shape) {
    requireType(weight, DType.FLOAT32);
    if (!weight.shape().equals(Shape.of(shape))) {
      throw new Mismatch(
          weight, "expects a weight " + Arrays.toString(shape) + ", got " + weight.shape());
    }
  }
}
