package dev.teacher.train.statistics;

import java.util.Arrays;
import java.util.List;

/** Mean and deviation of columns in one pass (Welford 1962), in double precision. */
final class Moments {
  private final double[] mean;
  private final double[] squares;
  private long count;

  Moments(int width) {
    this.mean = new double[width];
    this.squares = new double[width];
  }

  /** Counts the rows of {@code values}, [rows * width]. */
  void add(float[] values) {
    int width = mean.length;
    for (int from = 0; from < values.length; from += width) {
      count++;
      for (int c = 0; c < width; c++) {
        double difference = values[from + c] - mean[c];
        mean[c] += difference / count;
        squares[c] += difference * (values[from + c] - mean[c]);
      }
    }
  }

  long count() {
    return count;
  }

  List<Double> mean() {
    return Arrays.stream(mean).boxed().toList();
  }

  /** The biased standard deviation. */
  List<Double> deviation() {
    return Arrays.stream(squares).map(s -> Math.sqrt(s / count)).boxed().toList();
  }
}
