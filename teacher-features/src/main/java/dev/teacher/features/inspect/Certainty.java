package dev.teacher.features.inspect;

/** How sure something is that was worked out from numbers. */
public enum Certainty {
  /** There is no doubt: only this contradicts a declaration. */
  SURE,
  /** The numbers speak for it, and not clearly enough. */
  LIKELY,
  /** The numbers do not tell. */
  UNKNOWN;

  /** The lesser of the two. */
  Certainty and(Certainty other) {
    return compareTo(other) > 0 ? this : other;
  }
}
