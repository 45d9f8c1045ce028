package dev.teacher.train.statistics;

import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Sample;
import dev.teacher.api.error.Problem;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.features.statistics.Origin;
import dev.teacher.features.statistics.Origin.Draw;
import dev.teacher.features.statistics.Origin.Measured;
import dev.teacher.features.statistics.Progress;
import dev.teacher.features.statistics.SplitStatistics;
import dev.teacher.features.statistics.StatisticsPass;
import dev.teacher.features.statistics.StoredRows;
import java.util.List;
import java.util.Optional;

/** Measures the columns as they stand in the files, whatever they are, finite or not. */
public final class StoredMeasurement {
  private StoredMeasurement() {}

  /**
   * One pass over the samples.
   *
   * @param split that they are of
   * @param draw which of its samples these are; empty for all
   * @param samples of {@link Experiment#openStoredCorpus}
   */
  public static SplitStatistics run(
      Experiment experiment,
      String split,
      Optional<Draw> draw,
      List<Sample> samples,
      Progress progress) {
    Layout stored = samples.isEmpty() ? null : samples.get(0).source().layout();
    for (Sample sample : samples) {
      requireSame(samples.get(0), sample);
    }
    Layout declared = experiment.extractor().input();
    boolean fits = stored == null || stored.width() == declared.width();
    Origin origin = new Origin(Measured.FILES, split, draw, "", List.of(), "");
    return new StatisticsPass(
            fits ? declared : stored, samples, FeatureMeasurement.threads(), progress)
        .run(origin, StoredRows::new);
  }

  private static void requireSame(Sample first, Sample sample) {
    int columns = first.source().layout().width();
    if (sample.source().layout().width() != columns) {
      throw Problem.data("the files of a split have different numbers of columns")
          .where("sample " + sample.id() + ", " + sample.source().location())
          .expected(columns + " columns, as in " + first.source().location())
          .found(sample.source().layout().width() + " columns")
          .remedy("save all of them in one layout")
          .exception();
    }
  }
}
