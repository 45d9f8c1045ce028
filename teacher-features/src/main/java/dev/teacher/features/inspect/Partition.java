package dev.teacher.features.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which of some columns are which part of the body.
 *
 * @param order the columns in the order in which the tiles count them
 * @param tiles the parts in that order
 */
record Partition(int[] order, List<Candidate> tiles) {
  /** Below this share of explained columns, other orders are tried. */
  private static final double MANY = 0.6;

  /** More columns than that do not stand beside coordinates that are kept frame by frame. */
  private static final int MOST_BESIDE = 64;

  /** Numbers of points that some parts together have: pose, face and hands. */
  private static final int[] POINT_COUNTS = {543, 522, 510, 501, 489, 75, 54, 42};

  /** The parts among some columns in their own order, or in one that explains far more of them. */
  static Partition of(Columns columns, ColumnFacts[] facts, int[] base) {
    Candidates candidates = new Candidates(columns, facts);
    Partition own = in(base, candidates).withHandsInGaps(columns, facts);
    long moving = Arrays.stream(base).filter(c -> !facts[c].isConstant()).count();
    if (own.explained() > MANY * moving) {
      return own;
    }
    return planar(base, facts)
        .map(order -> in(order, candidates).withHandsInGaps(columns, facts))
        .filter(partition -> partition.explained() > own.explained() + moving / 5)
        .max(Comparator.comparingInt(Partition::explained).thenComparingDouble(Partition::fit))
        .orElse(own);
  }

  private static Partition in(int[] order, Candidates candidates) {
    List<Candidate> all = new ArrayList<>();
    for (Body body : Body.values()) {
      all.addAll(candidates.of(body, order));
    }
    return new Partition(order, Tiling.of(all));
  }

  /** How many columns the tiles have. */
  private int explained() {
    return tiles.stream().mapToInt(tile -> tile.end() - tile.first()).sum();
  }

  /** How well the tiles fit. An order that begins too early takes constants for some points. */
  private double fit() {
    return tiles.stream().mapToDouble(tile -> tile.fit() * (tile.end() - tile.first())).sum();
  }

  /** Orders that bring together what stands apart: all x of the frame, then all y, then all z. */
  private static Stream<int[]> planar(int[] base, ColumnFacts[] facts) {
    int leading = 0;
    while (leading < base.length && facts[base[leading]].isConstant()) {
      leading++;
    }
    List<int[]> orders = new ArrayList<>();
    for (int points : POINT_COUNTS) {
      for (int k = 2; k <= 3; k++) {
        int beside = base.length - k * points;
        if (beside >= 0 && beside <= MOST_BESIDE) {
          for (int first : IntStream.of(0, leading, beside).distinct().toArray()) {
            if (first <= beside) {
              orders.add(planar(base, first, points, k));
            }
          }
        }
      }
    }
    return orders.stream();
  }

  private static int[] planar(int[] base, int first, int points, int coordinates) {
    int[] order = base.clone();
    for (int point = 0; point < points; point++) {
      for (int k = 0; k < coordinates; k++) {
        order[first + coordinates * point + k] = base[first + k * points + point];
      }
    }
    return order;
  }

  /**
   * Adds hands that alone would not fit well enough, where other parts, constants, or columns that
   * come and go otherwise stand on either side.
   */
  private Partition withHandsInGaps(Columns columns, ColumnFacts[] facts) {
    List<Candidate> all = new ArrayList<>(tiles);
    List<Candidate> hands = new ArrayList<>();
    int free = 0;
    for (int i = 0; i <= tiles.size(); i++) {
      int end = i < tiles.size() ? tiles.get(i).first() : order.length;
      hands.addAll(new Gap(columns, facts, order, free, end).hands());
      free = i < tiles.size() ? tiles.get(i).end() : free;
    }
    long known = tiles.stream().filter(tile -> tile.body() == Body.HAND).count();
    hands.stream()
        .sorted(Comparator.comparingDouble(Candidate::fit).reversed())
        .limit(Body.HAND.most() - known)
        .forEach(all::add);
    all.sort(Comparator.comparingInt(Candidate::first));
    return new Partition(order, List.copyOf(all));
  }
}
