package dev.teacher.features.npy;

import dev.teacher.api.data.Layout;
import dev.teacher.api.error.Problem;

/**
 * Refuses numbers that are none.
 *
 * @param what a number is called
 * @param expected what should stand there
 * @param remedy what to do
 */
record FiniteRows(String what, String expected, String remedy) {
  static final FiniteRows LANDMARKS =
      new FiniteRows(
          "a landmark",
          "finite numbers; zeros where a part was not found",
          "write zeros for missing parts, or leave out the recording");

  static final FiniteRows FEATURES =
      new FiniteRows(
          "a feature",
          "finite numbers of float32",
          "mend what computed the features (a division by a deviation of 0 is common), or leave out"
              + " the recording");

  /**
   * Checks rows of a matrix; names the first number that is not finite.
   *
   * @param first number of the first row
   * @param count of rows
   * @param layout of the columns
   */
  void check(NpyMatrix matrix, int first, int count, float[] values, Layout layout) {
    int columns = matrix.columns();
    for (int i = 0; i < count * columns; i++) {
      if (!Float.isFinite(values[i])) {
        int column = i % columns;
        String frame = matrix.shape().length < 2 ? "" : ", frame " + (first + i / columns);
        throw Problem.nonFinite(what + " is not a finite number")
            .where(matrix.location() + frame + ", column " + column)
            .expected(expected)
            .found(values[i] + " in " + layout.columnName(column))
            .remedy(remedy)
            .exception();
      }
    }
  }
}
