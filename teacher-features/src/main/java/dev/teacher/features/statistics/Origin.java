package dev.teacher.features.statistics;

import dev.teacher.api.data.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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
  public record Draw(int samples, int of, long seed) {
    /** The samples that are drawn, each as likely as any other, in the order of the split. */
    public List<Sample> from(List<Sample> all) {
      if (all.size() != of) {
        throw new IllegalArgumentException(all.size() + " samples, not " + of);
      }
      int[] single = new int[of];
      Arrays.fill(single, 1);
      FramePicks picks = FramePicks.draw(single, 1, seed, samples);
      return IntStream.range(0, of).filter(i -> picks.of(i).length > 0).mapToObj(all::get).toList();
    }
  }

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
