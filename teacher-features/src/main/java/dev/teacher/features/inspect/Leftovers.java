package dev.teacher.features.inspect;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says what columns are that are no coordinates of a part of the body. */
final class Leftovers {
  static final String ZERO = "zero";
  static final String CONSTANT = "constant";
  static final String UNKNOWN = "unknown";
  private static final String FRAME_NUMBER = "frame-number";
  private static final String PRESENCE = "presence";

  /** Parts by their numbers of columns, which hint at what is missing. */
  private static final Map<Integer, String> WIDTHS =
      Map.of(
          42, "a hand (x, y)",
          63, "a hand (x, y, z)",
          84, "two hands (x, y)",
          99, "a pose (x, y, z)",
          126, "two hands (x, y, z)",
          132, "a pose (x, y, z, visibility)",
          1404, "a face (x, y, z)");

  private static final double AGREES = 0.98;

  private final Columns columns;
  private final ColumnFacts[] facts;
  private final List<Presence> presences;

  Leftovers(Columns columns, ColumnFacts[] facts, List<Tile> tiles) {
    this.columns = columns;
    this.facts = facts;
    this.presences =
        tiles.stream()
            .map(tile -> new Presence(columns, facts, tile.points()))
            .filter(presence -> presence.share() > 0.02 && presence.share() < 0.98)
            .toList();
  }

  /** What a column is, as {@link Found#part} calls it. */
  String part(int column) {
    if (facts[column].isConstant()) {
      return facts[column].smallest() == 0 ? ZERO : CONSTANT;
    }
    if (isFrameNumber(column)) {
      return FRAME_NUMBER;
    }
    float[] values = columns.column(column);
    return presences.stream().anyMatch(presence -> presence.agreement(values) > AGREES)
        ? PRESENCE
        : UNKNOWN;
  }

  /** How sure that is; of zeros nobody knows what they would have been. */
  Certainty certainty(String part) {
    return part.equals(UNKNOWN) || part.equals(ZERO) ? Certainty.UNKNOWN : Certainty.SURE;
  }

  /** What is known of neighbouring columns. */
  String text(String part, int from, int to) {
    float smallest = Float.POSITIVE_INFINITY;
    float largest = Float.NEGATIVE_INFINITY;
    for (int column = from; column < to; column++) {
      smallest = Math.min(smallest, facts[column].smallest());
      largest = Math.max(largest, facts[column].largest());
    }
    String hint = WIDTHS.containsKey(to - from) ? ", as many as of " + WIDTHS.get(to - from) : "";
    return switch (part) {
      case ZERO -> "always 0, as what is never found" + hint;
      case CONSTANT -> smallest == largest ? "always " + smallest : "they never change";
      case FRAME_NUMBER -> "counts the frames";
      case PRESENCE -> "1 where a part is there, else 0";
      default -> String.format(Locale.ROOT, "%.3g to %.3g%s", smallest, largest, hint);
    };
  }

  private boolean isFrameNumber(int column) {
    float[] values = columns.column(column);
    int last = columns.start(1) - 1;
    double step = last > 0 ? (values[last] - values[0]) / (double) last : 0;
    if (last < 4 || step == 0) {
      return false;
    }
    for (int recording = 0; recording < columns.recordings(); recording++) {
      for (int t = columns.start(recording) + 1; t < columns.start(recording + 1); t++) {
        if (!(Math.abs(values[t] - values[t - 1] - step) <= 1e-3 * Math.abs(step))) {
          return false;
        }
      }
    }
    return true;
  }
}
