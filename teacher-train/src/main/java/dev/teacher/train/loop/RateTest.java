package dev.teacher.train.loop;

import com.typesafe.config.Config;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.features.statistics.Progress;
import dev.teacher.train.data.Item;
import dev.teacher.train.data.LabelledBatch;
import dev.teacher.train.data.TrainingBatches;
import dev.teacher.train.report.RateCurve;
import dev.teacher.train.report.RateCurve.End;
import dev.teacher.train.report.RateCurve.Range;
import dev.teacher.train.report.RateCurve.Sweep;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The learning rate range test (Smith 2017, section 3.3): the configured training from its first
 * weights, at a learning rate that grows by the same factor from step to step until the training
 * breaks down. Nothing is kept of it but its losses.
 */
public final class RateTest {
  private final Range range;
  private final Preparation prepared;
  private final Progress progress;
  private final Sweep sweep = new Sweep();
  private RateCurve result;
  private int made;

  private RateTest(Range range, Preparation prepared, Progress progress) {
    this.range = range;
    this.prepared = prepared;
    this.progress = progress;
  }

  /** Runs the test. */
  public static RateCurve run(
      Config config, Registry registry, Range range, Consumer<String> notices, Progress progress) {
    Preparation prepared = new Preparation(config, registry, Optional.empty(), notices);
    prepared.describe();
    return new RateTest(range, prepared, progress).run();
  }

  private RateCurve run() {
    TrainSettings settings = prepared.settings;
    long seed = settings.get(TrainSettings.SEED);
    try (TrainingSession session =
            prepared.backend.open(
                prepared.graph,
                prepared.graph.initialWeights(seed),
                prepared.options.withoutAverage());
        TrainingBatches batches =
            new TrainingBatches(prepared.augmentations, prepared.cache, prepared.stride)) {
      for (int epoch = 1; result == null; epoch++) {
        long mixed = Seeds.mix(seed, epoch);
        List<List<Item>> order = prepared.order(batches, mixed);
        Steps steps = new Steps(session, settings.get(TrainSettings.ACCUMULATE), order.size());
        int[] done = {0};
        batches.forEachWhile(
            order, mixed, batch -> step(steps, batch, Seeds.mix(mixed, ++done[0])));
      }
    }
    progress.at(range.steps(), range.steps());
    return result;
  }

  /** Whether the test goes on. */
  private boolean step(Steps steps, LabelledBatch batch, long seed) {
    double rate = range.rate(made);
    Optional<Steps.Step> step = steps.add(batch, rate, seed);
    if (step.isEmpty()) {
      return true;
    }
    made++;
    progress.at(made, range.steps());
    if (!step.get().result().applied()) {
      result = sweep.end(End.NOT_FINITE, rate);
    } else if (!sweep.add(rate, step.get().result().loss())) {
      result = sweep.end(End.DIVERGED, rate);
    } else if (made == range.steps()) {
      result = sweep.end(End.LARGEST_RATE, rate);
    }
    return result == null;
  }
}
