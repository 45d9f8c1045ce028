package dev.teacher.features.inspect;

/** Tells by the places of points whether they are those of a part of the body. */
interface Shape {
  /** The number of points. */
  int points();

  /** The coordinates that are looked at; with fewer than {@code coordinates}, all of them. */
  int coordinates();

  /**
   * How well points fit, 1 for perfectly; NaN where too few frames show them.
   *
   * @param points to be judged
   * @param frames how many to look at, at most
   */
  double fit(Points points, int frames);
}
