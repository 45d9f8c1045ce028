package dev.teacher.features.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Tells left hands from right ones, by three signs:
 *
 * <ul>
 *   <li>a hand is near its own wrist of the pose (point 15 is the left one);
 *   <li>fingers bend towards the palm: seen along them, thumb to little finger run clockwise in one
 *       hand and the other way round in the other, however the hand turns;
 *   <li>the left hand is mostly on the picture's right side of the face.
 * </ul>
 *
 * <p>Each gives a lean from -1 (always right) to 1 (always left).
 */
final class Sides {
  private static final int FRAMES = 400;
  private static final int FEWEST_FRAMES = 5;
  private static final int LEFT_WRIST = 15;
  private static final int RIGHT_WRIST = 16;
  private static final int[] KNUCKLES = {5, 9, 13, 17};
  private static final int[] TIPS = {8, 12, 16, 20};

  private static final double WRIST_WEIGHT = 3;
  private static final double BEND_WEIGHT = 1.5;
  private static final double PLACE_WEIGHT = 1;

  private final Optional<Points> pose;
  private final Optional<Points> face;
  private final boolean isMirrored;

  /**
   * Which hand it is.
   *
   * @param lean from -1, right, to 1, left
   * @param certainty of that
   * @param evidence what speaks for it
   */
  record Side(double lean, Certainty certainty, List<String> evidence) {
    boolean isLeft() {
      return lean > 0;
    }
  }

  /**
   * @param pose if it was found
   * @param face if it was found
   */
  Sides(Optional<Points> pose, Optional<Points> face) {
    this.pose = pose;
    this.face = face;
    this.isMirrored =
        face.map(points -> Outline.face().correlation(points, 0, FRAMES) < 0)
            .or(() -> pose.map(points -> Outline.pose().correlation(points, 0, FRAMES) < 0))
            .orElse(false);
  }

  /** The sides of one hand or two. */
  List<Side> of(List<Points> hands) {
    List<Side> sides = hands.stream().map(this::alone).toList();
    if (hands.size() < 2) {
      return sides;
    }
    // Two hands are one of each: what counts is how they differ.
    double difference = (sides.get(0).lean() - sides.get(1).lean()) / 2;
    Certainty certainty = sides.get(0).certainty().and(sides.get(1).certainty());
    certainty = Math.abs(difference) < 0.3 ? Certainty.UNKNOWN : certainty;
    if (Math.abs(difference) > 0.5 && certainty == Certainty.LIKELY) {
      certainty = enough(hands.get(0)) && enough(hands.get(1)) ? Certainty.SURE : certainty;
    }
    List<Side> both = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      double lean = i == 0 ? difference : -difference;
      both.add(new Side(lean, certainty, sides.get(i).evidence()));
    }
    return both;
  }

  /**
   * Whether there is more than the chance of one recording. Hands alone are never enough: a
   * mirrored picture swaps them, and nothing else tells that it is mirrored.
   */
  private boolean enough(Points hand) {
    int frames = frames(hand).length;
    boolean isMuch = frames >= 60 && hand.columns().recordings() >= 4;
    return pose.isPresent() ? frames >= 20 : face.isPresent() && isMuch;
  }

  private Side alone(Points hand) {
    int[] frames = frames(hand);
    List<String> evidence = new ArrayList<>();
    double sum = 0;
    double weights = 0;
    if (frames.length >= FEWEST_FRAMES) {
      if (pose.isPresent()) {
        double lean = nearness(hand, frames);
        sum += WRIST_WEIGHT * lean;
        weights += WRIST_WEIGHT;
        evidence.add(text("near the pose's %s wrist in %.0f %% of %d frames", lean, frames));
      }
      if (hand.arrangement().coordinates() > 2) {
        double lean = isMirrored ? -bend(hand, frames) : bend(hand, frames);
        sum += BEND_WEIGHT * lean;
        weights += BEND_WEIGHT;
        evidence.add(text("bends like a %s hand in %.0f %% of %d frames", lean, frames));
      }
      if (pose.isPresent() || face.isPresent()) {
        double lean = isMirrored ? -place(hand, frames) : place(hand, frames);
        sum += PLACE_WEIGHT * lean;
        weights += PLACE_WEIGHT;
        evidence.add(text("on the signer's %s of the nose in %.0f %% of %d frames", lean, frames));
      }
    }
    double lean = weights > 0 ? sum / weights : 0;
    boolean isClear = Math.abs(lean) > 0.6 && enough(hand);
    Certainty weak = Math.abs(lean) > 0.3 ? Certainty.LIKELY : Certainty.UNKNOWN;
    return new Side(lean, isClear ? Certainty.SURE : weak, evidence);
  }

  private static int[] frames(Points hand) {
    return Columns.spread(
        IntStream.range(0, hand.columns().frames()).filter(hand::isPresent).toArray(), FRAMES);
  }

  private double nearness(Points hand, int[] frames) {
    int left = 0;
    for (int frame : frames) {
      left += distance(hand, frame, LEFT_WRIST) < distance(hand, frame, RIGHT_WRIST) ? 1 : 0;
    }
    return 2.0 * left / frames.length - 1;
  }

  private double distance(Points hand, int frame, int wrist) {
    Points body = pose.orElseThrow();
    return Math.hypot(
        hand.at(frame, 0, 0) - body.at(frame, wrist, 0),
        hand.at(frame, 0, 1) - body.at(frame, wrist, 1));
  }

  /** By the sign of the volume that index, little finger and the bend of the fingers span. */
  private static double bend(Points hand, int[] frames) {
    int left = 0;
    for (int frame : frames) {
      double[] index = difference(hand, frame, 5, 0);
      double[] little = difference(hand, frame, 17, 0);
      double[] bend = new double[3];
      for (int finger = 0; finger < TIPS.length; finger++) {
        double[] one = difference(hand, frame, TIPS[finger], KNUCKLES[finger]);
        for (int k = 0; k < 3; k++) {
          bend[k] += one[k];
        }
      }
      double volume =
          bend[0] * (index[1] * little[2] - index[2] * little[1])
              + bend[1] * (index[2] * little[0] - index[0] * little[2])
              + bend[2] * (index[0] * little[1] - index[1] * little[0]);
      left += volume < 0 ? 1 : 0;
    }
    return 2.0 * left / frames.length - 1;
  }

  private static double[] difference(Points hand, int frame, int to, int from) {
    double[] difference = new double[3];
    for (int k = 0; k < 3; k++) {
      difference[k] = hand.at(frame, to, k) - hand.at(frame, from, k);
    }
    return difference;
  }

  private double place(Points hand, int[] frames) {
    Points head = face.or(() -> pose).orElseThrow();
    int nose = face.isPresent() ? 1 : 0;
    int left = 0;
    for (int frame : frames) {
      left += hand.at(frame, 9, 0) > head.at(frame, nose, 0) ? 1 : 0;
    }
    return 2.0 * left / frames.length - 1;
  }

  private static String text(String format, double lean, int[] frames) {
    String side = lean > 0 ? "left" : "right";
    double share = 50 * (1 + Math.abs(lean));
    return String.format(Locale.ROOT, format, side, share, frames.length);
  }
}
