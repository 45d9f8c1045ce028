package dev.teacher.features.statistics;

import java.util.Arrays;

/**
 * What is known of each column after some rows: counts, range, mean and sum of squared distances
 * from it. Two of these are put together by the formulas of Chan, Golub and LeVeque (1979), in
 * double precision; the result depends on the order, so whoever merges keeps one order.
 */
final class ColumnMoments {
  final long[] finite;
  final long[] nan;
  final long[] infinite;
  final long[] zeros;
  final double[] min;
  final double[] max;
  final double[] mean;

  /** Sum of the squared distances from the mean. */
  final double[] squares;

  ColumnMoments(int width) {
    finite = new long[width];
    nan = new long[width];
    infinite = new long[width];
    zeros = new long[width];
    min = new double[width];
    max = new double[width];
    mean = new double[width];
    squares = new double[width];
    Arrays.fill(min, Double.POSITIVE_INFINITY);
    Arrays.fill(max, Double.NEGATIVE_INFINITY);
  }

  /** Adds what is known of other rows. */
  void merge(ColumnMoments other) {
    for (int c = 0; c < mean.length; c++) {
      mergeCounts(c, other, c);
      merge(c, other.finite[c], other.mean[c], other.squares[c]);
    }
  }

  /** Adds mean and squared distances of other finite numbers of a column. */
  void merge(int c, long count, double otherMean, double otherSquares) {
    if (count > 0) {
      long before = finite[c];
      finite[c] = before + count;
      double share = (double) count / finite[c];
      double distance = otherMean - mean[c];
      mean[c] += distance * share;
      squares[c] += otherSquares + distance * distance * (before * share);
    }
  }

  /** Widens the range of a column. */
  void extend(int c, double smallest, double largest, long moreZeros) {
    min[c] = Math.min(min[c], smallest);
    max[c] = Math.max(max[c], largest);
    zeros[c] += moreZeros;
  }

  /** Adds neighbouring columns of others to one column of this, as more numbers of it. */
  void mergeColumns(int into, ColumnMoments others, int from, int to) {
    long count = 0;
    double sum = 0;
    for (int c = from; c < to; c++) {
      mergeCounts(into, others, c);
      count += others.finite[c];
      sum += others.finite[c] * others.mean[c];
    }
    double together = sum / count;
    double around = 0;
    for (int c = from; c < to; c++) {
      double distance = others.mean[c] - together;
      around += others.squares[c] + distance * distance * others.finite[c];
    }
    merge(into, count, together, around);
  }

  private void mergeCounts(int into, ColumnMoments others, int c) {
    nan[into] += others.nan[c];
    infinite[into] += others.infinite[c];
    extend(into, others.min[c], others.max[c], others.zeros[c]);
  }

  /** What is known of one column. */
  Summary summary(int c) {
    boolean any = finite[c] > 0;
    return new Summary(
        finite[c] + nan[c] + infinite[c],
        nan[c],
        infinite[c],
        zeros[c],
        any ? min[c] : Double.NaN,
        any ? max[c] : Double.NaN,
        any ? mean[c] : Double.NaN,
        any ? Math.sqrt(squares[c] / finite[c]) : Double.NaN);
  }
}
