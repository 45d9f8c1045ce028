package dev.teacher.train.djl;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares numbers so that NaN never passes. */
final class Close {
  private Close() {}

  /**
   * Each element within {@code tolerance} of the expected one, relative to the larger of it and 1.
   */
  static void assertClose(float[] found, float[] expected, double tolerance) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      double limit = tolerance * Math.max(1, Math.abs(expected[i]));
      assertThat(Math.abs((double) found[i] - expected[i]) <= limit)
          .as("element %d of %d: expected %s, found %s", i, found.length, expected[i], found[i])
          .isTrue();
    }
  }
}
