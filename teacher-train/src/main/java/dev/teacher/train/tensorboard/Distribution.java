package dev.teacher.train.tensorboard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How numbers are distributed, in the buckets of TensorFlow's histograms
 * (tensorflow/core/lib/histogram/histogram.cc): limits at 1e-12 times powers of 1.1 on both sides
 * of zero. Empty buckets at both ends are left out, as TensorFlow does.
 *
 * @param min smallest number, 0 if there is none
 * @param max largest number
 * @param count of the numbers
 * @param sum of the numbers
 * @param sumOfSquares of the numbers
 * @param limits upper limit of each bucket, ascending; at least one
 * @param counts numbers in each bucket: above the limit before, and not above its own
 */
record Distribution(
    double min,
    double max,
    long count,
    double sum,
    double sumOfSquares,
    List<Double> limits,
    List<Long> counts) {
  private static final double SMALLEST = 1e-12;
  private static final double FACTOR = 1.1;
  private static final double LARGEST = 1e20;
  private static final double[] LIMITS = limitsOfAll();

  Distribution {
    limits = List.copyOf(limits);
    counts = List.copyOf(counts);
  }

  /** The finite ones of some numbers. */
  static Distribution of(float[] values) {
    long[] counts = new long[LIMITS.length];
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    double squares = 0;
    long count = 0;
    for (float value : values) {
      if (Float.isFinite(value)) {
        counts[bucket(value)]++;
        min = Math.min(min, value);
        max = Math.max(max, value);
        sum += value;
        squares += (double) value * value;
        count++;
      }
    }
    int from = 0;
    int to = LIMITS.length - 1;
    while (from < to && counts[from] == 0) {
      from++;
    }
    while (to > from && counts[to] == 0) {
      to--;
    }
    List<Double> limits = new ArrayList<>();
    List<Long> kept = new ArrayList<>();
    for (int i = Math.max(0, from - 1);
        i <= to;
        i++) { // the one before says where the first begins
      limits.add(LIMITS[i]);
      kept.add(counts[i]);
    }
    return new Distribution(
        count == 0 ? 0 : min, count == 0 ? 0 : max, count, sum, squares, limits, kept);
  }

  private static int bucket(double value) {
    int place = Arrays.binarySearch(LIMITS, value);
    return Math.min(place < 0 ? -place - 1 : place, LIMITS.length - 1);
  }

  private static double[] limitsOfAll() {
    List<Double> positive = new ArrayList<>();
    for (double limit = SMALLEST; limit < LARGEST; limit *= FACTOR) {
      positive.add(limit);
    }
    positive.add(Double.MAX_VALUE);
    int size = positive.size();
    double[] limits = new double[2 * size + 1];
    for (int i = 0; i < size; i++) {
      limits[size + 1 + i] = positive.get(i);
      limits[size - 1 - i] = -positive.get(i);
    }
    return limits;
  }
}
