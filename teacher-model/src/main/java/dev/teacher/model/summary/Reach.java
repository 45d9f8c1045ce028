package dev.teacher.model.summary;

/**
 * Which input frames a frame of a value sees through convolutions, pooling and shifts: from {@code
 * before} frames before its own place to {@code after} behind it.
 *
 * @param before input frames; negative where what it sees begins behind it
 * @param after input frames; negative where what it sees ends before it
 * @param whole whether it sees the whole sample, through recurrence, attention or frames picked by
 *     number
 */
record Reach(double before, double after, boolean whole) {
  /** No frame at all: what is known without the input, such as the numbers of the frames. */
  static final Reach NOTHING = new Reach(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, false);

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
    return new Reach(before + moreBefore, after + moreAfter, whole);
  }

  /** The same seen from so many frames later, or earlier if negative. */
  Reach moved(double later) {
    return new Reach(before + later, after - later, whole);
  }

  /** How many input frames that are, one at least; 0 for the whole sample. */
  int frames() {
    return whole ? 0 : (int) Math.max(0, Math.round(before + after)) + 1;
  }
}
