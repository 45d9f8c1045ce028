package dev.teacher.features.inspect;

/**
 * Columns seen as the coordinates of points.
 *
 * @param columns all of them
 * @param order the columns that are looked at, in the order they are looked at
 * @param first place in that order where the points begin
 * @param arrangement of the coordinates
 */
record Points(Columns columns, int[] order, int first, Arrangement arrangement) {
  float at(int frame, int point, int coordinate) {
    return columns.at(column(point, coordinate), frame);
  }

  int column(int point, int coordinate) {
    return order[first + arrangement.place(point, coordinate)];
  }

  int count() {
    return arrangement.points();
  }

  /** Whether any x or y is not 0, as all are in frames in which a part was not found. */
  boolean isPresent(int frame) {
    for (int point = 0; point < count(); point++) {
      if (at(frame, point, 0) != 0 || at(frame, point, 1) != 0) {
        return true;
      }
    }
    return false;
  }
}
