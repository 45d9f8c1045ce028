package dev.teacher.features.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Looks for a part of the body at every column and in every arrangement. A find that begins some
 * points too early or too late fits, too, but less, and is left out. Those that are about as good
 * are told apart by what is beside them.
 */
final class Candidates {
  private static final int QUICK_FRAMES = 8;
  private static final int FRAMES = 48;

  /** What a find may lose with few frames. */
  private static final double QUICK_SLACK = 0.15;

  /** Fits as close as that are equal. */
  private static final double TIE = 0.02;

  private final Columns columns;
  private final ColumnFacts[] facts;

  /**
   * @param columns all of them
   * @param facts of each
   */
  Candidates(Columns columns, ColumnFacts[] facts) {
    this.columns = columns;
    this.facts = facts;
  }

  /** What looks like that part, best first. */
  List<Candidate> of(Body body, int[] order) {
    List<Candidate> found = new ArrayList<>();
    for (boolean isPlanar : new boolean[] {false, true}) {
      for (int coordinates = 2; coordinates <= 4; coordinates++) {
        Shape shape = body.shape(coordinates);
        Arrangement arrangement = new Arrangement(isPlanar, shape.points(), coordinates);
        for (int first = 0; first + arrangement.width() <= order.length; first++) {
          Points points = new Points(columns, order, first, arrangement);
          if (shape.fit(points, QUICK_FRAMES) >= body.likely() - QUICK_SLACK) {
            double fit = shape.fit(points, FRAMES);
            if (fit >= body.likely() && isPlausible(body, points)) {
              found.add(new Candidate(body, points, fit));
            }
          }
        }
      }
    }
    found.sort(Comparator.comparingDouble(Candidate::fit).reversed());
    List<Candidate> kept = new ArrayList<>();
    for (Candidate candidate : found) {
      if (kept.stream().noneMatch(better -> isShiftOf(better, candidate))) {
        kept.add(candidate);
      }
    }
    return kept;
  }

  /** Whether a find is clearly a better one that begins some points later or earlier. */
  private static boolean isShiftOf(Candidate better, Candidate candidate) {
    return better.overlaps(candidate)
        && better.fit() > candidate.fit() + TIE
        && Math.abs(better.first() - candidate.first()) >= 2;
  }

  private boolean isPlausible(Body body, Points points) {
    return new Plausibility(facts, points).holds(body)
        && new Presence(columns, facts, points).isWhole();
  }
}
