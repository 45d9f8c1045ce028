package dev.teacher.features.synthetic;

/**
 * Vectors of three numbers, in metres: x to the right of the picture (the signer's left), y down, z
 * away from the viewer; the origin lies between the shoulders.
 */
final class Vectors {
  private Vectors() {}

  static double[] of(double x, double y, double z) {
    return new double[] {x, y, z};
  }

  /** {@code a + factor * b}. */
  static double[] plus(double[] a, double factor, double[] b) {
    return new double[] {a[0] + factor * b[0], a[1] + factor * b[1], a[2] + factor * b[2]};
  }

  static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }

  static double length(double[] a) {
    return StrictMath.sqrt(dot(a, a));
  }

  static double[] unit(double[] a) {
    double length = length(a);
    return new double[] {a[0] / length, a[1] / length, a[2] / length};
  }
}
