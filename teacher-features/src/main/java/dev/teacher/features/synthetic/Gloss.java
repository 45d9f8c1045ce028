package dev.teacher.features.synthetic;

import java.util.Arrays;

/**
 * One sign of the lexicon, for a right-handed signer.
 *
 * @param name how annotations call it
 * @param key what a signer's own way of it hangs on
 * @param fingers the hand shape at the beginning, see {@link HandShape}
 * @param endFingers the hand shape at the end
 * @param place of the wrist, metres
 * @param rotation of the hand, a quaternion
 * @param movement about the place
 * @param duration seconds at average speed
 * @param other what the other hand does
 * @param face mouth opening, raising of the brows, nod of the head
 */
record Gloss(
    String name,
    long key,
    double[] fingers,
    double[] endFingers,
    double[] place,
    double[] rotation,
    Movement movement,
    double duration,
    OtherHand other,
    double[] face) {

  enum OtherHand {
    /** Hangs down. */
    RESTS,
    /** Does the same, mirrored. */
    MIRRORS,
    /** Is held flat before the body. */
    SUPPORTS
  }

  private static final double[] SUPPORT_PLACE = {-0.08, 0.20, -0.24};
  private static final double[] SUPPORT_ROTATION =
      Rotation.ofHand(Vectors.of(1, -0.2, -0.4), Vectors.of(0, -1, 0));
  private static final double[] SUPPORT_FINGERS = HandShape.PROTOTYPES.get(7);

  /** The posture at a time from 0 to 1. */
  double[] posture(double time, Variation variation) {
    double[] posture = Posture.rest();
    double[] turned =
        Rotation.product(
            Rotation.product(movement.rotation(time, variation.amplitude()), vary(variation)),
            rotation);
    double[] moved =
        Vectors.plus(
            Vectors.plus(place, 1, variation.place()),
            1,
            movement.offset(time, variation.amplitude()));
    double[] formed = formed(time);
    hand(posture, 0, moved, turned, formed, variation);
    if (other == OtherHand.MIRRORS) {
      hand(posture, Posture.HAND, moved, turned, formed, variation);
    } else if (other == OtherHand.SUPPORTS) {
      double[] held = Vectors.plus(SUPPORT_PLACE, 0.5, variation.place());
      hand(posture, Posture.HAND, held, SUPPORT_ROTATION, SUPPORT_FINGERS, variation);
    }
    double strength = StrictMath.sin(Math.PI * time);
    for (int i = 0; i < face.length; i++) {
      posture[Posture.MOUTH + i] = strength * face[i];
    }
    return posture;
  }

  private double[] formed(double time) {
    double[] formed = new double[HandShape.SIZE];
    double weight = Posture.minimumJerk(time);
    Arrays.setAll(formed, i -> fingers[i] + weight * (endFingers[i] - fingers[i]));
    return formed;
  }

  private static double[] vary(Variation variation) {
    double[] v = variation.rotation();
    return Rotation.ofVector(v[0], v[1], v[2]);
  }

  private static void hand(
      double[] posture,
      int hand,
      double[] place,
      double[] rotation,
      double[] fingers,
      Variation variation) {
    Posture.setHand(posture, hand, place, rotation, fingers);
    for (int i = 0; i < HandShape.SIZE; i++) {
      posture[hand + Posture.FINGERS + i] += variation.fingers()[i];
    }
  }
}
