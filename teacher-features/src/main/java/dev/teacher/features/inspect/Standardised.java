package dev.teacher.features.inspect;

import java.util.Locale;
import java.util.Optional;

/**
 * Recognises numbers that were standardised before: mean 0 and deviation 1 in every column, of each
 * recording or of all together.
 */
final class Standardised {
  private static final double MOST = 0.9;

  private Standardised() {}

  /** A note on it, if they were. */
  static Optional<String> of(Columns columns, ColumnFacts[] facts) {
    if (columns.frames() < 10) {
      return Optional.empty();
    }
    int moving = 0;
    int each = 0;
    int all = 0;
    for (int column = 0; column < columns.width(); column++) {
      if (facts[column].isConstant()) {
        continue;
      }
      moving++;
      each += isStandardInEach(columns, column) ? 1 : 0;
      // Only a part of the corpus is seen here, so its mean is about 0 and no more.
      all += isStandard(columns.column(column), 0, columns.frames(), 0.35) ? 1 : 0;
    }
    if (moving == 0 || Math.max(each, all) < MOST * moving) {
      return Optional.empty();
    }
    boolean isEach = each >= MOST * moving;
    return Optional.of(
        String.format(
            Locale.ROOT,
            "the columns are standardised already, over %s: %.0f %% of them have mean 0 and"
                + " deviation 1; configure no second normaliser",
            isEach ? "each recording" : "the corpus",
            100.0 * (isEach ? each : all) / moving));
  }

  private static boolean isStandardInEach(Columns columns, int column) {
    float[] values = columns.column(column);
    boolean any = false;
    for (int i = 0; i < columns.recordings(); i++) {
      int from = columns.start(i);
      int to = columns.start(i + 1);
      boolean isConstant =
          ColumnFacts.of(java.util.Arrays.copyOfRange(values, from, to)).isConstant();
      if (!isConstant && !isStandard(values, from, to, 0.05)) {
        return false;
      }
      any |= !isConstant;
    }
    return any;
  }

  private static boolean isStandard(float[] values, int from, int to, double tolerance) {
    double sum = 0;
    double squares = 0;
    for (int t = from; t < to; t++) {
      sum += values[t];
      squares += (double) values[t] * values[t];
    }
    int n = to - from;
    double mean = sum / n;
    double deviation = Math.sqrt(Math.max(0, squares / n - mean * mean));
    return Math.abs(mean) < tolerance && Math.abs(deviation - 1) < tolerance;
  }
}
