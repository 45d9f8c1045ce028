package dev.teacher.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/** Checks of many numbers that name the first wrong one. */
final class Numbers {
  private Numbers() {}

  static void requireFinite(float[] values, String place) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        fail("%s: element %d is %s", place, i, values[i]);
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
}
