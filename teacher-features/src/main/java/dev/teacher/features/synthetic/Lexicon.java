package dev.teacher.features.synthetic;

import java.util.ArrayList;
import java.util.List;

/**
 * The glosses of a corpus. Eight glosses make a cube: two hand shapes, two movements and two
 * places, in every combination. So each gloss has a neighbour that differs in the hand shape alone,
 * one that differs in the movement alone and, in a whole cube, one that differs in the place, and
 * whoever ignores one of the three takes half of the glosses for another. What else belongs to a
 * gloss goes with its place.
 */
final class Lexicon {
  private static final List<String> NAMES =
      List.of(
          ("HELLO THANKS MOTHER RAIN WIND SUN HOUSE FRIEND TODAY TOMORROW WATER NIGHT "
                  + "FATHER SCHOOL BOOK WORK SNOW CLOUD STORM MORNING EVENING NORTH SOUTH EAST WEST "
                  + "RIVER MOUNTAIN SEA COLD WARM GOOD BAD BIG SMALL YES NO PLEASE SORRY NAME CAT")
              .split(" ", -1));

  private static final double[][] PLACES = {
    {-0.15, -0.11, -0.20}, // temple
    {-0.06, 0.11, -0.26}, // chest
    {-0.12, -0.01, -0.21}, // cheek
    {-0.20, 0.10, -0.33}, // neutral space
    {-0.31, -0.04, -0.25}, // beside the shoulder
    {0.04, 0.08, -0.25}, // opposite shoulder
    {-0.06, 0.02, -0.24}, // chin
    {-0.16, 0.15, -0.27} // waist
  };

  /** Where fingers and palm point: fingers x, y, z, palm x, y, z. */
  static final double[][] ORIENTATIONS = {
    {0, -1, -0.1, 0, 0, -1},
    {0.1, -1, -0.2, 0, 0, 1},
    {0.2, -1, -0.3, 1, 0, 0},
    {0.9, -0.5, -0.3, 0, 0, 1},
    {0.7, -0.4, -0.6, 0, 1, 0},
    {0.2, -0.8, -0.7, 0, 1, -1},
    {0.2, -0.5, -0.8, 1, 0, 0},
    {0.4, -0.5, -0.8, 0, -1, 0}
  };

  /** Half of the places are signed with one hand. */
  static final List<Gloss.OtherHand> OTHER_HANDS =
      List.of(
          Gloss.OtherHand.RESTS,
          Gloss.OtherHand.RESTS,
          Gloss.OtherHand.RESTS,
          Gloss.OtherHand.MIRRORS,
          Gloss.OtherHand.MIRRORS,
          Gloss.OtherHand.SUPPORTS);

  private final List<Gloss> glosses;

  Lexicon(long seed, int size) {
    List<Gloss> made = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      made.add(gloss(seed, i));
    }
    this.glosses = List.copyOf(made);
  }

  Gloss gloss(int index) {
    return glosses.get(index);
  }

  static String name(int index) {
    return index < NAMES.size() ? NAMES.get(index) : "GLOSS" + (index + 1);
  }

  private static Gloss gloss(long seed, int index) {
    int cube = index / 8;
    int shape = 2 * cube + index % 2;
    int movement = 2 * cube + index / 2 % 2;
    int place = 2 * cube + index / 4 % 2;
    SplitMix ofPlace = SplitMix.of(seed, "place", place);
    double[] wrist = strayed(PLACES[deal(seed, "places", place, PLACES.length)], ofPlace, 0.015);
    double[] directions = ORIENTATIONS[deal(seed, "orientations", place, ORIENTATIONS.length)];
    Gloss.OtherHand other = OTHER_HANDS.get(ofPlace.index(OTHER_HANDS.size()));
    double duration = ofPlace.uniform(0.48, 0.75);
    double[] face = {
      ofPlace.chance(0.5) ? ofPlace.uniform(0.2, 0.9) : 0,
      ofPlace.uniform(-0.5, 1),
      ofPlace.uniform(-0.06, 0.12)
    };
    if (other == Gloss.OtherHand.MIRRORS) {
      wrist[0] = Math.min(wrist[0], -0.1); // room for both hands
    }
    int form = 2 * deal(seed, "shapes", cube, HandShape.PROTOTYPES.size() / 2) + index % 2;
    Movement prototype =
        Movement.PAIRS.get(deal(seed, "movements", cube, Movement.PAIRS.size())).get(index / 2 % 2);
    double[] fingers =
        strayed(HandShape.PROTOTYPES.get(form), SplitMix.of(seed, "shape", shape), 0.05);
    return new Gloss(
        name(index),
        index,
        fingers,
        fingers,
        wrist,
        Rotation.ofHand(
            Vectors.of(directions[0], directions[1], directions[2]),
            Vectors.of(directions[3], directions[4], directions[5])),
        prototype.sized(SplitMix.of(seed, "movement", movement).uniform(0.9, 1.15)),
        duration,
        other,
        face);
  }

  /** The {@code number}-th card of decks of {@code size} cards that are shuffled one by one. */
  private static int deal(long seed, String deck, int number, int size) {
    return SplitMix.of(seed, deck, number / size).shuffled(size)[number % size];
  }

  static double[] strayed(double[] values, SplitMix random, double deviation) {
    double[] strayed = values.clone();
    for (int i = 0; i < strayed.length; i++) {
      strayed[i] += random.normal(deviation);
    }
    return strayed;
  }
}
