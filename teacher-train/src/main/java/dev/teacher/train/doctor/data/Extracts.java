package dev.teacher.train.doctor.data;

import dev.teacher.api.data.Batch;
import dev.teacher.api.data.Frames;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Sample;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.InferenceModel;
import dev.teacher.features.statistics.Checksum;
import dev.teacher.features.statistics.RowSource;
import dev.teacher.features.statistics.SplitStatistics;
import dev.teacher.features.statistics.StatisticsPass;
import dev.teacher.train.statistics.FeatureMeasurement;
import dev.teacher.train.statistics.GraphModel;
import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The features of all splits, as the very graph gives them before any normaliser: their statistics,
 * and frames of every sample.
 *
 * @param layout of the columns
 * @param statistics of each split, training first
 * @param rows of each split's samples, in order
 */
record Extracts(
    Layout layout, Map<String, SplitStatistics> statistics, Map<String, List<Rows>> rows) {
  /** The most numbers that are kept: 48 MiB of floats. */
  private static final long MOST_NUMBERS = 12 << 20;

  /**
   * Some frames of a sample's features.
   *
   * @param sample whose features
   * @param values float32 [count, columns]
   * @param count how many frames are kept
   * @param step every so many frames one is kept, the first one first
   */
  record Rows(Sample sample, float[] values, int count, int step) {}

  /**
   * Runs the graph over every sample.
   *
   * @param bare the experiment without normalisers
   * @param samples of each split
   * @param frames of a sample
   */
  static Extracts of(
      Experiment bare, Map<String, List<Sample>> samples, Function<Sample, Frames> frames) {
    Layout layout = Recognizer.featureLayout(bare);
    long all =
        samples.values().stream()
            .flatMap(List::stream)
            .mapToLong(sample -> (long) sample.source().frames() * layout.width())
            .sum();
    int step = Math.toIntExact((all + MOST_NUMBERS - 1) / MOST_NUMBERS);
    Map<String, SplitStatistics> statistics = new LinkedHashMap<>();
    Map<String, List<Rows>> rows = new LinkedHashMap<>();
    try (InferenceModel model = GraphModel.load(Recognizer.featureGraph(bare))) {
      samples.forEach(
          (split, own) -> {
            Map<Sample, Rows> kept = Collections.synchronizedMap(new IdentityHashMap<>());
            if (!own.isEmpty()) {
              statistics.put(
                  split,
                  new StatisticsPass(layout, own, FeatureMeasurement.threads(), (n, of) -> {})
                      .run(
                          FeatureMeasurement.origin(bare, split, Optional.empty()),
                          () -> new Keeping(model, layout.width(), step, frames, kept)));
            }
            rows.put(split, own.stream().map(kept::get).toList());
          });
    }
    return new Extracts(layout, statistics, rows);
  }

  /** Statistics of the training split. */
  SplitStatistics training() {
    return statistics.get("train");
  }

  /** Runs the graph and keeps frames of what it gives. */
  private record Keeping(
      InferenceModel model,
      int width,
      int step,
      Function<Sample, Frames> frames,
      Map<Sample, Rows> kept)
      implements RowSource {
    @Override
    public int read(Sample sample, Consumer<FloatBuffer> consumer) {
      float[] input = frames.apply(sample).values();
      float[] features =
          model.run(Batch.of(List.of(sample.id()), List.of(input), model.inputWidth())).sample(0);
      int all = features.length / width;
      int count = (all + step - 1) / step;
      float[] some = new float[count * width];
      for (int i = 0; i < count; i++) {
        System.arraycopy(features, i * step * width, some, i * width, width);
      }
      kept.put(sample, new Rows(sample, some, count, step));
      consumer.accept(FloatBuffer.wrap(features));
      return Checksum.of(input);
    }
  }
}
