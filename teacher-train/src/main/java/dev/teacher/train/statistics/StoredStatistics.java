package dev.teacher.train.statistics;

import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.data.Sample;
import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.features.statistics.Checksums;
import dev.teacher.features.statistics.Origin;
import dev.teacher.features.statistics.Origin.Draw;
import dev.teacher.features.statistics.Origin.Measured;
import dev.teacher.features.statistics.ProgressLines;
import dev.teacher.train.data.FrameCache;
import dev.teacher.train.run.StatisticsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Statistics in a file, which are used only if they are of the very features that are there. */
final class StoredStatistics {
  private final Experiment experiment;
  private final Path file;
  private final String split;

  /**
   * @param named the file, or a folder with a {@link StatisticsFile#NAME}
   * @param split that they must be of
   */
  StoredStatistics(Experiment experiment, Path named, String split) {
    this.experiment = experiment;
    this.file = Files.isDirectory(named) ? named.resolve(StatisticsFile.NAME) : named;
    this.split = split;
  }

  /**
   * Reads them and compares what they were computed from; missing, foreign and stale ones are data
   * problems, each with the command that computes them.
   */
  FeatureStatistics load(List<Sample> samples, FrameCache cache, Consumer<String> notices) {
    if (!Files.exists(file)) {
      throw refused("there are no stored statistics", Optional.empty())
          .expected("what teacher stats writes, since this normalizer takes its statistics there")
          .found("no such file")
          .exception();
    }
    StatisticsFile.Stored stored = StatisticsFile.read(file);
    FeatureStatistics statistics = stored.statistics();
    Origin origin =
        stored
            .origin()
            .orElseGet(() -> FeatureMeasurement.origin(experiment, split, Optional.empty()));
    requireOwn(origin, statistics);
    if (statistics.nonFinite() > 0) {
      throw refused("the stored statistics are of numbers that are not all finite", origin.draw())
          .expected("statistics of checked features")
          .found(statistics.nonFinite() + " numbers that are NaN or infinite")
          .exception();
    }
    notices.accept("comparing " + file + " with the " + samples.size() + " samples of " + split);
    requireFresh(origin, statistics, samples, cache, notices);
    return statistics;
  }

  /** What stands in the file, if it can be read, is finite and has the right columns. */
  Optional<FeatureStatistics> uncompared() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String columns = Recognizer.featureLayout(experiment).spec();
    try {
      return Optional.of(StatisticsFile.read(file).statistics())
          .filter(stored -> stored.nonFinite() == 0 && stored.layout().spec().equals(columns));
    } catch (TeacherException e) {
      return Optional.empty(); // whoever compares them says what is wrong with the file
    }
  }

  private void requireOwn(Origin origin, FeatureStatistics statistics) {
    Origin wanted = FeatureMeasurement.origin(experiment, split, Optional.empty());
    if (origin.of() != Measured.FEATURES) {
      throw foreign("the stored statistics are of files, not of features", "features", "files");
    }
    if (!origin.split().equals(split)) {
      throw foreign("the stored statistics are of another split", split, origin.split());
    }
    String columns = Recognizer.featureLayout(experiment).spec();
    if (!statistics.layout().spec().equals(columns)) {
      throw foreign(
          "the stored statistics are of another layout", columns, statistics.layout().spec());
    }
    if (!origin.features().equals(wanted.features())) {
      throw foreign(
          "the stored statistics are of other features", wanted.features(), origin.features());
    }
    if (!origin.normalizers().equals(wanted.normalizers())) {
      throw foreign(
          "the stored statistics are of features behind other normalizers",
          wanted.normalizers(),
          origin.normalizers());
    }
  }

  private void requireFresh(
      Origin origin,
      FeatureStatistics statistics,
      List<Sample> samples,
      FrameCache cache,
      Consumer<String> notices) {
    Optional<Draw> draw = origin.draw();
    if (draw.isPresent() && draw.get().of() != samples.size()) {
      throw stale(draw, draw.get().of() + " samples", samples.size() + " samples");
    }
    List<Sample> measured = draw.map(d -> d.from(samples)).orElse(samples);
    int[] checksums =
        Checksums.of(
            measured,
            FeatureMeasurement.threads(),
            cache::checksum,
            new ProgressLines("comparing stored statistics with their data", notices));
    String source = origin.of(measured, checksums).source();
    if (!source.equals(statistics.source())) {
      throw stale(draw, "source " + statistics.source(), "source " + source);
    }
  }

  private TeacherException foreign(String what, Object expected, Object found) {
    return refused(what, Optional.empty()).expected(expected).found(found).exception();
  }

  private TeacherException stale(Optional<Draw> draw, Object expected, Object found) {
    return refused(
            "the stored statistics are stale: annotations or files of split "
                + split
                + " have changed since",
            draw)
        .expected(expected)
        .found(found)
        .exception();
  }

  private Problem refused(String what, Optional<Draw> draw) {
    return Problem.data(what)
        .where(file + "\nnamed by " + experiment.statisticsOwner().orElseThrow().getKey())
        .remedy(
            "compute them: "
                + StatisticsCommand.text(experiment.config(), split, draw, file)
                + "\nor remove the key file, to have them computed when a training begins");
  }
}
