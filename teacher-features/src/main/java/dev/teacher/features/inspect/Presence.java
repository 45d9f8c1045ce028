package dev.teacher.features.inspect;

import java.util.ArrayList;
import java.util.List;

/**
 * In which frames a part is there. A part that was not found in a frame is all zeros there, so
 * columns of one part come and go together.
 */
final class Presence {
  private static final int FRAMES = 400;

  /** Single coordinates may be 0 by chance; of a part that is there, not that many. */
  private static final double MOST_ZEROS = 0.2;

  private final int[] frames;
  private final boolean[] isThere;
  private int torn;
  private int present;

  Presence(Columns columns, ColumnFacts[] facts, Points points) {
    frames = columns.spread(FRAMES);
    isThere = new boolean[frames.length];
    List<Integer> moving = new ArrayList<>();
    for (int place = 0; place < points.arrangement().width(); place++) {
      int column = points.order()[points.first() + place];
      if (!facts[column].isConstant()) {
        moving.add(column);
      }
    }
    for (int i = 0; i < frames.length; i++) {
      int zeros = 0;
      for (int column : moving) {
        zeros += columns.at(column, frames[i]) == 0 ? 1 : 0;
      }
      isThere[i] = zeros < moving.size();
      present += isThere[i] ? 1 : 0;
      torn += isThere[i] && zeros > MOST_ZEROS * moving.size() ? 1 : 0;
    }
  }

  /** Whether no frame shows a piece of it only. */
  boolean isWhole() {
    return torn <= frames.length / 100;
  }

  /** The share of the frames in which it is there. */
  double share() {
    return (double) present / frames.length;
  }

  /** Whether a column is 0 in other frames than those in which this part is not there. */
  boolean differsFrom(float[] column) {
    int other = 0;
    for (int i = 0; i < frames.length; i++) {
      other += (column[frames[i]] != 0) == isThere[i] ? 0 : 1;
    }
    return other > Math.max(2, frames.length / 50);
  }

  /** The share of the frames in which a column of flags says the same. */
  double agreement(float[] flags) {
    int same = 0;
    for (int i = 0; i < frames.length; i++) {
      same += flags[frames[i]] == (isThere[i] ? 1 : 0) ? 1 : 0;
    }
    return (double) same / frames.length;
  }
}
