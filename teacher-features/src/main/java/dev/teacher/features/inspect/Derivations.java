package dev.teacher.features.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds columns that are copies or differences of others, wherever these stand.
 *
 * <p>For each column and {@link Relation}, the number that a column made of it would hold at one
 * telling frame is looked up among all columns, sorted by their numbers there; what is found is
 * then compared in every frame. Of several finds that one is taken whose distance most columns
 * share. Columns that do not move fit everything: they go along with their neighbours.
 */
final class Derivations {
  /** Differences within so many roundings of the source's largest number are roundings. */
  private static final double ROUNDINGS = 4;

  /** A column must move by so many times the tolerance to be told from one at rest. */
  private static final double TELLING = 16;

  private static final int KEY_FRAMES = 24;
  private static final int FEWEST_FRAMES = 8;
  private static final int FEWEST_KEYS = 4;

  /** Fewer columns than that are equal by chance, as visibilities are that are nearly always 1. */
  private static final int FEWEST_COLUMNS = 6;

  /** So many neighbours are no chance, even where frames are few. */
  private static final int FEWEST_NEIGHBOURS = 16;

  private static final int MANY_FRAMES = 32;

  private static final int FEWEST_NUMBERS = 128;

  private final Columns columns;
  private final ColumnFacts[] facts;
  private final double precision;
  private final Link[] links;

  /** How a column is made: like {@code relation} of the column {@code distance} before it. */
  private record Link(Relation relation, int distance) {}

  private Derivations(Columns columns, ColumnFacts[] facts) {
    this.columns = columns;
    this.facts = facts;
    this.precision = ROUNDINGS * precision(columns);
    this.links = new Link[columns.width()];
  }

  /** The derived columns in their order, in runs. */
  static List<Derived> find(Columns columns, ColumnFacts[] facts) {
    if (columns.frames() < FEWEST_FRAMES) {
      return List.of();
    }
    Derivations derivations = new Derivations(columns, facts);
    derivations.link(List.of(Relation.COPY));
    derivations.fill();
    derivations.dropShort(FEWEST_NEIGHBOURS);
    derivations.link(
        List.of(
            Relation.DIFFERENCE,
            Relation.CENTRAL_DIFFERENCE,
            Relation.FORWARD_DIFFERENCE,
            Relation.SECOND_DIFFERENCE));
    derivations.fill();
    derivations.dropShort(columns.frames() < MANY_FRAMES ? FEWEST_NEIGHBOURS : 1);
    return derivations.runs();
  }

  /** The relative precision of the numbers: float32's, or float16's if all of them fit into it. */
  private static double precision(Columns columns) {
    boolean isWhole = true;
    for (int c = 0; c < columns.width(); c++) {
      for (float value : columns.column(c)) {
        if ((Float.floatToRawIntBits(value) & 0x1fff) != 0) {
          return Math.ulp(1f);
        }
        isWhole &= value == Math.rint(value);
      }
    }
    return isWhole ? 0 : Math.scalb(1.0, -10);
  }

  private void link(List<Relation> relations) {
    int[] keys = keyFrames(relations.contains(Relation.COPY) ? 0 : 2);
    if (keys.length < FEWEST_KEYS) {
      return;
    }
    Index index = new Index(columns, keys);
    Map<Integer, List<Link>> finds = new HashMap<>();
    Map<Link, Integer> votes = new HashMap<>();
    for (int source = 0; source < columns.width(); source++) {
      if (facts[source].isConstant() || isCopy(source)) {
        continue;
      }
      for (Relation relation : relations) {
        for (int column : candidates(index, source, relation)) {
          Link link = new Link(relation, column - source);
          finds.computeIfAbsent(column, c -> new ArrayList<>()).add(link);
          votes.merge(link, 1, Integer::sum);
        }
      }
    }
    long comparisons = keys.length == KEY_FRAMES ? columns.frames() : keys.length;
    finds.forEach(
        (column, list) ->
            list.stream()
                .filter(link -> votes.get(link) >= FEWEST_COLUMNS)
                .filter(link -> votes.get(link) * comparisons >= FEWEST_NUMBERS)
                .max(
                    Comparator.comparingInt((Link link) -> votes.get(link))
                        .thenComparingInt(Link::distance))
                .ifPresent(link -> links[column] = link));
  }

  private boolean isCopy(int column) {
    return links[column] != null && links[column].relation() == Relation.COPY;
  }

  /** Frames for which every relation has a rule. */
  private int[] keyFrames(int margin) {
    int[] frames =
        IntStream.range(0, columns.frames())
            .filter(
                frame -> {
                  int recording = columns.recordingOf(frame);
                  return frame - columns.start(recording) >= margin
                      && columns.start(recording + 1) - frame > margin;
                })
            .toArray();
    return Columns.spread(frames, KEY_FRAMES);
  }

