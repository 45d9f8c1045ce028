package dev.teacher.features.synthetic;

import dev.teacher.api.data.Part;

/** Gives a posture a signer's body: all 543 points in metres. */
final class Body {
  private static final double UPPER_ARM = 0.29;
  private static final double FOREARM = 0.25;

  /** The middle of the face above the shoulders, and its distance before the neck. */
  private static final double[] FACE_PLACE = {0, -0.25, -0.07};

  /** Ears, relative to the middle of the face. */
  private static final double[] EAR = {0.076, 0.005, 0.07};

  /** Pose landmarks 1 to 10 but the ears, as pairs of points of the face mesh. */
  private static final int[][] FACE_OF_POSE = {
    {1, 362, 362},
    {2, 386, 374},
    {3, 263, 263},
    {4, 133, 133},
    {5, 159, 145},
    {6, 33, 33},
    {9, 291, 291},
    {10, 61, 61}
  };

  /** Pose landmark of the signer's right, then x, y, z in shoulder widths and metres. */
  private static final double[][] LOWER_BODY = {
    {24, -0.33, 0.48, 0},
    {26, -0.34, 0.88, -0.05},
    {28, -0.34, 1.28, 0},
    {30, -0.33, 1.34, 0.04},
    {32, -0.38, 1.36, -0.12}
  };

  private final Signer signer;
  private final double[] face = new double[3 * FaceMesh.POINTS];

  Body(Signer signer) {
    this.signer = signer;
  }

  /** Writes the points of a posture: [543 * 3]. */
  void write(double[] posture, double[] points) {
    int right = signer.mirrored() ? Posture.HAND : 0;
    arm(posture, right, -1, points);
    arm(posture, Posture.HAND - right, 1, points);
    head(posture, points);
    for (double[] joint : LOWER_BODY) {
      double x = joint[1] * signer.shoulderWidth();
      set(points, Part.POSE, (int) joint[0], x, joint[2], joint[3]);
      set(points, Part.POSE, (int) joint[0] - 1, -x, joint[2], joint[3]);
    }
  }

  /** An arm is made as the right one and mirrored for the left, where {@code side} is 1. */
  private void arm(double[] posture, int hand, int side, double[] points) {
    double[] shoulder = Vectors.of(-signer.shoulderWidth() / 2, 0, 0);
    double size = signer.armSize();
    double[] target =
        Vectors.of(size * posture[hand], size * posture[hand + 1], size * posture[hand + 2]);
    Arm arm = Arm.reaching(shoulder, target, size * UPPER_ARM, size * FOREARM);
    double[] fingers = Hand.points(posture, hand, arm.wrist(), signer.handLength());
    Part part = side < 0 ? Part.RIGHT_HAND : Part.LEFT_HAND;
    for (int i = 0; i < Hand.POINTS; i++) {
      set(points, part, i, -side * fingers[3 * i], fingers[3 * i + 1], fingers[3 * i + 2]);
    }
    int first = side < 0 ? 12 : 11;
    joint(points, first, side, shoulder);
    joint(points, first + 2, side, arm.elbow());
    joint(points, first + 4, side, arm.wrist());
    joint(points, first + 6, side, between(fingers, 0, 17, 1));
    joint(points, first + 8, side, between(fingers, 0, 5, 1));
    // the thumb's knuckle, taken at its rigid base: the pose model sees no finger's bending
    joint(points, first + 10, side, between(fingers, 0, 1, 1.8));
  }

  private void head(double[] posture, double[] points) {
    double size = signer.headSize();
    FaceMesh.write(posture[Posture.MOUTH], posture[Posture.BROWS], size, face);
    double cos = StrictMath.cos(posture[Posture.NOD]);
    double sin = StrictMath.sin(posture[Posture.NOD]);
    for (int i = 0; i < FaceMesh.POINTS; i++) {
      headPoint(points, Part.FACE, i, face[3 * i], face[3 * i + 1], face[3 * i + 2], cos, sin);
    }
    for (int[] pair : FACE_OF_POSE) {
      int from = Part.FACE.column(pair[1], 0);
      int to = Part.FACE.column(pair[2], 0);
      set(
          points,
          Part.POSE,
          pair[0],
          0.5 * (points[from] + points[to]),
          0.5 * (points[from + 1] + points[to + 1]),
          0.5 * (points[from + 2] + points[to + 2]));
    }
    int nose = Part.FACE.column(FaceMesh.NOSE_TIP, 0);
    set(points, Part.POSE, 0, points[nose], points[nose + 1], points[nose + 2]);
    headPoint(points, Part.POSE, 7, size * EAR[0], size * EAR[1], size * EAR[2], cos, sin);
    headPoint(points, Part.POSE, 8, -size * EAR[0], size * EAR[1], size * EAR[2], cos, sin);
  }

  /** Nods about the axis through the ears. */
  private static void headPoint(
      double[] points, Part part, int index, double x, double y, double z, double cos, double sin) {
    double back = z - EAR[2];
    set(
        points,
        part,
        index,
        FACE_PLACE[0] + x,
        FACE_PLACE[1] + y * cos - back * sin,
        FACE_PLACE[2] + EAR[2] + back * cos + y * sin);
  }

  private static double[] between(double[] fingers, int from, int to, double weight) {
    double[] point = new double[3];
    for (int i = 0; i < 3; i++) {
      point[i] = fingers[3 * from + i] + weight * (fingers[3 * to + i] - fingers[3 * from + i]);
    }
    return point;
  }

  private static void joint(double[] points, int index, int side, double[] place) {
    set(points, Part.POSE, index, -side * place[0], place[1], place[2]);
  }

  private static void set(double[] points, Part part, int index, double x, double y, double z) {
    int at = part.column(index, 0);
    points[at] = x;
    points[at + 1] = y;
    points[at + 2] = z;
  }
}
