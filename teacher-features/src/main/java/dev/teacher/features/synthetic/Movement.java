package dev.teacher.features.synthetic;

import java.util.List;

/**
 * How a sign's hand moves about its place, with the signer's right hand.
 *
 * @param kind the path's form
 * @param direction where it goes, or the axis it turns about; a unit vector
 * @param aside the second direction of arcs and circles; a unit vector
 * @param size length, diameter (metres) or angle (radians) of the movement
 */
record Movement(Kind kind, double[] direction, double[] aside, double size) {
  enum Kind {
    LINE,
    ARC,
    CIRCLE,
    REPEAT,
    TURN
  }

  private static final double[] OUT = {-1, 0, 0};
  private static final double[] IN = {1, 0, 0};
  private static final double[] UP = {0, -1, 0};
  private static final double[] DOWN = {0, 1, 0};
  private static final double[] FORWARD = {0, 0.4, -0.917};

  /** Where a forearm that signs commonly points. */
  private static final double[] FOREARM = Vectors.unit(Vectors.of(0.1, -0.6, -0.7));

  /** How far the hand turns with the forearm, radians a metre; a stiff wrist would give 4. */
  private static final double FOLLOWING = 3.2;

  /** The movements that glosses choose from, in pairs that go different ways. */
  static final List<List<Movement>> PAIRS =
      List.of(
          List.of(
              new Movement(Kind.LINE, DOWN, OUT, 0.21), new Movement(Kind.REPEAT, OUT, UP, 0.14)),
          List.of(new Movement(Kind.CIRCLE, OUT, UP, 0.17), new Movement(Kind.LINE, IN, UP, 0.23)),
          List.of(
              new Movement(Kind.LINE, OUT, UP, 0.23), new Movement(Kind.REPEAT, DOWN, OUT, 0.14)),
          List.of(new Movement(Kind.LINE, UP, OUT, 0.21), new Movement(Kind.TURN, DOWN, OUT, 1.4)),
          List.of(new Movement(Kind.ARC, OUT, UP, 0.23), new Movement(Kind.CIRCLE, IN, UP, 0.17)),
          List.of(
              new Movement(Kind.ARC, IN, DOWN, 0.23),
              new Movement(Kind.REPEAT, FORWARD, UP, 0.16)));

  /** Where the hand is at a time from 0 to 1, relative to the gloss's place. */
  double[] offset(double time, double amplitude) {
    double way = amplitude * size;
    double eased = 0.5 * time + 0.5 * Posture.minimumJerk(time);
    double half = Math.PI * eased;
    return switch (kind) {
      case LINE -> scaled(way * (Posture.minimumJerk(time) - 0.5), 0);
      case ARC -> scaled(-0.5 * way * StrictMath.cos(half), 0.6 * way * StrictMath.sin(half));
      case CIRCLE ->
          scaled(0.5 * way * StrictMath.sin(2 * half), 0.5 * way * StrictMath.cos(2 * half));
      case REPEAT -> scaled(0.5 * way * StrictMath.sin(4 * half), 0);
      case TURN -> new double[3];
    };
  }

  /** How the hand is turned at a time from 0 to 1: a quaternion. */
  double[] rotation(double time, double amplitude) {
    double[] turn =
        kind == Kind.TURN
            ? scaled(0.5 * amplitude * size * StrictMath.sin(4 * Math.PI * time), 0)
            : Vectors.plus(
                new double[3], FOLLOWING, Vectors.cross(FOREARM, offset(time, amplitude)));
    return Rotation.ofVector(turn[0], turn[1], turn[2]);
  }

  /** The same movement of another size. */
  Movement sized(double factor) {
    return new Movement(kind, direction, aside, factor * size);
  }

  private double[] scaled(double along, double beside) {
    return Vectors.plus(Vectors.plus(new double[3], along, direction), beside, aside);
  }
}
