package dev.teacher.train.doctor.data;

import java.util.ArrayList;
import java.util.List;

/**
 * How numbers in columns are spread.
 *
 * @param mean of all finite numbers
 * @param deviation of all finite numbers
 * @param size root mean square of all finite numbers
 * @param min smallest finite one
 * @param max largest finite one
 * @param nonFinite how many are none
 * @param rank effective rank of the columns
 * @param deviations by column
 */
record Spread(
    double mean,
    double deviation,
    double size,
    double min,
    double max,
    long nonFinite,
    double rank,
    double[] deviations) {
  /** Bins of a distribution. */
  static final int BINS = 48;

  /** Frames of which the effective rank is taken. */
  private static final int FRAMES = 240;

  /**
   * Of frames [frames, width], row-major.
   *
   * @param values all of them
   * @param width columns
   */
  static Spread of(float[] values, int width) {
    int frames = values.length / width;
    double[] sums = new double[width];
    int[] counts = new int[width];
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double total = 0;
    double squares = 0;
    long finite = 0;
    for (int i = 0; i < values.length; i++) {
      float value = values[i];
      if (Float.isFinite(value)) {
        sums[i % width] += value;
        counts[i % width]++;
        total += value;
        squares += (double) value * value;
        min = Math.min(min, value);
        max = Math.max(max, value);
        finite++;
      }
    }
    double[] deviations = deviations(values, width, sums, counts);
    double mean = total / finite;
    return new Spread(
        mean,
        Math.sqrt(Math.max(0, squares / finite - mean * mean)),
        Math.sqrt(squares / finite),
        min,
        max,
        values.length - finite,
        rank(values, width, frames, sums, counts),
        deviations);
  }

  /** Deviations of the columns of frames [frames, width]; of their finite numbers. */
  static double[] deviations(float[] values, int width) {
    double[] sums = new double[width];
    int[] counts = new int[width];
    for (int i = 0; i < values.length; i++) {
      if (Float.isFinite(values[i])) {
        sums[i % width] += values[i];
        counts[i % width]++;
      }
    }
    return deviations(values, width, sums, counts);
  }

  private static double[] deviations(float[] values, int width, double[] sums, int[] counts) {
    double[] around = new double[width];
    for (int i = 0; i < values.length; i++) {
      if (Float.isFinite(values[i])) {
        double distance = values[i] - sums[i % width] / counts[i % width];
        around[i % width] += distance * distance;
      }
    }
    double[] deviations = new double[width];
    for (int c = 0; c < width; c++) {
      deviations[c] = counts[c] == 0 ? 0 : Math.sqrt(around[c] / counts[c]);
    }
    return deviations;
  }

  /**
   * How many directions the frames fill: the participation ratio of the covariance's eigenvalues,
   * (sum)^2 / sum of squares (Bun, Bouchaud and Potters 2017, section 2), which is the exponential
   * of an entropy as Roy and Vetterli's effective rank (2007) is, of order 2 in the place of 1, and
   * needs no eigenvalues: trace and Frobenius norm of the Gram matrix of the frames do.
   */
  private static double rank(float[] values, int width, int frames, double[] sums, int[] counts) {
    int taken = Math.min(FRAMES, frames);
    double[][] rows = new double[taken][width];
    for (int i = 0; i < taken; i++) {
      int frame = (int) ((long) i * frames / taken);
      for (int c = 0; c < width; c++) {
        float value = values[frame * width + c];
        rows[i][c] = Float.isFinite(value) ? value - sums[c] / counts[c] : 0;
      }
    }
    double trace = 0;
    double norm = 0;
    for (int i = 0; i < taken; i++) {
      for (int j = 0; j <= i; j++) {
        double product = 0;
        for (int c = 0; c < width; c++) {
          product += rows[i][c] * rows[j][c];
        }
        trace += i == j ? product : 0;
        norm += (i == j ? 1 : 2) * product * product;
      }
    }
    return norm > 0 ? trace * trace / norm : 0;
  }

  /** The bin of a number; what lies outside is in the outermost ones. */
  static int bin(double value, double from, double to) {
    int bin = (int) ((value - from) / (to - from) * BINS);
    return Math.max(0, Math.min(BINS - 1, bin));
  }

  /** Numbers in bins as shares. */
  static List<Double> shares(double[] bins, double all) {
    List<Double> shares = new ArrayList<>();
    for (double bin : bins) {
      shares.add(all > 0 ? bin / all : 0);
    }
    return shares;
  }

  /** How numbers are spread over bins. */
  static List<Double> shares(float[] values, double from, double to) {
    double[] bins = new double[BINS];
    long finite = 0;
    for (float value : values) {
      if (Float.isFinite(value)) {
        bins[bin(value, from, to)]++;
        finite++;
      }
    }
    return shares(bins, (double) finite);
  }
}
