package dev.teacher.features.inspect;

import dev.teacher.api.data.Layout;
import dev.teacher.features.layout.Presets;
import java.util.List;
import java.util.Optional;

/**
 * What the columns of some recordings were found to be.
 *
 * @param columns of a frame
 * @param frames that were looked at
 * @param recordings they are from
 * @param found every column, in their order
 * @param notes on the numbers as a whole: that they are standardised, too few, ...
 */
public record Inspection(
    int columns, int frames, int recordings, List<Found> found, List<String> notes) {
  public Inspection {
    found = List.copyOf(found);
    notes = List.copyOf(notes);
  }

  /** The layout of these columns, under its usual name if it has one. */
  public Layout layout() {
    List<Layout.Segment> segments =
        found.stream().map(f -> new Layout.Segment(f.name(), f.width())).toList();
    return preset().orElseGet(() -> new Layout("own", segments));
  }

  /** The preset that has these segments. */
  public Optional<Layout> preset() {
    List<Layout.Segment> segments =
        found.stream().map(f -> new Layout.Segment(f.name(), f.width())).toList();
    return Presets.all().stream().filter(p -> p.segments().equals(segments)).findFirst();
  }

  /** How sure the whole is: as sure as its least sure part, zeros apart. */
  public Certainty certainty() {
    return found.stream()
        .filter(f -> !f.part().equals(Leftovers.ZERO))
        .map(Found::certaintyOfName)
        .reduce(Certainty.SURE, Certainty::and);
  }
}
