package dev.teacher.features.inspect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Works out what columns are, from their numbers alone: first which are made of others (copies,
 * differences), then which of the rest are parts of the body, then what is left.
 */
public final class Inspector {
  private static final int FEW_FRAMES = 10;

  private final Columns columns;
  private final ColumnFacts[] facts;
  private final List<Derived> derived;
  private final Map<Integer, Derived> derivedAt = new HashMap<>();
  private final Map<Integer, Label> labels = new HashMap<>();
  private Leftovers leftovers;

  /**
   * What a column is.
   *
   * @param part it belongs to
   * @param tile the same, if it is of the body; else null
   * @param place of the column within the tile
   */
  private record Label(String part, Tile tile, int place) {
    boolean continues(Label before) {
      boolean isSame = part.equals(before.part) && Objects.equals(tile, before.tile);
      return isSame && (tile == null || follows(before));
    }

    /** The next coordinate; or the next point's same one, where they are kept frame by frame. */
    private boolean follows(Label before) {
      int step = place - before.place;
      return step == 1 || step == tile.points().arrangement().coordinates();
    }
  }

  private Inspector(Columns columns) {
    this.columns = columns;
    this.facts = ColumnFacts.of(columns);
    this.derived = Derivations.find(columns, facts);
    derived.forEach(
        run -> IntStream.range(run.from(), run.to()).forEach(c -> derivedAt.put(c, run)));
  }

  /**
   * Inspects recordings of the same columns.
   *
   * @param recordings each float32 [frames, columns], row-major, from its first frame on
   * @param width columns of a frame
   */
  public static Inspection inspect(List<float[]> recordings, int width) {
    return new Inspector(Columns.of(recordings, width)).inspect();
  }

  private Inspection inspect() {
    int[] base =
        IntStream.range(0, columns.width()).filter(c -> !derivedAt.containsKey(c)).toArray();
    Partition partition = Partition.of(columns, facts, base);
    List<Tile> tiles = new Parts(columns, facts, partition).tiles();
    for (Tile tile : tiles) {
      for (int place = tile.candidate().first(); place < tile.candidate().end(); place++) {
        Label label = new Label(tile.name(), tile, place - tile.candidate().first());
        labels.put(partition.order()[place], label);
      }
    }
    leftovers = new Leftovers(columns, facts, tiles);
    for (int column : base) {
      labels.computeIfAbsent(column, c -> new Label(leftovers.part(c), null, 0));
    }
    forgetCopiesOfConstants();
    return new Inspection(
        columns.width(), columns.frames(), columns.recordings(), found(), notes(tiles));
  }

  /** A constant beside a copied block is as good as any other: nothing says that it was copied. */
  private void forgetCopiesOfConstants() {
    for (int column = 0; column < columns.width(); column++) {
      if (derivedAt.containsKey(column) && label(column).part().equals(Leftovers.CONSTANT)) {
        labels.put(column, label(column));
        derivedAt.remove(column);
      }
    }
  }

  private List<Found> found() {
    List<Found> found = new ArrayList<>();
    Map<String, Integer> names = new HashMap<>();
    int from = 0;
    for (int column = 1; column <= columns.width(); column++) {
      if (column == columns.width() || !continues(column)) {
        found.add(run(from, column, names));
        from = column;
      }
    }
    return found;
  }

  private boolean continues(int column) {
    return isMadeAlike(column) && label(column).continues(label(column - 1));
  }

  /**
   * Whether a column is of the same block as the one before. Where two ways to make it give the
   * same numbers, as of a visibility that hardly moves, some columns of a block are found to be
   * made in the other; the points of a part then still go on.
   */
  private boolean isMadeAlike(int column) {
    Derived run = derivedAt.get(column);
    Derived before = derivedAt.get(column - 1);
    if (run == null || before == null || label(column).tile() == null) {
      return Objects.equals(run, before);
    }
    return Blocks.name(derivedAt, column).equals(Blocks.name(derivedAt, column - 1));
  }

  private Label label(int column) {
    int at = column;
    while (derivedAt.containsKey(at)) {
      at = derivedAt.get(at).sourceOf(at);
    }
    return labels.get(at);
  }

  private Found run(int from, int to, Map<String, Integer> names) {
    Label label = label(from);
    Derived run = derivedAt.get(from);
    String block = run == null ? "" : Blocks.name(derivedAt, from);
    String part = (block.isEmpty() ? "" : block + ".") + label.part() + coordinate(from, to);
    int times = names.merge(part, 1, Integer::sum);
    String name = times == 1 ? part : part + "-" + times;
    Tile tile = label.tile();
    List<String> evidence =
        run == null
            ? tile == null ? List.of() : tile.evidence()
            : List.of(Blocks.evidence(columns, run, from, to));
    if (tile == null) {
      Certainty certainty = leftovers.certainty(label.part());
      String what = leftovers.text(label.part(), from, to);
      return new Found(
          from,
          to,
          name,
          block,
          label.part(),
          what,
          0,
          0,
          Found.Order.NONE,
          certainty,
          Certainty.SURE,
          evidence);
    }
    return new Found(
        from,
        to,
        name,
        block,
        label.part(),
        Coordinates.text(tile, label.place(), label(to - 1).place(), facts),
        tile.points().count(),
        tile.points().arrangement().coordinates(),
        Coordinates.order(tile, label.place(), label(to - 1).place(), to - from),
        tile.certainty(),
        tile.sideCertainty(),
        evidence);
  }

  /** A suffix for the columns of a part that are one coordinate of all points. */
  private String coordinate(int from, int to) {
    Label first = label(from);
    if (first.tile() == null) {
      return "";
    }
    Arrangement arrangement = first.tile().points().arrangement();
    boolean isOne =
        to - from == arrangement.points()
            && label(to - 1).place() - first.place() == arrangement.coordinates() * (to - from - 1);
    return isOne ? "." + Coordinates.LETTERS.charAt(first.place() % arrangement.coordinates()) : "";
  }

  private List<String> notes(List<Tile> tiles) {
    List<String> notes = new ArrayList<>();
    Standardised.of(columns, facts).ifPresent(notes::add);
    if (columns.frames() < FEW_FRAMES) {
      notes.add(
          "with "
              + columns.frames()
              + " frames, differences between frames and equal columns cannot be told from chance");
    }
    if (tiles.isEmpty()) {
      notes.add("no part of the body was recognised");
    }
    return notes;
  }
}