  private List<Integer> candidates(Index index, int source, Relation relation) {
    float[] x = columns.column(source);
    double tolerance = tolerance(source);
    int key = 0;
    for (int i = 1; i < index.frames().length; i++) {
      float best = relation.of(x, index.frames()[key]);
      if (Math.abs(relation.of(x, index.frames()[i])) > Math.abs(best)) {
        key = i;
      }
    }
    float wanted = relation.of(x, index.frames()[key]);
    if (Math.abs(wanted) < TELLING * tolerance) {
      return List.of();
    }
    List<Integer> found = new ArrayList<>();
    for (int column : index.near(key, wanted, tolerance)) {
      boolean isLater = relation != Relation.COPY || column > source;
      if (column != source && isLater && links[column] == null && fits(column, source, relation)) {
        found.add(column);
      }
    }
    return found;
  }

  private double tolerance(int source) {
    return precision * facts[source].magnitude();
  }

  private boolean fits(int column, int source, Relation relation) {
    return fits(column, source, relation, tolerance(source));
  }

  private boolean fits(int column, int source, Relation relation, double tolerance) {
    float[] x = columns.column(source);
    float[] y = columns.column(column);
    for (int recording = 0; recording < columns.recordings(); recording++) {
      int end = columns.start(recording + 1) - relation.skippedLast();
      for (int t = columns.start(recording) + relation.skippedFirst(); t < end; t++) {
        if (!(Math.abs(relation.of(x, t) - y[t]) <= tolerance)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Carries links on to neighbours that do not move enough to tell. */
  private void fill() {
    for (int from = 0; from < links.length; from++) {
      int to = from + 1;
      while (to < links.length && links[to] == null) {
        to++;
      }
      if (links[from] != null && to < links.length && links[from].equals(links[to])) {
        bridge(from, to);
      }
    }
    for (int column = 1; column < links.length; column++) {
      carry(column - 1, column);
    }
    for (int column = links.length - 2; column >= 0; column--) {
      carry(column + 1, column);
    }
  }

  /** Links what stands between two columns of one link, if all of it fits. */
  private void bridge(int from, int to) {
    Link link = links[from];
    for (int column = from + 1; column < to; column++) {
      if (!fits(column, column - link.distance(), link.relation())) {
        return;
      }
    }
    Arrays.fill(links, from + 1, to, link);
  }

  private void carry(int from, int to) {
    Link link = links[from];
    if (link == null || links[to] != null) {
      return;
    }
    int source = to - link.distance();
    boolean isThere = source >= 0 && source < links.length && !leadsTo(source, to);
    if (isThere && fits(to, source, link.relation()) && !isChance(source, link)) {
      links[to] = link;
    }
  }

  private void dropShort(int fewest) {
    int from = 0;
    for (int column = 1; column <= links.length; column++) {
      boolean goesOn =
          column < links.length && links[from] != null && links[from].equals(links[column]);
      if (!goesOn) {
        if (column - from < fewest) {
          Arrays.fill(links, from, column, null);
        }
        from = column;
      }
    }
  }

  private List<Derived> runs() {
    List<Derived> runs = new ArrayList<>();
    int from = 0;
    for (int column = 1; column <= links.length; column++) {
      if (column < links.length && continues(column)) {
        continue;
      }
      if (links[from] != null) {
        Relation relation = links[from].relation();
        int source = from - links[from].distance();
        int start = from;
        boolean exact =
            IntStream.range(from, column).allMatch(c -> fits(c, source + c - start, relation, 0));
        runs.add(new Derived(from, column, source, relation, exact));
      }
      from = column;
    }
    return runs;
  }

  private boolean continues(int column) {
    Link link = links[column];
    if (link == null || links[column - 1] == null || !link.equals(links[column - 1])) {
      return link == null && links[column - 1] == null;
    }
    // Differences of differences begin where the sources are differences themselves.
    return order(column - link.distance()) == order(column - 1 - link.distance());
  }

  /** Differences of a constant are 0, and so is much else; of a part never found all is 0. */
  private boolean isChance(int source, Link link) {
    boolean isNumber = facts[source].isConstant() && facts[source].magnitude() > 0;
    return isNumber && link.relation() != Relation.COPY;
  }

  private boolean leadsTo(int column, int wanted) {
    for (int at = column; ; at -= links[at].distance()) {
      if (at == wanted || links[at] == null) {
        return at == wanted;
      }
    }
  }

  private int order(int column) {
    return links[column] == null ? 0 : 1 + order(column - links[column].distance());
  }

  /** The columns sorted by what they hold at some frames. */
  private record Index(Columns columns, int[] frames, List<Integer[]> sorted) {
    Index(Columns columns, int[] frames) {
      this(columns, frames, new ArrayList<>());
      for (int frame : frames) {
        Integer[] order = new Integer[columns.width()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(c -> columns.at(c, frame)));
        sorted.add(order);
      }
    }

    /** The columns that hold about that number at a frame. */
    List<Integer> near(int key, float wanted, double tolerance) {
      Integer[] order = sorted.get(key);
      int low = 0;
      int high = order.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (columns.at(order[middle], frames[key]) < wanted - tolerance) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      List<Integer> near = new ArrayList<>();
      while (low < order.length && columns.at(order[low], frames[key]) <= wanted + tolerance) {
        near.add(order[low++]);
      }
      return near;
    }
  }
}
