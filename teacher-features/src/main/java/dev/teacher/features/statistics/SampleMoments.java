package dev.teacher.features.statistics;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts the rows of one sample. However they are cut into pieces, they are summed in the same
 * blocks, so the result is the same to the last bit.
 */
final class SampleMoments {
  /** A float counts one by one up to 2^24. */
  private static final int MOST_COUNTED = 1 << 23;

  private static final int MOST_CELLS = SplitStatistics.MOST_PLACES;

  private final FloatBlock block;
  private final List<Cell> notFinite = new ArrayList<>();
  private final float[] min;
  private final float[] max;
  private final float[] nonZero;
  private ColumnMoments moments;
  private long rows;
  private int counted;

  /** A number that is not finite. */
  record Cell(long row, int column, float value) {}

  SampleMoments(int width) {
    block = new FloatBlock(width);
    min = new float[width];
    max = new float[width];
    nonZero = new float[width];
    clear();
  }

  /** Forgets everything, to count another sample. */
  void clear() {
    block.clear();
    moments = new ColumnMoments(min.length);
    notFinite.clear();
    rows = 0;
    forgetRanges();
  }

  /** Counts whole rows. */
  void add(FloatBuffer some) {
    while (some.hasRemaining()) {
      block.add(some);
      if (block.count() == FloatBlock.ROWS) {
        countBlock();
      }
    }
  }

  /** What is known after the last row; the next {@link #clear} leaves it alone. */
  ColumnMoments finish() {
    if (block.count() > 0) {
      countBlock();
    }
    keepRanges();
    return moments;
  }

  private void countBlock() {
    int count = block.count();
    block.sumUp();
    if (block.isFinite()) {
      moments.merge(block);
      block.extend(min, max, nonZero);
      counted += count;
      if (counted >= MOST_COUNTED) {
        keepRanges();
      }
    } else {
      for (int c = 0; c < min.length; c++) {
        countExactly(c);
      }
      findNotFinite();
    }
    rows += count;
    block.clear();
  }

  /** The first numbers that are not finite, row by row. */
  List<Cell> notFinite() {
    return List.copyOf(notFinite);
  }

  private void findNotFinite() {
    for (int r = 0; r < block.count() && notFinite.size() < MOST_CELLS; r++) {
      float[] row = block.row(r);
      for (int c = 0; c < row.length && notFinite.size() < MOST_CELLS; c++) {
        if (!Float.isFinite(row[c])) {
          notFinite.add(new Cell(rows + r, c, row[c]));
        }
      }
    }
  }

  private void countExactly(int c) {
    int count = 0;
    double sum = 0;
    for (int r = 0; r < block.count(); r++) {
      float x = block.row(r)[c];
      if (Float.isFinite(x)) {
        count++;
        sum += x;
        extend(c, x);
      } else if (Float.isNaN(x)) {
        moments.nan[c]++;
      } else {
        moments.infinite[c]++;
      }
    }
    double mean = sum / count;
    double squares = 0;
    for (int r = 0; r < block.count(); r++) {
      float x = block.row(r)[c];
      if (Float.isFinite(x)) {
        squares += (x - mean) * (x - mean);
      }
    }
    moments.merge(c, count, mean, squares);
  }

  private void extend(int c, float x) {
    moments.min[c] = Math.min(moments.min[c], x);
    moments.max[c] = Math.max(moments.max[c], x);
    if (x == 0) {
      moments.zeros[c]++;
    }
  }

  /** Moves what was counted in floats to where there is room for more. */
  private void keepRanges() {
    for (int c = 0; c < min.length; c++) {
      moments.min[c] = Math.min(moments.min[c], min[c]);
      moments.max[c] = Math.max(moments.max[c], max[c]);
      moments.zeros[c] += counted - (long) nonZero[c];
    }
    forgetRanges();
  }

  private void forgetRanges() {
    Arrays.fill(min, Float.POSITIVE_INFINITY);
    Arrays.fill(max, Float.NEGATIVE_INFINITY);
    Arrays.fill(nonZero, 0);
    counted = 0;
  }
}
