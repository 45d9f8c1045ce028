package dev.teacher.api.plain;

/** The logistic function. */
final class Sigmoid {
  private Sigmoid() {}

  static double of(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
