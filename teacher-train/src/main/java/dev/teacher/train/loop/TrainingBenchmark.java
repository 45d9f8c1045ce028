package dev.teacher.train.loop;

import com.typesafe.config.Config;
import dev.teacher.api.error.Problem;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.features.statistics.Progress;
import dev.teacher.train.data.Item;
import dev.teacher.train.data.LabelledBatch;
import dev.teacher.train.data.TrainingBatches;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** How fast a configured training is, and where its time goes. Nothing of it is kept. */
public final class TrainingBenchmark {
  /** Share of the configured learning rate that is safe without the schedule's rise. */
  private static final double RATE = 0.01;

  private final Preparation prepared;
  private final Progress progress;
  private final int warmUp;
  private final int steps;
  private boolean isWarm;
  private int made; // steps, the warm-up's among them
  private int samples;
  private long frames;
  private long paddedFrames;
  private long began;
  private long left; // when the last step was over
  private long stepNanos;
  private long waitNanos;
  private long planNanos;

  /**
   * The engine's time, in seconds; together they are the whole.
   *
   * @param step forward, backward and update
   * @param waiting for batches
   * @param plan which samples stand together
   * @param other the rest
   */
  public record EngineTimes(double step, double waiting, double plan, double other) {}

  /**
   * One pass over dev, decoded and scored.
   *
   * @param samples of it
   * @param frames of them, without padding
   * @param seconds it took
   * @param framesPerSecond without padding
   */
  public record Validation(int samples, long frames, double seconds, double framesPerSecond) {}

  /**
   * Who computes.
   *
   * @param engine threads of the engine
   * @param loader threads that make batches
   * @param cores of the computer
   */
  public record Threads(int engine, int loader, int cores) {}

  /**
   * What was measured.
   *
   * @param steps measured, without the warm-up
   * @param samples of them
   * @param frames of them, without padding
   * @param paddingShare of the frames that were padding
   * @param seconds of the steps
   * @param framesPerSecond without padding
   * @param engine the engine's time
   * @param loader what the loader did meanwhile
   * @param validation afterwards
   * @param threads who computed
   * @param precision of the steps
   */
  public record Result(
      int steps,
      int samples,
      long frames,
      double paddingShare,
      double seconds,
      double framesPerSecond,
      EngineTimes engine,
      TrainingBatches.LoaderTimes loader,
      Validation validation,
      Threads threads,
      String precision) {}

  private TrainingBenchmark(Preparation prepared, int warmUp, int steps, Progress progress) {
    this.prepared = prepared;
    this.warmUp = warmUp;
    this.steps = steps;
    this.progress = progress;
  }

  /**
   * Trains so many steps and validates once.
   *
   * @param warmUp steps before those that are measured
   * @param steps that are measured
   */
  public static Result run(
      Config config,
      Registry registry,
      int warmUp,
      int steps,
      Consumer<String> notices,
      Progress progress) {
    Preparation prepared = new Preparation(config, registry, Optional.empty(), notices);
    prepared.describe();
    return new TrainingBenchmark(prepared, warmUp, steps, progress).run();
  }

  private Result run() {
    long seed = prepared.settings.get(TrainSettings.SEED);
    int together = prepared.settings.get(TrainSettings.ACCUMULATE);
    try (TrainingSession session = prepared.open(prepared.graph.initialWeights(seed));
        TrainingBatches batches =
            new TrainingBatches(prepared.augmentations, prepared.cache, prepared.stride)) {
      TrainingBatches.LoaderTimes[] before = {batches.times()};
      start();
      for (int epoch = 1; made < warmUp + steps; epoch++) {
        long mixed = Seeds.mix(seed, epoch);
        long planned = System.nanoTime();
        List<List<Item>> order = prepared.order(batches, mixed);
        left = System.nanoTime();
        planNanos += left - planned;
        Steps all = new Steps(session, together, order.size());
        int[] done = {0};
        batches.forEachWhile(
            order,
            mixed,
            batch -> {
              step(all, batch, Seeds.mix(mixed, ++done[0]));
              if (!isWarm && made == warmUp) {
                isWarm = true;
                before[0] = batches.times();
                start();
              }
              left = System.nanoTime();
              return made < warmUp + steps;
            });
      }
      long ended = left;
      TrainingBatches.LoaderTimes loader = batches.times().since(before[0]);
      return result((ended - began) / 1e9, loader, validation(session));
    }
  }

  private void start() {
    samples = 0;
    frames = 0;
    paddedFrames = 0;
    stepNanos = 0;
    waitNanos = 0;
    planNanos = 0;
    began = System.nanoTime();
    left = began;
  }

  private void step(Steps all, LabelledBatch batch, long seed) {
    long entered = System.nanoTime();
    waitNanos += entered - left;
    Optional<Steps.Step> step = all.add(batch, RATE * prepared.settings.learningRate(), seed);
    stepNanos += System.nanoTime() - entered;
    samples += batch.batch().size();
    for (long length : batch.batch().lengths()) {
      frames += length;
    }
    paddedFrames += (long) batch.batch().size() * batch.batch().frames();
    if (step.isPresent()) {
      made++;
      if (!step.get().result().applied()) {
        throw notFinite(made, step.get());
      }
      progress.at(made, warmUp + steps);
    }
  }

  private static RuntimeException notFinite(int made, Steps.Step step) {
    return Problem.finding("a step that was to be measured gave numbers that are not finite")
        .where("step " + made)
        .expected("a finite loss and gradient norm")
        .found("loss " + step.result().loss() + ", gradient norm " + step.result().gradientNorm())
        .remedy("train with the same configuration: teacher train says more, and keeps the batch")
        .exception();
  }

  /** A pass over dev, after one over a single sample, which is left out. */
  private Validation validation(TrainingSession session) {
    prepared.validator.validate("dev", prepared.dev.subList(0, 1), session::run);
    double seconds = prepared.validator.validate("dev", prepared.dev, session::run).seconds();
    long all = prepared.dev.stream().mapToLong(sample -> sample.source().frames()).sum();
    return new Validation(prepared.dev.size(), all, seconds, all / seconds);
  }

  private Result result(double seconds, TrainingBatches.LoaderTimes loader, Validation validation) {
    double step = stepNanos / 1e9;
    double wait = waitNanos / 1e9;
    double plan = planNanos / 1e9;
    int cores = Runtime.getRuntime().availableProcessors();
    int threads = prepared.options.threads();
    return new Result(
        steps,
        samples,
        frames,
        1 - (double) frames / paddedFrames,
        seconds,
        frames / seconds,
        new EngineTimes(step, wait, plan, seconds - step - wait - plan),
        loader,
        validation,
        new Threads(threads == 0 ? cores : threads, 1, cores),
        prepared.options.precision().name().toLowerCase(Locale.ROOT));
  }
}
