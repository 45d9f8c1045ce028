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
      mergeColumns(c, other, c, c + 1);
    }
  }

  /** Adds the rows of a block, all of whose numbers are finite. */
  void merge(FloatBlock block) {
    int count = block.count();
    long before = finite[0];
    if (Arrays.stream(finite).allMatch(n -> n == before)) {
      mergeEvenly(block, before, count);
    } else {
      for (int c = 0; c < mean.length; c++) {
        merge(c, count, block.mean(c), block.squares(c));
      }
    }
  }

  /** What {@link #merge} does, where the counts before are the same for each column. */
  private void mergeEvenly(FloatBlock block, long before, int count) {
    double share = (double) count / (before + count);
    double weight = before * share;
    for (int c = 0; c < mean.length; c++) {
      double distance = block.mean(c) - mean[c];
      finite[c] = before + count;
      mean[c] += distance * share;
      squares[c] += block.squares(c) + distance * distance * weight;
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

  /** Adds neighbouring columns of others to one column of this, as more numbers of it. */
  void mergeColumns(int into, ColumnMoments others, int from, int to) {
    for (int c = from; c < to; c++) {
      nan[into] += others.nan[c];
      infinite[into] += others.infinite[c];
      zeros[into] += others.zeros[c];
      min[into] = Math.min(min[into], others.min[c]);
      max[into] = Math.max(max[into], others.max[c]);
      merge(into, others.finite[c], others.mean[c], others.squares[c]);
    }
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
