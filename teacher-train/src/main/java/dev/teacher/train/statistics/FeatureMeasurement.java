package dev.teacher.train.statistics;

import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Sample;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.InferenceModel;
import dev.teacher.features.statistics.Checksum;
import dev.teacher.features.statistics.Origin;
import dev.teacher.features.statistics.Origin.Draw;
import dev.teacher.features.statistics.Origin.Measured;
import dev.teacher.features.statistics.Progress;
import dev.teacher.features.statistics.RowSource;
import dev.teacher.features.statistics.SplitStatistics;
import dev.teacher.features.statistics.StatisticsPass;
import dev.teacher.features.statistics.StoredRows;
import dev.teacher.train.data.FrameCache;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Measures what the first normaliser that asks for statistics gets, by running the very graph that
 * feeds it over every frame: no sample is left out, none is augmented, no padded frame is counted.
 * Where that graph computes nothing, the files are streamed past it.
 */
public final class FeatureMeasurement {
  private static final int MOST_THREADS = 8;

  private FeatureMeasurement() {}

  /** How many threads measure on this computer. */
  public static int threads() {
    return Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
  }

  /**
   * What is measured, before anyone has read it: with an empty hash.
   *
   * @param split of the corpus
   * @param draw some of its samples, or all
   */
  public static Origin origin(Experiment experiment, String split, Optional<Draw> draw) {
    List<String> sections = experiment.statisticsConfigs();
    return new Origin(
        Measured.FEATURES, split, draw, sections.get(0), sections.subList(1, sections.size()), "");
  }

  /**
   * One pass over the samples.
   *
   * @param samples those that the origin names
   * @param cache where their frames come from; straight from the files where there is none
   */
  public static SplitStatistics run(
      Experiment experiment,
      Origin origin,
      List<Sample> samples,
      Optional<FrameCache> cache,
      Progress progress) {
    samples.forEach(s -> FrameCache.requireLayout(s, experiment.extractor().input()));
    Layout layout = Recognizer.featureLayout(experiment);
    StatisticsPass pass = new StatisticsPass(layout, samples, threads(), progress);
    Function<Sample, float[]> frames =
        sample -> cache.map(c -> c.get(sample)).orElseGet(sample.source()::read).values();
    if (Recognizer.measuresInput(experiment)) {
      Supplier<RowSource> rows =
          cache.isPresent() ? () -> readRows(frames) : () -> new StoredRows();
      return pass.run(origin, rows);
    }
    return throughGraph(experiment, model -> pass.run(origin, () -> new GraphRows(model, frames)));
  }

  private static RowSource readRows(Function<Sample, float[]> frames) {
    return (sample, rows) -> {
      float[] values = frames.apply(sample);
      rows.accept(FloatBuffer.wrap(values));
      return Checksum.of(values);
    };
  }

  private static SplitStatistics throughGraph(
      Experiment experiment, Function<InferenceModel, SplitStatistics> pass) {
    try (InferenceModel model = GraphModel.load(Recognizer.featureGraph(experiment))) {
      return pass.apply(model);
    }
  }
}
