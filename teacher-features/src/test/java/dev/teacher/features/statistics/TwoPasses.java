package dev.teacher.features.statistics;

/** Statistics as the textbook has them: two passes in double precision, nothing clever. */
record TwoPasses(
    long finite,
    long nan,
    long infinite,
    long zeros,
    double min,
    double max,
    double mean,
    double deviation) {

  /** Of one column of rows [rows, width]. */
  static TwoPasses of(float[] rows, int width, int column) {
    long finite = 0;
    long nan = 0;
    long infinite = 0;
    long zeros = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (int i = column; i < rows.length; i += width) {
      float x = rows[i];
      if (Float.isNaN(x)) {
        nan++;
      } else if (Float.isInfinite(x)) {
        infinite++;
      } else {
        finite++;
        zeros += x == 0 ? 1 : 0;
        min = Math.min(min, x);
        max = Math.max(max, x);
        sum += x;
      }
    }
    double mean = sum / finite;
    double squares = 0;
    for (int i = column; i < rows.length; i += width) {
      if (Float.isFinite(rows[i])) {
        squares += (rows[i] - mean) * (rows[i] - mean);
      }
    }
    return new TwoPasses(finite, nan, infinite, zeros, min, max, mean, Math.sqrt(squares / finite));
  }
}
