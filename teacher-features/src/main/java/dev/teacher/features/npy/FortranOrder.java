package dev.teacher.features.npy;

import java.io.IOException;

/** Turns an array in Fortran order, whose first index runs fastest, into a row-major matrix. */
final class FortranOrder {
  private FortranOrder() {}

  /** Reads all elements into {@code values}, [first size of the shape, all others together]. */
  static void read(NpyElements elements, long[] shape, float[] values) throws IOException {
    int rows = (int) shape[0];
    int columns = values.length / rows;
    float[] run = new float[Math.min(rows, elements.chunk())];
    for (int c = 0; c < columns; c++) {
      int column = column(c, shape, columns);
      for (int first = 0; first < rows; first += run.length) {
        int count = Math.min(run.length, rows - first);
        elements.next(run, 0, count);
        for (int i = 0; i < count; i++) {
          values[(first + i) * columns + column] = run[i];
        }
      }
    }
  }

  /** The column, counted as in C order, that comes n-th in Fortran order. */
  private static int column(int n, long[] shape, int columns) {
    int column = 0;
    int rest = n;
    int stride = columns;
    for (int axis = 1; axis < shape.length; axis++) {
      int size = (int) shape[axis];
      stride /= size;
      column += rest % size * stride;
      rest /= size;
    }
    return column;
  }
}
