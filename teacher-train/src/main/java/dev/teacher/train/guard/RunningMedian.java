package dev.teacher.train.guard;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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

  /**
   * The numbers that it is of, the oldest first: to add them to another one makes that the same.
   */
  List<Double> numbers() {
    return IntStream.range(seen - size(), seen).mapToObj(i -> ring[i % ring.length]).toList();
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
