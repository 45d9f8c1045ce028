package dev.teacher.features.statistics;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the rows of one sample. However they are cut into pieces, they are summed in the same
 * blocks, so the result is the same to the last bit.
 */
final class SampleMoments {
  private static final int MOST_CELLS = SplitStatistics.MOST_PLACES;

  private final int width;
  private final FloatBlock block;
  private final List<Cell> notFinite = new ArrayList<>();
  private FiniteRows finite;
  private ColumnMoments others;
  private long rows;

  /** A number that is not finite. */
  record Cell(long row, int column, float value) {}

  SampleMoments(int width) {
    this.width = width;
    block = new FloatBlock(width);
    clear();
  }

  /** Forgets everything, to count another sample. */
  void clear() {
    block.clear();
    finite = new FiniteRows(width);
    others = null;
    notFinite.clear();
    rows = 0;
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
    ColumnMoments all = others == null ? new ColumnMoments(width) : others;
    finite.addTo(all);
    return all;
  }

  /** The first numbers that are not finite, row by row. */
  List<Cell> notFinite() {
    return List.copyOf(notFinite);
  }

  private void countBlock() {
    block.sumUp();
    if (block.isFinite()) {
      finite.add(block);
    } else {
      others = others == null ? new ColumnMoments(width) : others;
      for (int c = 0; c < width; c++) {
        countOneByOne(c);
      }
      findNotFinite();
    }
    rows += block.count();
    block.clear();
  }

  private void countOneByOne(int c) {
    int count = 0;
    double sum = 0;
    for (int r = 0; r < block.count(); r++) {
      float x = block.row(r)[c];
      if (Float.isFinite(x)) {
        count++;
        sum += x;
        others.extend(c, x, x, x == 0 ? 1 : 0);
      } else if (Float.isNaN(x)) {
        others.nan[c]++;
      } else {
        others.infinite[c]++;
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
    others.merge(c, count, mean, squares);
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
}
