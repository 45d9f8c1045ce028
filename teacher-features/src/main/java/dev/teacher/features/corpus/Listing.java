package dev.teacher.features.corpus;

import dev.teacher.api.data.FrameSource;
import dev.teacher.api.data.GlossSegment;
import dev.teacher.api.data.Sample;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands on disk for a split, faults and all.
 *
 * @param rows sentences that could be read, in the order of the annotations
 * @param faults what is wrong with annotations and landmark files, as messages
 * @param strays landmark files that no sentence names
 * @param filtered how often each rule of the annotation filter met which token
 * @param repeatedBlanks sentences whose annotation has several blanks in a row
 * @param empty sentences that are left without a gloss, which is a fault
 * @param repeated ids that several lines have, which is a fault
 */
public record Listing(
    List<Row> rows,
    List<String> faults,
    List<Path> strays,
    Map<String, Map<String, Integer>> filtered,
    List<String> repeatedBlanks,
    List<String> empty,
    List<String> repeated) {
  /** Nothing. */
  static final Listing EMPTY = of(List.of());

  /** Sentences with nothing wrong about them. */
  public static Listing of(List<Row> rows) {
    return new Listing(rows, List.of(), List.of(), Map.of(), List.of(), List.of(), List.of());
  }

  /** The samples of a split that could be read. */
  public static Listing ofSamples(List<Sample> samples) {
    return of(
        samples.stream()
            .map(
                sample ->
                    new Row(
                        sample.id(),
                        sample.signer(),
                        sample.glosses(),
                        sample.segments(),
                        Optional.of(sample.source())))
            .toList());
  }

  /** The same split behind an annotation filter with these rules. */
  public Listing filteredBy(Map<String, Map<String, Integer>> rules) {
    return new Listing(rows, faults, strays, rules, repeatedBlanks, empty, repeated);
  }

  /** The same split with other sentences. */
  Listing with(List<Row> others) {
    return new Listing(others, faults, strays, filtered, repeatedBlanks, empty, repeated);
  }

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
    repeatedBlanks = List.copyOf(repeatedBlanks);
    empty = List.copyOf(empty);
    repeated = List.copyOf(repeated);
  }
}
