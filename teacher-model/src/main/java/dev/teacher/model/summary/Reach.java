package dev.teacher.model.summary;

/**
 * Which input frames a frame of a value sees through convolutions, pooling and shifts: from {@code
 * before} frames before its own place to {@code after} behind it.
 *
 * @param before input frames
 * @param after input frames
 * @param whole whether it sees the whole sample, through recurrence or attention
 */
record Reach(double before, double after, boolean whole) {
  /** Nothing but its own frame. */
  static final Reach FRAME = new Reach(0, 0, false);

  /** The whole sample. */
  static final Reach WHOLE = new Reach(0, 0, true);

  /** What both see together. */
  Reach and(Reach other) {
    return new Reach(
        Math.max(before, other.before), Math.max(after, other.after), whole || other.whole);
  }

  /** The same with so many frames more to either side. */
  Reach widened(double moreBefore, double moreAfter) {
    return new Reach(before + Math.max(0, moreBefore), after + Math.max(0, moreAfter), whole);
  }

  /** How many input frames that are; 0 for the whole sample. */
  int frames() {
    return whole ? 0 : (int) Math.round(before + after) + 1;
  }
}
