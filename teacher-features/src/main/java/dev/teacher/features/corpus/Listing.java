package dev.teacher.features.corpus;

import dev.teacher.api.data.FrameSource;
import dev.teacher.api.data.GlossSegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What stands on disk for a split, faults and all.
 *
 * @param rows sentences that could be read, in the order of the annotations
 * @param faults what is wrong with annotations and landmark files, as messages
 * @param strays landmark files that no sentence names
 */
public record Listing(List<Row> rows, List<String> faults, List<Path> strays) {
  /** Nothing. */
  static final Listing EMPTY = new Listing(List.of(), List.of(), List.of());

  /** A corpus that can be listed although something is wrong with it. */
  public interface Source {
    /** Lists a split; fails only where its annotations cannot be read at all. */
    Listing list(String split);
  }

  /**
   * A sentence.
   *
   * @param id its name
   * @param signer who signs, empty if unknown
   * @param glosses behind the filter, never empty
   * @param segments when each gloss is signed, empty if unknown
   * @param landmarks where they lie, empty if there is no such file
   */
  public record Row(
      String id,
      String signer,
      List<String> glosses,
      List<GlossSegment> segments,
      Optional<FrameSource> landmarks) {}

  public Listing {
    rows = List.copyOf(rows);
    faults = List.copyOf(faults);
    strays = List.copyOf(strays);
  }
}
