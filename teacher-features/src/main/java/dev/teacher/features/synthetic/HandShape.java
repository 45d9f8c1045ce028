package dev.teacher.features.synthetic;

import java.util.List;

/**
 * Hand shapes as 11 angles in radians: the thumb's flexion and abduction; for index, middle, ring
 * and little finger the flexion of the knuckle and of the middle joint; the spread of the fingers.
 */
final class HandShape {
  static final int SIZE = 11;
  static final int THUMB_FLEXION = 0;
  static final int THUMB_ABDUCTION = 1;
  static final int KNUCKLES = 2;
  static final int SPREAD = 10;

  private static final double[] EXTENDED = {0.05, 0.1};
  private static final double[] CURLED = {1.35, 1.6};
  private static final double[] HOOKED = {0.3, 1.3};
  private static final double[] BENT = {1.2, 0.2};
  private static final double[] ROUND = {0.8, 0.8};

  /** The shapes that glosses choose from, in pairs that differ clearly. */
  static final List<double[]> PROTOTYPES =
      List.of(
          shape(0.9, 0.5, 0.05, CURLED, CURLED, CURLED, CURLED), // fist
          shape(0.1, 1.0, 0.30, EXTENDED, EXTENDED, EXTENDED, EXTENDED), // five
          shape(0.9, 0.5, 0.05, EXTENDED, CURLED, CURLED, CURLED), // index
          shape(0.6, 0.4, 0.02, BENT, BENT, BENT, BENT), // bent
          shape(0.9, 0.5, 0.25, EXTENDED, EXTENDED, CURLED, CURLED), // v
          shape(0.5, 0.8, 0.10, ROUND, ROUND, ROUND, ROUND), // c
          shape(0.0, 1.1, 0.15, CURLED, CURLED, CURLED, EXTENDED), // y
          shape(0.7, 0.2, 0.02, EXTENDED, EXTENDED, EXTENDED, EXTENDED), // flat
          shape(0.0, 1.1, 0.05, EXTENDED, CURLED, CURLED, CURLED), // l
          shape(0.2, 0.9, 0.25, HOOKED, HOOKED, HOOKED, HOOKED), // claw
          shape(0.0, 0.7, 0.05, CURLED, CURLED, CURLED, CURLED), // thumb up
          shape(0.9, 0.5, 0.25, EXTENDED, EXTENDED, EXTENDED, CURLED)); // w

  private HandShape() {}

  static double[] relaxed() {
    double[] half = {0.4, 0.5};
    return shape(0.3, 0.6, 0.05, half, half, half, half);
  }

  private static double[] shape(
      double flexion,
      double abduction,
      double spread,
      double[] index,
      double[] middle,
      double[] ring,
      double[] little) {
    return new double[] {
      flexion, abduction, index[0], index[1], middle[0], middle[1], ring[0], ring[1], little[0],
      little[1], spread
    };
  }
}
