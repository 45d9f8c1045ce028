package dev.teacher.api.plain;

/** Products of matrices that lie row by row in arrays, added to a result. */
final class Matrices {
  private Matrices() {}

  /**
   * A matrix in an array.
   *
   * @param data its array
   * @param offset of its first element
   */
  record Block(double[] data, int offset) {}

  /** c [n, m] += a [n, k] b [k, m]. */
  static void add(Block a, Block b, Block c, int n, int k, int m) {
    for (int row = 0; row < n; row++) {
      for (int j = 0; j < k; j++) {
        double factor = a.data()[a.offset() + row * k + j];
        int from = b.offset() + j * m;
        int to = c.offset() + row * m;
        for (int column = 0; column < m; column++) {
          c.data()[to + column] += factor * b.data()[from + column];
        }
      }
    }
  }

  /** c [n, m] += a [n, k] bᵀ, with b [m, k]. */
  static void addTransposed(Block a, Block b, Block c, int n, int k, int m) {
    for (int row = 0; row < n; row++) {
      int left = a.offset() + row * k;
      for (int column = 0; column < m; column++) {
        int right = b.offset() + column * k;
        double sum = 0;
        for (int j = 0; j < k; j++) {
          sum += a.data()[left + j] * b.data()[right + j];
        }
        c.data()[c.offset() + row * m + column] += sum;
      }
    }
  }

  /** c [k, m] += aᵀ b, with a [n, k] and b [n, m]. */
  static void addOfTransposed(Block a, Block b, Block c, int n, int k, int m) {
    for (int row = 0; row < n; row++) {
      for (int j = 0; j < k; j++) {
        double factor = a.data()[a.offset() + row * k + j];
        int from = b.offset() + row * m;
        int to = c.offset() + j * m;
        for (int column = 0; column < m; column++) {
          c.data()[to + column] += factor * b.data()[from + column];
        }
      }
    }
  }
}
