package dev.teacher.train.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.io.AtomicFiles;
import dev.teacher.features.statistics.Origin;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The file form of {@link FeatureStatistics}, {@code feature-stats.json}. Format 1 had no {@code
 * format}, {@code nonFinite} and {@code origin}, and its source did not count what stands in files.
 *
 * @param format version of this format
 * @param layout specification of the columns
 * @param frames counted
 * @param samples counted
 * @param mean per column; null where no number is finite
 * @param deviation per column, biased; null where no number is finite
 * @param nonFinite numbers that are not
 * @param source hash of data and settings
 * @param origin data and settings in words; not in a checkpoint, which has its configuration
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StatisticsFile(
    int format,
    String layout,
    long frames,
    int samples,
    List<Double> mean,
    List<Double> deviation,
    long nonFinite,
    String source,
    StoredOrigin origin) {
  /** The format that this program writes. */
  public static final int FORMAT = 2;

  /** What the file is called unless someone calls it otherwise. */
  public static final String NAME = "feature-stats.json";

  /**
   * What statistics were computed from.
   *
   * @param of {@code features} or {@code files}
   * @param split of the corpus
   * @param draw some of the samples; absent for all
   * @param features section of the feature extractor, with defaults
   * @param normalizers sections of the normalisers before, with defaults
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record StoredOrigin(
      String of, String split, StoredDraw draw, String features, List<String> normalizers) {
    static StoredOrigin of(Origin origin) {
      return new StoredOrigin(
          origin.of().name().toLowerCase(Locale.ROOT),
          origin.split(),
          origin.draw().map(d -> new StoredDraw(d.samples(), d.of(), d.seed())).orElse(null),
          origin.features(),
          origin.normalizers());
    }
  }

  /**
   * Some of a split's samples.
   *
   * @param samples how many were drawn
   * @param of how many there were
   * @param seed of the draw
   */
  public record StoredDraw(int samples, int of, long seed) {}

  /**
   * Statistics with what they were computed from.
   *
   * @param statistics the numbers
   * @param origin where they come from, if the file says so
   */
  public record Stored(FeatureStatistics statistics, Optional<Origin> origin) {}

  /** Writes a file, whole or not at all. */
  public static void write(Path file, FeatureStatistics statistics, Origin origin) {
    String text = text(statistics, StoredOrigin.of(origin));
    AtomicFiles.writeFile(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Reads a file of any format so far; a data problem that names what is wrong with it. */
  public static Stored read(Path file) {
    return new StatisticsReader(file).read();
  }

  static String text(FeatureStatistics statistics) {
    return text(statistics, null);
  }

  private static String text(FeatureStatistics statistics, StoredOrigin origin) {
    return Json.text(
        new StatisticsFile(
            FORMAT,
            statistics.layout().spec(),
            statistics.frames(),
            statistics.samples(),
            statistics.mean(),
            statistics.deviation(),
            statistics.nonFinite(),
            statistics.source(),
            origin));
  }
}
