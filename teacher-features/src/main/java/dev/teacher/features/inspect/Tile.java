package dev.teacher.features.inspect;

import java.util.ArrayList;
import java.util.List;

/**
 * Columns that were found to be a part of the body.
 *
 * @param candidate the columns
 * @param name of the part: {@code pose}, {@code face}, {@code hands.left}, {@code hands.right}, or
 *     {@code hands} of a hand that may be either
 * @param certainty of the part and its columns
 * @param sideCertainty that a hand is the left or right one, as its name says
 * @param evidence what speaks for it
 */
record Tile(
    Candidate candidate,
    String name,
    Certainty certainty,
    Certainty sideCertainty,
    List<String> evidence) {
  Points points() {
    return candidate.points();
  }

  /** The same, more or less sure, with more evidence. */
  Tile with(Certainty newCertainty, String more) {
    List<String> all = new ArrayList<>(evidence);
    all.add(more);
    return new Tile(candidate, name, newCertainty, sideCertainty, List.copyOf(all));
  }

  /** A hand that is known to be left or right. */
  Tile named(String newName, Sides.Side side) {
    List<String> all = new ArrayList<>(evidence);
    all.addAll(side.evidence());
    return new Tile(candidate, newName, certainty, side.certainty(), List.copyOf(all));
  }
}
