package dev.teacher.features.inspect;

import java.util.Locale;

/** Says in words which coordinates of which points some columns of a part are. */
final class Coordinates {
  /** What coordinates are called. */
  static final String LETTERS = "xyzv";

  private Coordinates() {}

  /**
   * Describes a run of columns.
   *
   * @param tile the part
   * @param first place of the first column in it
   * @param last place of the last column
   */
  static String text(Tile tile, int first, int last, ColumnFacts[] facts) {
    Arrangement arrangement = tile.points().arrangement();
    String names = names(tile, facts);
    int points = arrangement.points();
    if (last - first + 1 == arrangement.width()) {
      String order = arrangement.isPlanar() ? "coordinate by coordinate" : "point by point";
      return String.format(Locale.ROOT, "%d points (%s), %s", points, names, order);
    }
    if (last - first == arrangement.coordinates() * (points - 1)) {
      String coordinate = names.split(", ", -1)[first % arrangement.coordinates()];
      return String.format(Locale.ROOT, "%s of %d points, kept frame by frame", coordinate, points);
    }
    String range = arrangement.point(first) + " to " + arrangement.point(last);
    return String.format(Locale.ROOT, "points %s of %d (%s)", range, points, names);
  }

  /** How the coordinates of a run of columns stand. */
  static Found.Order order(Tile tile, int first, int last, int width) {
    if (last - first != width - 1) {
      return Found.Order.BY_FRAME;
    }
    return tile.points().arrangement().isPlanar()
        ? Found.Order.BY_COORDINATE
        : Found.Order.BY_POINT;
  }

  private static String names(Tile tile, ColumnFacts[] facts) {
    return switch (tile.points().arrangement().coordinates()) {
      case 2 -> "x, y";
      case 3 -> isVisibility(tile, facts) ? "x, y, visibility" : "x, y, z";
      default -> "x, y, z, visibility";
    };
  }

  /** Whether the third coordinate is a probability: MediaPipe's z is mostly negative. */
  private static boolean isVisibility(Tile tile, ColumnFacts[] facts) {
    for (int point = 0; point < tile.points().count(); point++) {
      if (!facts[tile.points().column(point, 2)].isShare()) {
        return false;
      }
    }
    return tile.candidate().body() == Body.POSE
        && facts[tile.points().column(0, 2)].largest() > 0.5;
  }
}
