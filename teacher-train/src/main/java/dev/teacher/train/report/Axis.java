package dev.teacher.train.report;

import java.util.stream.DoubleStream;

/** The numbers along one side of a chart; a logarithmic one keeps logarithms. */
record Axis(double from, double to, boolean logarithmic) {
  /** With zero where that wastes little, and some room. */
  static Axis of(double[] values, boolean logarithmic) {
    double min = DoubleStream.of(values).min().orElseThrow();
    double max = DoubleStream.of(values).max().orElseThrow();
    if (logarithmic) {
      return new Axis(Math.log(min) - 0.05, Math.log(max) + 0.05, true);
    }
    double low = min > 0 && min < 0.6 * max ? 0 : min;
    double room = max > low ? (max - low) * 0.05 : Math.max(Math.abs(max) * 0.1, 1e-9);
    return new Axis(low == 0 ? 0 : low - room, max + room, false);
  }

  /** From the smallest to the largest. */
  static Axis exact(double[] values) {
    double min = DoubleStream.of(values).min().orElseThrow();
    double max = DoubleStream.of(values).max().orElseThrow();
    return max > min ? new Axis(min, max, false) : new Axis(min - 0.5, max + 0.5, false);
  }

  /** Where a number lies: 0 at the start, 1 at the end. */
  double share(double value) {
    return ((logarithmic ? Math.log(value) : value) - from) / (to - from);
  }

  /** The number that lies there. */
  double valueAt(double share) {
    double place = from + share * (to - from);
    return logarithmic ? Math.exp(place) : place;
  }
}
