package dev.teacher.train.loop;

import com.typesafe.config.Config;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.data.Item;
import dev.teacher.train.guard.Alarm;
import dev.teacher.train.guard.Guards;
import dev.teacher.train.run.Checkpoint;
import dev.teacher.train.run.RunFolder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * One training from its data to its best checkpoint. Everything random depends on the seed and on
 * (epoch, step, sample) alone, so a resumed training goes on exactly as it would have.
 */
public final class Trainer {
  private final RunFolder run;
  private final Optional<Resumed> resumed;
  private final Consumer<String> progress;
  private final Consumer<StepProgress> watcher;
  private final Preparation prepared;
  private final TrainSettings settings;
  private final Checkpointing checkpoints;

  private Trainer(
      Config config,
      Registry registry,
      RunFolder run,
      Optional<Resumed> resumed,
      Consumer<String> progress,
      Consumer<StepProgress> watcher,
      LongSupplier clock) {
    this.run = run;
    this.resumed = resumed;
    this.watcher = watcher;
    this.progress =
        line -> {
          progress.accept(line);
          run.log(line);
        };
    prepared = new Preparation(config, registry, resumed, this.progress);
    settings = prepared.settings;
    checkpoints = new Checkpointing(run, prepared, resumed, clock);
  }

  /** Trains from first weights. */
  public static TrainResult train(
      Config config, Registry registry, RunFolder run, Consumer<String> progress) {
    return train(config, registry, run, progress, step -> {});
  }

  /**
   * Trains from first weights.
   *
   * @param progress takes lines for people
   * @param watcher is told after each batch, by the training's own thread
   */
  public static TrainResult train(
      Config config,
      Registry registry,
      RunFolder run,
      Consumer<String> progress,
      Consumer<StepProgress> watcher) {
    return train(config, registry, run, progress, watcher, System::nanoTime);
  }

  /**
   * The same by a clock.
   *
   * @param clock that says when checkpoints are due, in nanoseconds
   */
  static TrainResult train(
      Config config,
      Registry registry,
      RunFolder run,
      Consumer<String> progress,
      Consumer<StepProgress> watcher,
      LongSupplier clock) {
    return run.exclusively(
        progress,
        () -> {
          run.tidy();
          Trainer trainer = begun(config, registry, run, progress, watcher, clock);
          run.storeConfig(config);
          return trainer.run(trainer.initialWeights(), Optional.empty(), OptionalLong.empty());
        });
  }

  private static Trainer begun(
      Config config,
      Registry registry,
      RunFolder run,
      Consumer<String> progress,
      Consumer<StepProgress> watcher,
      LongSupplier clock) {
    try {
      return new Trainer(config, registry, run, Optional.empty(), progress, watcher, clock);
    } catch (RuntimeException e) {
      run.discard(); // so that the corrected command may be given again
      throw e;
    }
  }

  /**
   * Goes on from the last checkpoint of a run, with its own configuration; from the beginning where
   * it was stopped before its first one.
   *
   * @param overrides such as {@code train.epochs=200}
   */
  public static TrainResult resume(
      RunFolder run, List<String> overrides, Registry registry, Consumer<String> progress) {
    return resume(run, overrides, registry, progress, step -> {});
  }

  /**
   * Goes on from the last checkpoint of a run, with its own configuration.
   *
   * @param overrides such as {@code train.epochs=200}
   * @param progress takes lines for people
   * @param watcher is told after each batch, by the training's own thread
   */
  public static TrainResult resume(
      RunFolder run,
      List<String> overrides,
      Registry registry,
      Consumer<String> progress,
      Consumer<StepProgress> watcher) {
    return resume(run, overrides, registry, progress, watcher, System::nanoTime);
  }

  /**
   * The same by a clock.
   *
   * @param clock that says when checkpoints are due, in nanoseconds
   */
  static TrainResult resume(
      RunFolder run,
      List<String> overrides,
      Registry registry,
      Consumer<String> progress,
      Consumer<StepProgress> watcher,
      LongSupplier clock) {
    return run.exclusively(
        progress,
        () ->
            Checkpoint.isCheckpoint(run.last())
                ? goOn(run, overrides, registry, progress, watcher, clock)
                : beginAgain(run, overrides, registry, progress, watcher, clock));
  }

  private static TrainResult goOn(
      RunFolder run,
      List<String> overrides,
      Registry registry,
      Consumer<String> progress,
      Consumer<StepProgress> watcher,
      LongSupplier clock) {
    Checkpoint checkpoint = Checkpoint.read(run.last());
    Config config = checkpoint.resolvedConfig(overrides);
    Resumed resumed = new Resumed(checkpoint, run.last());
    Trainer trainer =
        new Trainer(config, registry, run, Optional.of(resumed), progress, watcher, clock);
    trainer.prepared.graph.check(checkpoint.weights(), run.last());
    Weights optimizer = Checkpoint.optimizer(run.last());
    run.tidy();
    run.keepUpTo(checkpoint);
    if (!run.hasConfig()) {
      run.storeConfig(checkpoint.resolvedConfig(List.of()));
    }
    trainer.progress.accept(resumed.place());
    resumed.forgotten().ifPresent(trainer.progress);
    return trainer.run(
        checkpoint.weights(), Optional.of(optimizer), OptionalLong.of(resumed.firstStep()));
  }

