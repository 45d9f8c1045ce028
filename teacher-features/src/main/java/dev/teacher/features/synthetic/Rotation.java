package dev.teacher.features.synthetic;

/** Rotations as unit quaternions (w, x, y, z) and as row-major 3 x 3 matrices. */
final class Rotation {
  private Rotation() {}

  /** The quaternion of a rotation vector: axis times angle. */
  static double[] ofVector(double x, double y, double z) {
    double angle = StrictMath.sqrt(x * x + y * y + z * z);
    double factor = angle < 1e-12 ? 0.5 : StrictMath.sin(angle / 2) / angle;
    return new double[] {StrictMath.cos(angle / 2), x * factor, y * factor, z * factor};
  }

  /** First {@code b}, then {@code a}. */
  static double[] product(double[] a, double[] b) {
    return new double[] {
      a[0] * b[0] - a[1] * b[1] - a[2] * b[2] - a[3] * b[3],
      a[0] * b[1] + a[1] * b[0] + a[2] * b[3] - a[3] * b[2],
      a[0] * b[2] - a[1] * b[3] + a[2] * b[0] + a[3] * b[1],
      a[0] * b[3] + a[1] * b[2] - a[2] * b[1] + a[3] * b[0]
    };
  }

  /**
   * The rotation that takes a hand from fingers up, palm to the viewer, to the given directions.
   *
   * @param fingers where the fingers point
   * @param palm where the palm looks, made perpendicular to the fingers
   */
  static double[] ofHand(double[] fingers, double[] palm) {
    double[] f = Vectors.unit(fingers);
    double[] n = Vectors.unit(Vectors.plus(palm, -Vectors.dot(palm, f), f));
    double[] thumb = Vectors.cross(f, n);
    return ofMatrix(
        new double[] {thumb[0], -f[0], -n[0], thumb[1], -f[1], -n[1], thumb[2], -f[2], -n[2]});
  }

  /** The matrix of four numbers of an array, normalised first. */
  static double[] matrix(double[] values, int at) {
    double w = values[at];
    double x = values[at + 1];
    double y = values[at + 2];
    double z = values[at + 3];
    double s = 2 / (w * w + x * x + y * y + z * z);
    return new double[] {
      1 - s * (y * y + z * z),
      s * (x * y - w * z),
      s * (x * z + w * y),
      s * (x * y + w * z),
      1 - s * (x * x + z * z),
      s * (y * z - w * x),
      s * (x * z - w * y),
      s * (y * z + w * x),
      1 - s * (x * x + y * y)
    };
  }

  private static double[] ofMatrix(double[] m) {
    double[] squares = {
      1 + m[0] + m[4] + m[8], 1 + m[0] - m[4] - m[8], 1 - m[0] + m[4] - m[8], 1 - m[0] - m[4] + m[8]
    };
    int largest = 0;
    for (int i = 1; i < 4; i++) {
      largest = squares[i] > squares[largest] ? i : largest;
    }
    double[] q =
        switch (largest) {
          case 0 -> new double[] {squares[0], m[7] - m[5], m[2] - m[6], m[3] - m[1]};
          case 1 -> new double[] {m[7] - m[5], squares[1], m[1] + m[3], m[2] + m[6]};
          case 2 -> new double[] {m[2] - m[6], m[1] + m[3], squares[2], m[5] + m[7]};
          default -> new double[] {m[3] - m[1], m[2] + m[6], m[5] + m[7], squares[3]};
        };
    double norm = StrictMath.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
    return new double[] {q[0] / norm, q[1] / norm, q[2] / norm, q[3] / norm};
  }
}
