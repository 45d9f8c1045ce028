package dev.teacher.api.plain;

/** The error function to about 1e-12. */
final class Erf {
  private Erf() {}

  static double of(double x) {
    double size = Math.abs(x);
    double value = size < 3 ? series(size) : 1 - complement(size);
    return x < 0 ? -value : value;
  }

  /** Abramowitz and Stegun 7.1.5. */
  private static double series(double x) {
    double power = x;
    double sum = x;
    for (int n = 1; n < 80; n++) {
      power *= -x * x / n;
      sum += power / (2 * n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }

  /** Abramowitz and Stegun 7.1.14, a continued fraction. */
  private static double complement(double x) {
    double tail = x;
    for (int n = 60; n > 0; n--) {
      tail = x + n / 2.0 / tail;
    }
    return Math.exp(-x * x) / Math.sqrt(Math.PI) / tail;
  }
}
