package dev.teacher.features.synthetic;

/**
 * The 21 points of a hand in MediaPipe's order: wrist, then base to tip of thumb, index, middle,
 * ring and little finger. Bones keep their lengths, which are in units of the hand's length.
 */
final class Hand {
  static final int POINTS = 21;

  private static final double[] THUMB_BASE = {0.15, -0.13, -0.04};
  private static final double[] THUMB_BONES = {0.22, 0.18, 0.15};
  private static final double[][] KNUCKLES = {
    {0.13, -0.50, 0}, {0.03, -0.52, 0.01}, {-0.07, -0.48, 0}, {-0.15, -0.42, -0.02}
  };
  private static final double[][] FINGER_BONES = {
    {0.24, 0.14, 0.11}, {0.26, 0.16, 0.12}, {0.24, 0.15, 0.11}, {0.19, 0.10, 0.09}
  };

  /** How far each finger goes sideways for a spread of 1; towards the thumb positive. */
  private static final double[] SPREADING = {1.0, 0.2, -0.6, -1.4};

  /** The last joint of a finger bends with the middle one. */
  private static final double LAST_JOINT = 0.65;

  private Hand() {}

  /**
   * Places the points of a right hand.
   *
   * @param posture holds the hand's rotation and fingers
   * @param hand where the hand begins in the posture
   * @param wrist where the wrist is
   * @param length from the wrist to the tip of the stretched middle finger, metres
   * @return [21 * 3]
   */
  static double[] points(double[] posture, int hand, double[] wrist, double length) {
    double[] points = new double[3 * POINTS];
    int fingers = hand + Posture.FINGERS;
    thumb(
        points,
        posture[fingers + HandShape.THUMB_FLEXION],
        posture[fingers + HandShape.THUMB_ABDUCTION]);
    for (int finger = 0; finger < 4; finger++) {
      double bend = posture[fingers + HandShape.KNUCKLES + 2 * finger];
      double middle = posture[fingers + HandShape.KNUCKLES + 2 * finger + 1];
      double aside = SPREADING[finger] * posture[fingers + HandShape.SPREAD];
      int at = 3 * (5 + 4 * finger);
      System.arraycopy(KNUCKLES[finger], 0, points, at, 3);
      double[] bones = FINGER_BONES[finger];
      bone(points, at, bones[0], aside, bend);
      bone(points, at + 3, bones[1], aside, bend + middle);
      bone(points, at + 6, bones[2], aside, bend + middle + LAST_JOINT * middle);
    }
    turn(points, Rotation.matrix(posture, hand + Posture.ROTATION), wrist, length);
    return points;
  }

  private static void thumb(double[] points, double flexion, double abduction) {
    System.arraycopy(THUMB_BASE, 0, points, 3, 3);
    double towardsPalm = 0.3 + 0.3 * flexion;
    bone(points, 3, THUMB_BONES[0], abduction, towardsPalm);
    bone(points, 6, THUMB_BONES[1], abduction - 0.8 * flexion, towardsPalm);
    bone(points, 9, THUMB_BONES[2], abduction - 1.6 * flexion, towardsPalm);
  }

  /**
   * Sets the point after {@code from}: {@code aside} in the palm's plane, {@code bend} out of it.
   */
  private static void bone(double[] points, int from, double length, double aside, double bend) {
    double flat = length * StrictMath.cos(bend);
    points[from + 3] = points[from] + flat * StrictMath.sin(aside);
    points[from + 4] = points[from + 1] - flat * StrictMath.cos(aside);
    points[from + 5] = points[from + 2] - length * StrictMath.sin(bend);
  }

  private static void turn(double[] points, double[] m, double[] wrist, double length) {
    for (int i = 0; i < points.length; i += 3) {
      double x = length * points[i];
      double y = length * points[i + 1];
      double z = length * points[i + 2];
      points[i] = wrist[0] + m[0] * x + m[1] * y + m[2] * z;
      points[i + 1] = wrist[1] + m[3] * x + m[4] * y + m[5] * z;
      points[i + 2] = wrist[2] + m[6] * x + m[7] * y + m[8] * z;
    }
  }
}
