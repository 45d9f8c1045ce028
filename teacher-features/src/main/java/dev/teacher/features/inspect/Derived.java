package dev.teacher.features.inspect;

/**
 * Neighbouring columns that are each made in the same way of a column as far away.
 *
 * @param from the first of them
 * @param to the column after the last
 * @param source the column that the first is made of
 * @param relation how
 * @param isExact whether every number is equal bit by bit, not only within float's precision
 */
record Derived(int from, int to, int source, Relation relation, boolean isExact) {
  int width() {
    return to - from;
  }

  /** The column that one of them is made of. */
  int sourceOf(int column) {
    return source + column - from;
  }
}
