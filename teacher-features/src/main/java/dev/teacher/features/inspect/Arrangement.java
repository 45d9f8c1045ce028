package dev.teacher.features.inspect;

/**
 * How the coordinates of a part's points stand in its columns.
 *
 * @param isPlanar whether all x come first, then all y, ...; else each point's stand together
 * @param points of the part
 * @param coordinates of a point, at least x and y
 */
record Arrangement(boolean isPlanar, int points, int coordinates) {
  int width() {
    return points * coordinates;
  }

  /** The place of a point's coordinate, counted from the part's first column. */
  int place(int point, int coordinate) {
    return isPlanar ? coordinate * points + point : point * coordinates + coordinate;
  }

  /** The point whose coordinate stands at a place. */
  int point(int place) {
    return isPlanar ? place % points : place / coordinates;
  }
}
