package dev.teacher.features.statistics;

import dev.teacher.api.data.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What statistics were computed from.
 *
 * @param of what was measured
 * @param split of the corpus
 * @param draw which of the samples; empty for all of them
 * @param features the section of the feature extractor in canonical form: one line of JSON with
 *     sorted keys; empty for {@link Measured#FILES}
 * @param normalizers the sections of the normalisers that stand before, in the same form
 * @param source SHA-256 in hexadecimal over all of this and over every sample: its id, signer,
 *     glosses and numbers
 */
public record Origin(
    Measured of,
    String split,
    Optional<Draw> draw,
    String features,
    List<String> normalizers,
    String source) {
  /** What can be measured. */
  public enum Measured {
    /** What the normaliser that asks for statistics gets. */
    FEATURES,
    /** The columns as they stand in the files. */
    FILES
  }

  /**
   * Some of a split's samples.
   *
   * @param samples how many were drawn
   * @param of how many there are
   * @param seed of the draw
   */
  public record Draw(int samples, int of, long seed) {}

  public Origin {
    normalizers = List.copyOf(normalizers);
  }

  /** The same, with the source that these samples make. */
  public Origin of(List<Sample> samples, int[] checksums) {
    String drawn =
        draw.map(d -> d.samples() + " of " + d.of() + ", seed " + d.seed()).orElse("all");
    List<String> lines =
        new ArrayList<>(List.of("statistics 1", of.name(), split, drawn, features));
    lines.addAll(normalizers);
    lines.add(DataHash.of(samples, checksums));
    return new Origin(of, split, draw, features, normalizers, DataHash.of(lines));
  }
}
