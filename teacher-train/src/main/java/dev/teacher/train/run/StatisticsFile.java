package dev.teacher.train.run;

import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.data.Layout;
import dev.teacher.api.error.Problem;
import java.nio.file.Path;
import java.util.List;

/**
 * The file form of {@link FeatureStatistics}.
 *
 * @param layout specification of the columns
 * @param frames counted
 * @param samples counted
 * @param mean per column
 * @param deviation per column, biased
 * @param source hash of the data
 */
public record StatisticsFile(
    String layout,
    long frames,
    int samples,
    List<Double> mean,
    List<Double> deviation,
    String source) {
  static String text(FeatureStatistics statistics) {
    return Json.text(
        new StatisticsFile(
            statistics.layout().spec(),
            statistics.frames(),
            statistics.samples(),
            statistics.mean(),
            statistics.deviation(),
            statistics.source()));
  }

  static FeatureStatistics read(Path file) {
    StatisticsFile read = Json.read(file, StatisticsFile.class);
    try {
      return new FeatureStatistics(
          Layout.parse(read.layout()),
          read.frames(),
          read.samples(),
          read.mean(),
          read.deviation(),
          read.source());
    } catch (IllegalArgumentException e) {
      throw Problem.data("the feature statistics are damaged")
          .where(file)
          .found(e.getMessage())
          .remedy("restore the file, or use another checkpoint")
          .cause(e)
          .exception();
    }
  }
}