  private static TrainResult beginAgain(
      RunFolder run,
      List<String> overrides,
      Registry registry,
      Consumer<String> progress,
      Consumer<StepProgress> watcher,
      LongSupplier clock) {
    Config config = run.config(overrides);
    Trainer trainer =
        new Trainer(config, registry, run, Optional.empty(), progress, watcher, clock);
    run.tidy();
    run.keepNothing();
    run.storeConfig(config);
    trainer.progress.accept("beginning again, since the run was stopped before a checkpoint");
    return trainer.run(trainer.initialWeights(), Optional.empty(), OptionalLong.of(1));
  }

  /** Weights for a network that is about to be trained, or used as it is. */
  @FunctionalInterface
  public interface WeightSource {
    /**
     * Gives all weights of the network.
     *
     * @param graph the network
     * @param initial its weights as initialised
     * @param vocabulary of its output
     */
    Weights weights(Graph graph, Weights initial, Vocabulary vocabulary);
  }

  /**
   * Makes a run of weights from elsewhere: its first checkpoint, at epoch 0, which may be used or
   * trained on.
   *
   * @return how these weights do on dev
   */
  public static Evaluation adopt(
      Config config,
      Registry registry,
      RunFolder run,
      WeightSource source,
      Consumer<String> progress) {
    return run.exclusively(progress, () -> adopted(config, registry, run, source, progress));
  }

  private static Evaluation adopted(
      Config config,
      Registry registry,
      RunFolder run,
      WeightSource source,
      Consumer<String> progress) {
    try {
      Trainer trainer =
          new Trainer(
              config, registry, run, Optional.empty(), progress, step -> {}, System::nanoTime);
      Preparation prepared = trainer.prepared;
      Weights weights =
          source.weights(prepared.graph, trainer.initialWeights(), prepared.vocabulary);
      prepared.describe();
      try (TrainingSession session = trainer.open(weights)) {
        Evaluation dev = trainer.validated(session);
        trainer.checkpoints.finish(session, 0, 0, Optional.of(dev), Optional.empty());
        run.storeConfig(config); // last: with it alone, a training would begin with other weights
        return dev;
      }
    } catch (RuntimeException e) {
      run.discard(); // so that the corrected command may be given again
      throw e;
    }
  }

  private Weights initialWeights() {
    return prepared.graph.initialWeights(checkpoints.state().seed());
  }

  private TrainingSession open(Weights weights) {
    return prepared.backend.open(prepared.graph, weights, prepared.options);
  }

  /**
   * @param from the first step to record, where some were recorded before
   */
  private TrainResult run(Weights weights, Optional<Weights> optimizer, OptionalLong from) {
    long began = System.nanoTime();
    prepared.describe();
    List<Alarm> alarms;
    try (TrainingSession session = open(weights);
        Recorder recorder = Recorder.open(run, from);
        Guards guards = guards(session)) {
      optimizer.ifPresent(session::restoreOptimizer);
      resumed.flatMap(r -> r.checkpoint().guards()).ifPresent(guards::restore);
      guards.begin(
          prepared.tooShort, prepared.training.stream().map(Item::sample).toList(), prepared.cache);
      new Epochs(prepared, checkpoints, guards, session, recorder, progress, watcher).run();
      alarms = guards.alarms();
      if (!alarms.isEmpty()) {
        progress.accept(alarms.size() + " alarms, see alarms.jsonl or report.html");
      }
    }
    Checkpoint winner = Checkpoint.read(run.best());
    Map<String, Evaluation> tests = new LinkedHashMap<>();
    Evaluation best;
    try (TrainingSession session = open(winner.weights())) {
      best = validated(session);
      for (String split : settings.get(TrainSettings.TEST_SPLITS)) {
        Evaluation test = prepared.validator.validate(split, prepared.samples(split), session::run);
        tests.put(split, test);
        progress.accept(test.summary());
      }
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    int epochs = checkpoints.state().epoch();
    TrainResult result =
        new TrainResult(run.path(), epochs, winner.state().epoch(), best, tests, seconds);
    new ReportWriter(run, prepared, alarms).write(result);
    return result;
  }

  private Guards guards(TrainingSession session) {
    return new Guards(
        settings.guards(),
        prepared.experiment,
        prepared.statistics,
        prepared.graph,
        session,
        run,
        step -> checkpoints.now(session, step),
        progress);
  }

  private Evaluation validated(TrainingSession session) {
    return prepared.validated(session);
  }
}
