package dev.teacher.features.inspect;

import java.util.List;

/**
 * What neighbouring columns were found to be.
 *
 * @param from the first column
 * @param to the column after the last
 * @param name as a segment of a layout, unlike the other names: {@code velocity.hands.left}
 * @param block empty for positions; {@code velocity}, {@code acceleration}, {@code position-again}
 *     and the like for columns made of others
 * @param part {@code pose}, {@code face}, {@code hands.left}, {@code hands.right}, {@code hands};
 *     {@code presence}, {@code visibility}, {@code frame-number}, {@code constant}, {@code unknown}
 * @param what in words: points, coordinates and their order
 * @param points of the part, 0 if it is none of the body
 * @param coordinates of each point, likewise
 * @param order how the coordinates of a part of the body stand
 * @param certainty of the part
 * @param sideCertainty that a hand is the left or right one, as it says
 * @param evidence what speaks for it
 */
public record Found(
    int from,
    int to,
    String name,
    String block,
    String part,
    String what,
    int points,
    int coordinates,
    Order order,
    Certainty certainty,
    Certainty sideCertainty,
    List<String> evidence) {
  /** How the coordinates of points stand in columns. */
  public enum Order {
    /** Each point's together. */
    BY_POINT,
    /** All x of a part, then all y, and so on. */
    BY_COORDINATE,
    /** The same for all parts of a frame together. */
    BY_FRAME,
    /** These are no coordinates. */
    NONE
  }

  public Found {
    evidence = List.copyOf(evidence);
  }

  /** The number of columns. */
  public int width() {
    return to - from;
  }

  /** How sure the name is: of the part and, for a hand, of its side. */
  public Certainty certaintyOfName() {
    boolean hasSide = part.contains(".");
    return hasSide ? certainty.and(sideCertainty) : certainty;
  }

  /** What some of its columns are: {@code face, points 0 to 41 of 468}. */
  String piece(int first, int end) {
    boolean isWhole = first == from && end == to;
    boolean tells = order == Order.BY_POINT && width() == points * coordinates;
    if (isWhole || !tells) {
      return isWhole ? name : "a piece of " + name;
    }
    int firstPoint = (first - from) / coordinates;
    int lastPoint = (end - 1 - from) / coordinates;
    return name + ", points " + firstPoint + " to " + lastPoint + " of " + points;
  }
}
