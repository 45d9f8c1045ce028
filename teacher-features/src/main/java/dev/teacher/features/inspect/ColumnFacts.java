package dev.teacher.features.inspect;

/**
 * What a column's numbers are like.
 *
 * @param smallest number
 * @param largest number
 * @param zeros share of the frames in which it is 0
 */
record ColumnFacts(float smallest, float largest, double zeros) {
  /** MediaPipe's visibility is a probability; interpolation may leave its range a little. */
  private static final float SLACK = 0.1f;

  static ColumnFacts of(float[] values) {
    float smallest = values[0];
    float largest = values[0];
    int zeros = 0;
    for (float value : values) {
      smallest = Math.min(smallest, value);
      largest = Math.max(largest, value);
      zeros += value == 0 ? 1 : 0;
    }
    return new ColumnFacts(smallest, largest, (double) zeros / values.length);
  }

  static ColumnFacts[] of(Columns columns) {
    ColumnFacts[] facts = new ColumnFacts[columns.width()];
    for (int c = 0; c < facts.length; c++) {
      facts[c] = of(columns.column(c));
    }
    return facts;
  }

  /** Whether it never changes. */
  boolean isConstant() {
    return smallest == largest;
  }

  /** Whether every number may be a probability. */
  boolean isShare() {
    return smallest >= -SLACK && largest <= 1 + SLACK;
  }

  /** The largest magnitude. */
  float magnitude() {
    return Math.max(Math.abs(smallest), Math.abs(largest));
  }
}
