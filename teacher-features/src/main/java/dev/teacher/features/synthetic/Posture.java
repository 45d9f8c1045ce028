package dev.teacher.features.synthetic;

import java.util.Arrays;

/**
 * A moment's posture as 40 numbers, free of who takes it. For the dominant and then the other hand:
 * the wrist's place (3, metres, as if it were the right hand), its orientation (quaternion, 4), the
 * fingers (11, see {@link HandShape}); then the face.
 */
final class Posture {
  static final int PLACE = 0;
  static final int ROTATION = 3;
  static final int FINGERS = 7;
  static final int HAND = FINGERS + HandShape.SIZE;

  /** How far the mouth is open, 0 to 1. */
  static final int MOUTH = 2 * HAND;

  /** How far the brows are raised, -1 to 1. */
  static final int BROWS = MOUTH + 1;

  /** The head's pitch, radians, forwards positive. */
  static final int NOD = MOUTH + 2;

  static final int SIZE = MOUTH + 3;

  private Posture() {}

  /** Both hands low beside the body. */
  static double[] rest() {
    double[] posture = new double[SIZE];
    double[] rotation = Rotation.ofHand(Vectors.of(0.1, 1, -0.15), Vectors.of(1, 0, 0.3));
    for (int hand = 0; hand <= HAND; hand += HAND) {
      setHand(posture, hand, Vectors.of(-0.2, 0.47, -0.08), rotation, HandShape.relaxed());
    }
    return posture;
  }

  static void setHand(
      double[] posture, int hand, double[] place, double[] rotation, double[] fingers) {
    System.arraycopy(place, 0, posture, hand + PLACE, 3);
    System.arraycopy(rotation, 0, posture, hand + ROTATION, 4);
    System.arraycopy(fingers, 0, posture, hand + FINGERS, HandShape.SIZE);
  }

  /** The posture between two, {@code weight} of the way; orientations take the shorter way. */
  static double[] between(double[] from, double[] to, double weight) {
    double[] posture = new double[SIZE];
    Arrays.setAll(posture, i -> from[i] + weight * (to[i] - from[i]));
    for (int at = ROTATION; at < MOUTH; at += HAND) {
      double dot = 0;
      for (int i = at; i < at + 4; i++) {
        dot += from[i] * to[i];
      }
      for (int i = at; dot < 0 && i < at + 4; i++) {
        posture[i] = from[i] - weight * (to[i] + from[i]);
      }
    }
    return posture;
  }

  /** The way of a movement of least jerk, 0 to 1 for times 0 to 1 (Flash and Hogan 1985). */
  static double minimumJerk(double time) {
    double t = Math.min(1, Math.max(0, time));
    return t * t * t * (10 - 15 * t + 6 * t * t);
  }
}
