package dev.teacher.features.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Places between parts that are known, where a hand is believed with less: what stands beside it
 * bounds it to the column.
 *
 * @param from the first place
 * @param to the place after the last
 */
record Gap(Columns columns, ColumnFacts[] facts, int[] order, int from, int to) {
  private static final double FITS = 0.5;
  private static final int FRAMES = 400;

  /** Hands that do not overlap, best first. */
  List<Candidate> hands() {
    List<Candidate> found = new ArrayList<>();
    for (boolean isPlanar : new boolean[] {false, true}) {
      for (int coordinates = 2; coordinates <= 3; coordinates++) {
        Shape shape = Body.HAND.shape(coordinates);
        Arrangement arrangement = new Arrangement(isPlanar, shape.points(), coordinates);
        for (int first = from; first + arrangement.width() <= to; first++) {
          Points points = new Points(columns, order, first, arrangement);
          if (isBounded(points)) {
            double fit = shape.fit(points, FRAMES);
            if (fit >= FITS) {
              found.add(new Candidate(Body.HAND, points, fit));
            }
          }
        }
      }
    }
    found.sort(Comparator.comparingDouble(Candidate::fit).reversed());
    List<Candidate> hands = new ArrayList<>();
    for (Candidate candidate : found) {
      if (hands.stream().noneMatch(candidate::overlaps)) {
        hands.add(candidate);
      }
    }
    return hands;
  }

  private boolean isBounded(Points points) {
    Presence presence = new Presence(columns, facts, points);
    int end = points.first() + points.arrangement().width();
    return presence.share() > 0
        && new Plausibility(facts, points).holds(Body.HAND)
        && presence.isWhole()
        && (points.first() == from || isOther(presence, points.first() - 1))
        && (end == to || isOther(presence, end));
  }

  private boolean isOther(Presence presence, int place) {
    boolean isConstant = facts[order[place]].isConstant();
    return isConstant || presence.differsFrom(columns.column(order[place]));
  }
}
