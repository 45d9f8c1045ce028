package dev.teacher.features.statistics;

import java.util.Arrays;

/**
 * What is known of rows all of whose numbers are finite, column by column. Since the counts are the
 * same for every column, blocks are added without a division.
 */
final class FiniteRows {
  /** A float counts one by one up to 2^24. */
  private static final int MOST_COUNTED = 1 << 23;

  private final double[] mean;
  private final double[] squares;
  private final long[] zeros;
  private final float[] min;
  private final float[] max;
  private final float[] nonZero;
  private long rows;
  private int counted;

  FiniteRows(int width) {
    mean = new double[width];
    squares = new double[width];
    zeros = new long[width];
    min = new float[width];
    max = new float[width];
    nonZero = new float[width];
    Arrays.fill(min, Float.POSITIVE_INFINITY);
    Arrays.fill(max, Float.NEGATIVE_INFINITY);
  }

  /** Adds a block's rows, after {@link FloatBlock#sumUp}. */
  void add(FloatBlock block) {
    double share = (double) block.count() / (rows + block.count());
    block.mergeInto(mean, squares, share, rows * share);
    block.extend(min, max, nonZero);
    rows += block.count();
    counted += block.count();
    if (counted >= MOST_COUNTED) {
      keepZeros();
    }
  }

  /** Moves the count of zeros to where there is room for more. */
  private void keepZeros() {
    for (int c = 0; c < zeros.length; c++) {
      zeros[c] += counted - (long) nonZero[c];
    }
    Arrays.fill(nonZero, 0);
    counted = 0;
  }

  /** Adds all that is known to other rows. */
  void addTo(ColumnMoments moments) {
    keepZeros();
    for (int c = 0; c < mean.length; c++) {
      moments.merge(c, rows, mean[c], squares[c]);
      moments.extend(c, min[c], max[c], zeros[c]);
    }
  }
}
