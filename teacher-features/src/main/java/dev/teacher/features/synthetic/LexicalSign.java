package dev.teacher.features.synthetic;

import java.util.List;

/**
 * The sign of a gloss that has nothing but its name: the same for the same seed and name, whatever
 * other glosses there are. Hand shapes, place, orientation, movement, the other hand and the face
 * are drawn independently, most of them from a range, so that a vocabulary of thousands has no two
 * signs alike, and as in a sign language, some that are close.
 */
final class LexicalSign {
  private static final List<Movement.Kind> KINDS = List.of(Movement.Kind.values());

  /** Lowest and highest x, y, z of the wrist's place: between temple and waist. */
  private static final double[][] SPACE = {{-0.32, 0.05}, {-0.16, 0.18}, {-0.34, -0.19}};

  /** How many signs end in another hand shape than they begin with. */
  private static final double CHANGING = 0.4;

  private LexicalSign() {}

  static Gloss of(long seed, String name) {
    SplitMix random = SplitMix.of(seed, "lexical sign", name);
    long key = random.nextLong();
    double[] fingers = shape(random);
    double[] endFingers = random.chance(CHANGING) ? shape(random) : fingers;
    double[] place = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      place[axis] = random.uniform(SPACE[axis][0], SPACE[axis][1]);
    }
    Gloss.OtherHand other = Lexicon.OTHER_HANDS.get(random.index(Lexicon.OTHER_HANDS.size()));
    if (other == Gloss.OtherHand.MIRRORS) {
      place[0] = Math.min(place[0], -0.1); // room for both hands
    }
    return new Gloss(
        name,
        key,
        fingers,
        endFingers,
        place,
        orientation(random),
        movement(random),
        random.uniform(0.45, 0.8),
        other,
        new double[] {
          random.chance(0.5) ? random.uniform(0.2, 0.9) : 0,
          random.uniform(-0.5, 1),
          random.uniform(-0.06, 0.12)
        });
  }

  private static double[] shape(SplitMix random) {
    int prototype = random.index(HandShape.PROTOTYPES.size());
    return Lexicon.strayed(HandShape.PROTOTYPES.get(prototype), random, 0.1);
  }

  private static double[] orientation(SplitMix random) {
    double[] d = Lexicon.ORIENTATIONS[random.index(Lexicon.ORIENTATIONS.length)];
    double[] turn = random.normals(3, 0.25);
    return Rotation.product(
        Rotation.ofVector(turn[0], turn[1], turn[2]),
        Rotation.ofHand(Vectors.of(d[0], d[1], d[2]), Vectors.of(d[3], d[4], d[5])));
  }

  private static Movement movement(SplitMix random) {
    Movement.Kind kind = KINDS.get(random.index(KINDS.size()));
    // Less towards the camera, which sees it worst.
    double[] direction = Vectors.unit(random.normals(3, 1));
    direction[2] *= 0.5;
    direction = Vectors.unit(direction);
    double[] other = random.normals(3, 1);
    double[] aside = Vectors.unit(Vectors.plus(other, -Vectors.dot(other, direction), direction));
    return new Movement(kind, direction, aside, size(kind, random));
  }

  /** Metres, or radians for turns. */
  private static double size(Movement.Kind kind, SplitMix random) {
    return switch (kind) {
      case LINE -> random.uniform(0.15, 0.27);
      case ARC -> random.uniform(0.17, 0.28);
      case CIRCLE -> random.uniform(0.12, 0.20);
      case REPEAT -> random.uniform(0.10, 0.17);
      case TURN -> random.uniform(1.0, 1.8);
    };
  }
}
