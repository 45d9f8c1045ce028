package dev.teacher.features.inspect;

/**
 * Columns that look like a part of the body.
 *
 * @param body the part
 * @param points the columns
 * @param fit how well they fit, 1 for perfectly
 */
record Candidate(Body body, Points points, double fit) {
  int first() {
    return points.first();
  }

  /** The place after the last column. */
  int end() {
    return points.first() + points.arrangement().width();
  }

  boolean overlaps(Candidate other) {
    return first() < other.end() && other.first() < end();
  }
}
