package dev.teacher.train.statistics;

import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.data.Sample;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.features.statistics.ProgressLines;
import dev.teacher.train.data.FrameCache;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The statistics that a training normalises with, where a normaliser needs some. */
public final class TrainingStatistics {
  private static final String SPLIT = "train";

  /** Sentences resemble each other within and differ between: with fewer, each one shows. */
  static final int FEW_SAMPLES = 100;

  /** About six minutes. */
  static final long FEW_FRAMES = 10_000;

  private TrainingStatistics() {}

  /**
   * From the file that the normaliser names, or computed.
   *
   * @param samples the training split
   * @param cache where their frames come from
   * @param notices told what is done, and of statistics that come from few data
   */
  public static Optional<FeatureStatistics> of(
      Experiment experiment, List<Sample> samples, FrameCache cache, Consumer<String> notices) {
    if (experiment.statisticsOwner().isEmpty()) {
      return Optional.empty();
    }
    Optional<Path> stored = experiment.statisticsOwner().get().getValue().storedStatistics();
    FeatureStatistics statistics =
        stored.isPresent()
            ? new StoredStatistics(experiment, stored.get(), SPLIT).load(samples, cache, notices)
            : computed(experiment, samples, cache, notices);
    if (statistics.samples() < FEW_SAMPLES || statistics.frames() < FEW_FRAMES) {
      notices.accept(
          String.format(
              Locale.ROOT,
              "the feature statistics come from few data, %,d samples with %,d frames: below %,d"
                  + " samples or %,d frames, those of other sentences may well differ",
              statistics.samples(),
              statistics.frames(),
              FEW_SAMPLES,
              FEW_FRAMES));
    }
    return Optional.of(statistics);
  }

  /**
   * From the file that the normaliser names, without comparing what they are of: for looking at what
   * a training refuses. Empty where there are none, or none that fit the columns.
   */
  public static Optional<FeatureStatistics> uncompared(Experiment experiment) {
    return experiment
        .statisticsOwner()
        .flatMap(owner -> owner.getValue().storedStatistics())
        .flatMap(named -> new StoredStatistics(experiment, named, SPLIT).uncompared());
  }

  /** Computed, whatever file the normaliser names. */
  public static FeatureStatistics computed(
      Experiment experiment, List<Sample> samples, FrameCache cache, Consumer<String> notices) {
    notices.accept("computing feature statistics of " + samples.size() + " samples");
    return FeatureMeasurement.run(
            experiment,
            FeatureMeasurement.origin(experiment, SPLIT, Optional.empty()),
            samples,
            Optional.of(cache),
            new ProgressLines("computing feature statistics", notices))
        .features();
  }
}
