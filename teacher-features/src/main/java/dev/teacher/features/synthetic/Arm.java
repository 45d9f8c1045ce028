package dev.teacher.features.synthetic;

/**
 * A right arm of two bones whose wrist goes where it is wanted, or as far towards there as it
 * reaches.
 *
 * @param elbow where the elbow is
 * @param wrist where the wrist is
 */
record Arm(double[] elbow, double[] wrist) {
  /** Elbows hang down, outwards, and a little back. */
  private static final double[] ELBOW_PULL = {-0.6, 1, 0.35};

  /** The stretched arm keeps a little bend. */
  private static final double LONGEST = 0.995;

  static Arm reaching(double[] shoulder, double[] target, double upper, double fore) {
    double[] way = Vectors.plus(target, -1, shoulder);
    double wanted = Vectors.length(way);
    double distance =
        Math.max(1.05 * Math.abs(upper - fore), Math.min(wanted, LONGEST * (upper + fore)));
    double[] along = Vectors.unit(way);
    double foot = (upper * upper - fore * fore + distance * distance) / (2 * distance);
    double height = StrictMath.sqrt(Math.max(0, upper * upper - foot * foot));
    double[] aside = Vectors.unit(Vectors.plus(ELBOW_PULL, -Vectors.dot(ELBOW_PULL, along), along));
    double[] elbow = Vectors.plus(Vectors.plus(shoulder, foot, along), height, aside);
    return new Arm(elbow, Vectors.plus(shoulder, distance, along));
  }
}
