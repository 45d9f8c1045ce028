package dev.teacher.train.guard;

import java.util.Arrays;

/** The median of the last numbers, which one outlier does not move. */
final class RunningMedian {
  private final double[] ring;
  private int seen;

  RunningMedian(int window) {
    ring = new double[window];
  }

  void add(double value) {
    ring[seen++ % ring.length] = value;
  }

  boolean isFull() {
    return seen >= ring.length;
  }

  int size() {
    return Math.min(seen, ring.length);
  }

  /** The lower one of two in the middle; NaN before the first number. */
  double median() {
    if (seen == 0) {
      return Double.NaN;
    }
    double[] sorted = Arrays.copyOf(ring, size());
    Arrays.sort(sorted);
    return sorted[(sorted.length - 1) / 2];
  }
}
