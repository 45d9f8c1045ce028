package dev.teacher.train.doctor.data;

import dev.teacher.api.data.Frames;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The columns of the files, over the frames in which they are not 0: a part that was not found in a
 * frame is all zeros there.
 *
 * @param layout of the columns
 * @param frames how many were looked at
 * @param zeros share of the frames, by column
 * @param min smallest of the others
 * @param max largest of the others
 * @param mean of the others
 * @param deviation of the others, biased
 */
record ColumnScan(
    Layout layout,
    long frames,
    double[] zeros,
    double[] min,
    double[] max,
    double[] mean,
    double[] deviation) {
  /** Deviations this small, as a share of the largest number, are rounding errors of float32. */
  private static final double ROUNDING = 1e-6;

  static ColumnScan of(Layout layout, List<Sample> samples, Function<Sample, Frames> frames) {
    int width = layout.width();
    long all = 0;
    long[] counts = new long[width];
    double[] min = new double[width];
    double[] max = new double[width];
    double[] shift = new double[width]; // near the mean, so that squares do not cancel
    double[] sums = new double[width];
    double[] squares = new double[width];
    Arrays.fill(min, Double.POSITIVE_INFINITY);
    Arrays.fill(max, Double.NEGATIVE_INFINITY);
    for (Sample sample : samples) {
      Frames read = frames.apply(sample);
      float[] values = read.values();
      all += read.frames();
      for (int frame = 0; frame < read.frames(); frame++) {
        int from = frame * width;
        for (int c = 0; c < width; c++) {
          float value = values[from + c];
          if (value == 0) {
            continue;
          }
          if (counts[c] == 0) {
            shift[c] = value;
          }
          counts[c]++;
          min[c] = Math.min(min[c], value);
          max[c] = Math.max(max[c], value);
          double distance = value - shift[c];
          sums[c] += distance;
          squares[c] += distance * distance;
        }
      }
    }
    double[] zeros = new double[width];
    double[] mean = new double[width];
    double[] deviation = new double[width];
    for (int c = 0; c < width; c++) {
      zeros[c] = 1 - (double) counts[c] / all;
      double away = sums[c] / counts[c];
      mean[c] = shift[c] + away;
      deviation[c] = Math.sqrt(Math.max(0, squares[c] / counts[c] - away * away));
    }
    return new ColumnScan(layout, all, zeros, min, max, mean, deviation);
  }

  /** Whether it is 0 in every frame. */
  boolean isNeverThere(int column) {
    return zeros[column] == 1;
  }

  /** Whether it is one number wherever it is not 0, up to rounding. */
  boolean isConstant(int column) {
    double size = Math.max(Math.abs(min[column]), Math.abs(max[column]));
    return !isNeverThere(column) && max[column] - min[column] <= ROUNDING * size;
  }

  /** Whether every number is 0 or 1. */
  boolean isFlag(int column) {
    return min[column] == 1 && max[column] == 1;
  }
}
