package dev.teacher.features.inspect;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the name of a declared segment promises. Names that say nothing known promise nothing.
 *
 * @param block {@code position}, {@code velocity}, {@code acceleration} or {@code temporal}; empty
 *     if the name does not say
 * @param part {@code pose}, {@code face}, {@code hands} or {@code presence}; empty likewise
 * @param side {@code left} or {@code right}; empty likewise
 */
record Expectation(String block, String part, String side) {
  private static final Map<String, String> BLOCKS =
      Map.of(
          "position", "position",
          "positions", "position",
          "velocity", "velocity",
          "velocities", "velocity",
          "acceleration", "acceleration",
          "accelerations", "acceleration",
          "temporal", "temporal");
  private static final Map<String, String> PARTS =
      Map.of(
          "pose",
          "pose",
          "body",
          "pose",
          "face",
          "face",
          "hand",
          "hands",
          "hands",
          "hands",
          "presence",
          "presence",
          "lh",
          "hands",
          "rh",
          "hands");
  private static final Map<String, String> SIDES =
      Map.of("left", "left", "right", "right", "lh", "left", "rh", "right");

  /** What a name promises, if anything. */
  static Optional<Expectation> of(String segment) {
    List<String> words = Arrays.asList(segment.toLowerCase(Locale.ROOT).split("[._-]+"));
    String part = first(words, PARTS);
    String block = first(words, BLOCKS);
    if (part.isEmpty() && block.isEmpty()) {
      return Optional.empty();
    }
    boolean isPosition = block.isEmpty() && !part.isEmpty();
    String side = part.equals("hands") ? first(words, SIDES) : "";
    return Optional.of(new Expectation(isPosition ? "position" : block, part, side));
  }

  private static String first(List<String> words, Map<String, String> known) {
    return words.stream().filter(known::containsKey).map(known::get).findFirst().orElse("");
  }

  /** Whether something that was found is surely something else. */
  boolean excludes(Found found) {
    return excludesBlock(found) || excludesPart(found);
  }

  private boolean excludesBlock(Found found) {
    if (block.isEmpty() || part.equals("presence")) {
      return false;
    }
    String what = found.block().isEmpty() ? "position" : found.block().replace("-again", "");
    boolean isDifference = !what.equals("position");
    // What is made of columns that nobody knows may be anything.
    return isSure(found) && (block.equals("temporal") ? !isDifference : !block.equals(what));
  }

  private boolean excludesPart(Found found) {
    if (part.isEmpty() || !isSure(found)) {
      return false;
    }
    String[] names = found.part().split("\\.", 2);
    boolean otherSide =
        !side.isEmpty()
            && names.length == 2
            && found.sideCertainty() == Certainty.SURE
            && !names[1].equals(side);
    return !names[0].equals(part) || otherSide;
  }

  private static boolean isSure(Found found) {
    boolean isNamed =
        PARTS.containsKey(found.part().split("\\.", 2)[0]) || found.part().equals("presence");
    return isNamed && found.certainty() == Certainty.SURE;
  }
}
