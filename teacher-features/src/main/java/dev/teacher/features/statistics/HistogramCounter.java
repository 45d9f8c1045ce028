package dev.teacher.features.statistics;

import java.util.Arrays;
import java.util.List;

/** Counts numbers into the bins of a {@link Histogram}. */
final class HistogramCounter {
  private final double from;
  private final double to;
  private final double scale;
  private final long[] counts;
  private long below;
  private long above;

  /** Bins from the first quantile to the last, so that outliers do not make them wide. */
  static HistogramCounter between(List<Double> quantiles) {
    return quantiles.isEmpty()
        ? new HistogramCounter(0, 0)
        : new HistogramCounter(quantiles.get(0), quantiles.get(quantiles.size() - 1));
  }

  /** The same bins as another's. */
  static HistogramCounter like(Histogram other) {
    return new HistogramCounter(other.from(), other.to());
  }

  private HistogramCounter(double from, double to) {
    this.from = from;
    this.to = to;
    counts = new long[from < to ? Histogram.BINS : 1];
    scale = from < to ? Histogram.BINS / (to - from) : 0;
  }

  /** Counts the finite ones. */
  void add(float[] values, int start, int end) {
    for (int i = start; i < end; i++) {
      float x = values[i];
      if (x >= from && x <= to) {
        counts[Math.min(counts.length - 1, (int) ((x - from) * scale))]++;
      } else if (x < from && x >= -Float.MAX_VALUE) {
        below++;
      } else if (x > to && x <= Float.MAX_VALUE) {
        above++;
      }
    }
  }

  Histogram histogram() {
    return new Histogram(from, to, below, above, Arrays.stream(counts).boxed().toList());
  }
}
