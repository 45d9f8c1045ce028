package dev.teacher.features.statistics;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A few rows of float32 columns and the sums over them, column by column. Every loop runs over one
 * range of the columns in a few arrays of floats, with nothing but arithmetic inside: the form that
 * the JIT compiler turns into vector instructions (measured: several rows in one array, several
 * rows in one loop, or a comparison inside and it does not).
 *
 * <p>Sums are of the distances from the block's own mean, so that no digits cancel, and run over so
 * few rows that float32 loses less than 1e-6 of a deviation in the worst case: ROWS + 2 roundings
 * of squares, 2^-24 each, halved by the root. Distances below 1e-19, whose squares float32 cannot
 * hold, may count as 0.
 */
final class FloatBlock {
  /** The most rows. */
  static final int ROWS = 24;

  /** Columns that are worked on together, so that their rows stay in the first-level cache. */
  private static final int TILE = 512;

  private final float[][] rows;

  private final float[] centre;
  private final float[] sum;
  private final float[] squares;
  private int count;

  FloatBlock(int width) {
    rows = new float[ROWS][width];
    centre = new float[width];
    sum = new float[width];
    squares = new float[width];
  }

  /** The number of rows in it. */
  int count() {
    return count;
  }

  /** Adds the next row of a buffer; only if there are fewer than {@link #ROWS}. */
  void add(FloatBuffer from) {
    from.get(rows[count++]);
  }

  /** The row of that number. */
  float[] row(int index) {
    return rows[index];
  }

  /** Forgets all rows. */
  void clear() {
    count = 0;
  }

  /** Sums over the rows; not finite where a number is not, or is huge. */
  void sumUp() {
    for (int from = 0; from < centre.length; from += TILE) {
      int to = Math.min(centre.length, from + TILE);
      System.arraycopy(rows[0], from, centre, from, to - from);
      Arrays.fill(sum, from, to, 0);
      for (int r = 1; r < count; r++) {
        addDistances(rows[r], centre, sum, from, to);
      }
      addScaled(sum, 1f / count, centre, from, to);
      Arrays.fill(sum, from, to, 0);
      Arrays.fill(squares, from, to, 0);
      for (int r = 0; r < count; r++) {
        addDistancesAndSquares(rows[r], centre, sum, squares, from, to);
      }
    }
  }

  /**
   * Moves means and sums of squared distances to what they are with these rows (Chan, Golub and
   * LeVeque 1979), in double precision.
   *
   * @param share of these rows in all rows
   * @param weight rows before, times the share
   */
  void mergeInto(double[] mean, double[] squaresOfAll, double share, double weight) {
    double each = 1.0 / count;
    for (int c = 0; c < centre.length; c++) {
      double distances = sum[c];
      double distance = centre[c] + distances * each - mean[c];
      double around = squares[c] - distances * distances * each;
      mean[c] += distance * share;
      squaresOfAll[c] += (around > 0 ? around : 0) + distance * distance * weight;
    }
  }

  /** Whether float32 held the sums: every number is finite, and none is huge. */
  boolean isFinite() {
    for (float s : squares) {
      if (!(s <= Float.MAX_VALUE)) {
        return false;
      }
    }
    return true;
  }

  /** Widens ranges and counts numbers other than zero; only where every number is finite. */
  void extend(float[] min, float[] max, float[] nonZero) {
    for (int from = 0; from < centre.length; from += TILE) {
      int to = Math.min(centre.length, from + TILE);
      for (int r = 0; r < count; r++) {
        widen(rows[r], min, max, from, to);
      }
      for (int r = 0; r < count; r++) {
        countNonZero(rows[r], nonZero, from, to);
      }
    }
  }

  private static void addDistances(float[] x, float[] centre, float[] sum, int from, int to) {
    for (int c = from; c < to; c++) {
      sum[c] += x[c] - centre[c];
    }
  }

  private static void addScaled(float[] x, float factor, float[] sum, int from, int to) {
    for (int c = from; c < to; c++) {
      sum[c] += x[c] * factor;
    }
  }

  private static void addDistancesAndSquares(
      float[] x, float[] centre, float[] sum, float[] squares, int from, int to) {
    for (int c = from; c < to; c++) {
      float distance = x[c] - centre[c];
      sum[c] += distance;
      squares[c] += distance * distance;
    }
  }

  private static void widen(float[] x, float[] min, float[] max, int from, int to) {
    for (int c = from; c < to; c++) {
      min[c] = Math.min(min[c], x[c]);
      max[c] = Math.max(max[c], x[c]);
    }
  }

  /** 0 stays 0, and the smallest number, 2^-149, grows beyond 1 when multiplied by 2^150. */
  private static void countNonZero(float[] x, float[] nonZero, int from, int to) {
    for (int c = from; c < to; c++) {
      nonZero[c] += Math.min(1f, Math.abs(x[c]) * 0x1p75f * 0x1p75f);
    }
  }
}
