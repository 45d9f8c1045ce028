package dev.teacher.train.guard;

import dev.teacher.api.data.Batch;
import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Sample;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.InferenceModel;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.train.data.FrameCache;
import dev.teacher.train.guard.FeatureNumbers.Range;
import dev.teacher.train.statistics.GraphModel;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks at what the network gets, by running the graph up to it: over some training samples before
 * the first step, and over the first batch of each epoch. So it costs next to nothing.
 */
final class FeatureGuard implements AutoCloseable {
  /** Samples that are looked at before the first step, at even distances. */
  private static final int SAMPLES = 64;

  /** A column within this does not vary; others have a deviation of about 1. */
  private static final double CONSTANT = 1e-6;

  /** No standardised number of a healthy column is so large. */
  private static final double OUTLYING = 1e3;

  /** What was detected: the person is in every frame of a good recording. */
  private static final String FLAGS = "presence";

  private static final double FARTHEST_MEAN = 1;
  private static final double SMALLEST_DEVIATION = 0.1;
  private static final double LARGEST_DEVIATION = 10;
  private static final int NAMED = 8;

  private final InferenceModel model;
  private final Layout layout;
  private final boolean standardised;
  private final Alarms alarms;
  private final Consumer<String> progress;
  private final Consumer<String> log;
  private boolean seen;

  /**
   * @param progress told of the first batch
   * @param log told of each
   */
  FeatureGuard(
      Experiment experiment,
      Optional<FeatureStatistics> statistics,
      Alarms alarms,
      Consumer<String> progress,
      Consumer<String> log) {
    Graph graph = Recognizer.normalizedGraph(experiment, statistics);
    this.model = GraphModel.load(graph);
    this.layout = Recognizer.featureLayout(experiment);
    this.standardised = experiment.normalizers().values().stream().anyMatch(n -> n.standardises());
    this.alarms = alarms;
    this.progress = progress;
    this.log = log;
  }

  /** Looks at some samples as they are, before the first step. */
  void begin(List<Sample> training, FrameCache cache) {
    FeatureTally tally = new FeatureTally(layout);
    int stride = Math.max(1, training.size() / SAMPLES);
    for (int i = 0; i < training.size(); i += stride) {
      Sample sample = training.get(i);
      List<float[]> rows = List.of(cache.get(sample).values());
      add(tally, Batch.of(List.of(sample.id()), rows, cache.layout().width()));
    }
    List<String> constant =
        tally.narrowerThan(CONSTANT).stream().filter(name -> !name.startsWith(FLAGS)).toList();
    if (!constant.isEmpty()) {
      alarms.raise(
          AlarmKind.CONSTANT_COLUMNS,
          0,
          0,
          constant.size()
              + " of "
              + layout.width()
              + " columns never vary after normalisation: "
              + named(constant),
          "leave them out of the features, or find out with teacher stats why they never move",
          List.of());
    }
    outlying(tally, 0, 0);
    Range all = tally.range(0, layout.width());
    boolean healthy =
        Math.abs(all.mean()) <= FARTHEST_MEAN
            && all.std() >= SMALLEST_DEVIATION
            && all.std() <= LARGEST_DEVIATION;
    if (standardised && !healthy && all.nonFinite() == 0) {
      alarms.raise(
          AlarmKind.NOT_STANDARDISED,
          0,
          0,
          "the normalizers standardise, but give " + all.text(),
          "compute the statistics again from the data that are there, with teacher stats",
          List.of());
    }
  }

  /** Looks at the first batch of an epoch. */
  FeatureNumbers firstBatch(int epoch, long step, Batch batch) {
    FeatureTally tally = new FeatureTally(layout);
    add(tally, batch);
    FeatureNumbers numbers = FeatureNumbers.of(tally);
    if (seen) {
      log.accept("epoch " + epoch + ", first batch: " + numbers.longLine());
    } else {
      progress.accept(numbers.lines());
      seen = true;
    }
    outlying(tally, epoch, step);
    return numbers;
  }

  private void outlying(FeatureTally tally, int epoch, long step) {
    List<String> far = tally.beyond(OUTLYING, CONSTANT);
    if (standardised && !far.isEmpty()) {
      alarms.raise(
          AlarmKind.OUTLYING_COLUMNS,
          epoch,
          step,
          String.format(
              Locale.ROOT, "numbers beyond %.0f after normalisation in %s", OUTLYING, named(far)),
          "raise the floor of global-stats or compute its statistics again; put { type = clip, min"
              + " = -10, max = 10 } behind the standardising normalizer",
          List.of());
    }
  }

  private void add(FeatureTally tally, Batch batch) {
    ModelOutput features = model.run(batch);
    for (int i = 0; i < batch.size(); i++) {
      tally.add(features.sample(i));
    }
  }

  private static String named(List<String> columns) {
    String first = String.join(", ", columns.subList(0, Math.min(NAMED, columns.size())));
    return columns.size() <= NAMED ? first : first + " and " + (columns.size() - NAMED) + " more";
  }

  @Override
  public void close() {
    model.close();
  }
}
