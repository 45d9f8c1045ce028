package dev.teacher.train.loop;

import com.typesafe.config.Config;
import dev.teacher.api.plugin.Registry;
import dev.teacher.train.run.RunFolder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The ways to begin a training: from first weights, from the last checkpoint of a run that was
 * stopped, and from weights that come from elsewhere. Everything random depends on the seed and on
 * (epoch, step, sample) alone, so a resumed training goes on exactly as it would have.
 */
public final class Trainer {
  private Trainer() {}

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
    TrainingContext context = new TrainingContext(run, registry, progress, watcher, clock);
    return run.exclusively(
        progress,
        () -> {
          run.tidy();
          Training training = begun(context, config);
          run.storeConfig(config);
          return training.run(training.initialWeights(), Optional.empty(), OptionalLong.empty());
        });
  }

  private static Training begun(TrainingContext context, Config config) {
    try {
      return new Training(context, config, Optional.empty());
    } catch (RuntimeException e) {
      context.run().discard(); // so that the corrected command may be given again
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
    TrainingContext context = new TrainingContext(run, registry, progress, watcher, clock);
    return new Resumption(context, overrides).result();
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
    TrainingContext context =
        new TrainingContext(run, registry, progress, step -> {}, System::nanoTime);
    return new Adoption(context, config, source).result();
  }
}
