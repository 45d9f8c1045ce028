package dev.teacher.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import dev.teacher.testkit.Fragment.Output;
import java.util.List;

/** Checks of many numbers that name the first wrong one. */
final class Numbers {
  /** What two engines, or two batches, may differ by. */
  static final double TOLERANCE = 1e-5;

  private Numbers() {}

  static void requireFinite(float[] values, String place) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        fail("%s: element %d is %s", place, i, values[i]);
      }
    }
  }

  static void requireFinite(Weights weights, String place) {
    for (String name : weights.names()) {
      if (weights.get(name).dtype() == DType.FLOAT32) {
        requireFinite(weights.get(name).floats(), place + ", " + name);
      }
    }
  }

  /** Equal up to {@code tolerance * (1 + |expected|)}; NaN is not close to anything. */
  static void requireClose(float[] found, float[] expected, double tolerance, String place) {
    assertThat(found.length).as("numbers of " + place).isEqualTo(expected.length);
    for (int i = 0; i < expected.length; i++) {
      double error = Math.abs((double) found[i] - expected[i]);
      boolean close = error <= tolerance * (1 + Math.abs(expected[i]));
      if (!close) {
        fail("%s: element %d is %s, expected %s", place, i, found[i], expected[i]);
      }
    }
  }

  static void requireClose(Output found, Output expected, String place) {
    assertThat(found.frames()).as("frames of " + place).isEqualTo(expected.frames());
    requireClose(found.values(), expected.values(), TOLERANCE, place);
  }

  static void requireClose(List<Output> found, List<Output> expected, String place) {
    assertThat(found).as("samples of " + place).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      requireClose(found.get(i), expected.get(i), place + ", sample " + i);
    }
  }

  /** What stays when the original is written into. */
  static Weights copy(Weights weights) {
    Weights copy = new Weights();
    for (String name : weights.names()) {
      Tensor tensor = weights.get(name);
      boolean whole = tensor.dtype() == DType.INT64;
      copy.put(
          name,
          whole
              ? Tensor.of(tensor.longs().clone(), tensor.shape())
              : Tensor.of(tensor.floats().clone(), tensor.shape()));
    }
    return copy;
  }

  /** Equal bit for bit. */
  static void requireSame(Weights found, Weights expected, String place) {
    assertThat(found.names()).as("names of " + place).isEqualTo(expected.names());
    for (String name : expected.names()) {
      boolean same = found.get(name).sameAs(expected.get(name));
      assertThat(same).as("%s: %s is the same bit for bit", place, name).isTrue();
    }
  }
}
