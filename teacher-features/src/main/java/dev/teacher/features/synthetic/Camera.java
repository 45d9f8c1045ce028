package dev.teacher.features.synthetic;

import dev.teacher.api.data.Part;

/** A signer's camera: points in metres to fractions of the picture. */
final class Camera {
  /** From the lens to the shoulders, metres: near things look larger. */
  private static final double DISTANCE = 1.6;

  private final double[] scale;
  private final double[] position;
  private final double roll;
  private final double yaw;

  Camera(Signer signer) {
    this.scale = signer.scale();
    this.position = signer.position();
    this.roll = signer.roll();
    this.yaw = signer.yaw();
  }

  /**
   * Takes a picture. Depths are relative to what each of MediaPipe's models takes for zero: the
   * hips, the middle of the face, the wrist.
   *
   * @param points [543 * 3]
   * @param sway the body's turn about the vertical and its lean, radians, and shift, metres
   * @param picture receives x, y, z of every landmark from {@code at} on
   */
  void project(double[] points, double[] sway, float[] picture, int at) {
    double sinYaw = StrictMath.sin(yaw + sway[0]);
    double cosYaw = StrictMath.cos(yaw + sway[0]);
    double sinRoll = StrictMath.sin(roll + sway[1]);
    double cosRoll = StrictMath.cos(roll + sway[1]);
    for (Part part : Part.values()) {
      int from = part.column(0, 0);
      int zero = from + (part == Part.FACE ? 3 * 168 : 0);
      double depthZero = part == Part.POSE ? 0 : sinYaw * points[zero] + cosYaw * points[zero + 2];
      for (int i = from; i < from + 3 * part.count(); i += 3) {
        double x = cosYaw * points[i] - sinYaw * points[i + 2];
        double z = sinYaw * points[i] + cosYaw * points[i + 2];
        double y = points[i + 1];
        double near = DISTANCE / (DISTANCE + z);
        double across = cosRoll * x - sinRoll * y + sway[2];
        double down = sinRoll * x + cosRoll * y + sway[3];
        picture[at + i] = (float) (position[0] + scale[0] * near * across);
        picture[at + i + 1] = (float) (position[1] + scale[1] * near * down);
        picture[at + i + 2] = (float) (scale[0] * (z - depthZero));
      }
    }
  }
}
