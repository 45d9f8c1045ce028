package dev.teacher.train.loop;

import com.typesafe.config.Config;
import dev.teacher.api.config.ConfigFile;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.data.Item;
import dev.teacher.train.data.TrainingBatches;
import dev.teacher.train.run.Checkpoint;
import dev.teacher.train.run.RunFolder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One training from its data to its best checkpoint. Everything random depends on the seed and on
 * (epoch, step, sample) alone, so a resumed training goes on exactly as it would have.
 */
public final class Trainer {
  private final RunFolder run;
  private final Consumer<String> progress;
  private final Preparation prepared;
  private final TrainSettings settings;
  private final Checkpointing checkpoints;

  private Trainer(
      Config config,
      Registry registry,
      RunFolder run,
      Optional<Resumed> resumed,
      Consumer<String> progress) {
    this.run = run;
    this.progress =
        line -> {
          progress.accept(line);
          run.log(line);
        };
    prepared = new Preparation(config, registry, resumed, this.progress);
    settings = prepared.settings;
    checkpoints = new Checkpointing(run, prepared, resumed);
  }

  /** Trains from first weights. */
  public static TrainResult train(
      Config config, Registry registry, RunFolder run, Consumer<String> progress) {
    Trainer trainer;
    try {
      trainer = new Trainer(config, registry, run, Optional.empty(), progress);
    } catch (RuntimeException e) {
      run.discard(); // so that the corrected command may be given again
      throw e;
    }
    run.write("config.conf", ConfigFile.render(config));
    return trainer.run(trainer.initialWeights(), Optional.empty());
  }

  /**
   * Goes on from the last checkpoint of a run, with its own configuration.
   *
   * @param overrides such as {@code train.epochs=200}
   */
  public static TrainResult resume(
      RunFolder run, List<String> overrides, Registry registry, Consumer<String> progress) {
    Checkpoint checkpoint = Checkpoint.read(run.last());
    Config config = checkpoint.resolvedConfig(overrides);
    Resumed resumed = new Resumed(checkpoint, run.last());
    Trainer trainer = new Trainer(config, registry, run, Optional.of(resumed), progress);
    trainer.prepared.graph.check(checkpoint.weights(), run.last());
    run.keepMetrics(checkpoint.state().epoch());
    trainer.progress.accept("going on after epoch " + checkpoint.state().epoch());
    return trainer.run(checkpoint.weights(), Optional.of(Checkpoint.optimizer(run.last())));
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
    try {
      Trainer trainer = new Trainer(config, registry, run, Optional.empty(), progress);
      Preparation prepared = trainer.prepared;
      Weights weights =
          source.weights(prepared.graph, trainer.initialWeights(), prepared.vocabulary);
      prepared.describe();
      try (TrainingSession session = trainer.open(weights)) {
        Evaluation dev = trainer.validated(session);
        trainer.checkpoints.finish(session, 0, 0, Optional.of(dev));
        run.write("config.conf", ConfigFile.render(config));
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

  private TrainResult run(Weights weights, Optional<Weights> optimizer) {
    long began = System.nanoTime();
    prepared.describe();
    try (TrainingSession session = open(weights);
        Recorder recorder = Recorder.open(run, checkpoints.state().step())) {
      optimizer.ifPresent(session::restoreOptimizer);
      epochs(session, recorder);
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
    new ReportWriter(run, prepared).write(result);
    return result;
  }

  private void epochs(TrainingSession session, Recorder recorder) {
    try (TrainingBatches batches =
        new TrainingBatches(prepared.augmentations, prepared.cache, prepared.stride)) {
      Optional<String> end = checkpoints.end();
      while (end.isEmpty()) {
        epoch(session, batches, recorder);
        end = checkpoints.end();
      }
      progress.accept(end.get());
      if (batches.unaugmented() > 0) {
        progress.accept(
            batches.unaugmented()
                + " times a sample stayed as recorded, since its augmentation"
                + " left too few frames for CTC");
      }
    }
  }

  private void epoch(TrainingSession session, TrainingBatches batches, Recorder recorder) {
    int epochs = settings.get(TrainSettings.EPOCHS);
    int epoch = checkpoints.state().epoch() + 1;
    long seed = Seeds.mix(checkpoints.state().seed(), epoch);
    List<List<Item>> order = prepared.order(batches, seed);
    Steps steps = new Steps(session, settings.get(TrainSettings.ACCUMULATE), order.size());
    EpochTally tally = new EpochTally();
    long[] step = {checkpoints.state().step()};
    int[] done = {0};
    long before = System.nanoTime();
    double waited =
        batches.forEach(
            order,
            seed,
            batch -> {
              done[0]++;
              tally.add(batch.batch());
              double share = (epoch - 1 + (double) done[0] / order.size()) / epochs;
              double learningRate =
                  settings.schedule().rate(settings.learningRate(), share, checkpoints.schedule());
              steps
                  .add(batch, learningRate, Seeds.mix(seed, done[0]))
                  .ifPresent(
                      made -> {
                        step[0]++;
                        if (!made.result().applied()) {
                          throw NonFinite.problem(epoch, step[0], made.ids(), made.result());
                        }
                        tally.add(made.result(), learningRate);
                      });
            });
    double seconds = (System.nanoTime() - before) / 1e9;
    boolean validate = epoch % settings.get(TrainSettings.VALIDATE_EVERY) == 0 || epoch == epochs;
    Optional<Evaluation> evaluation =
        validate ? Optional.of(session.withAverage(() -> validated(session))) : Optional.empty();
    Optional<Double> devLoss =
        validate
            ? prepared.devLoss.map(loss -> session.withAverage(() -> loss.of(session)))
            : Optional.empty();
    evaluation.ifPresent(e -> checkpoints.watch(devLoss.orElse(e.score().wer())));
    EpochMetrics metrics =
        tally.metrics(
            epoch, step[0], seconds, waited, evaluation.map(e -> e.metrics(devLoss)).orElse(null));
    recorder.epoch(metrics);
    report(metrics, evaluation);
    checkpoints.finish(session, epoch, step[0], evaluation);
    evaluation.ifPresent(e -> recorder.validated(metrics.step(), e, session));
  }

  private Evaluation validated(TrainingSession session) {
    return prepared.validator.validate("dev", prepared.dev, session::run);
  }

  private void report(EpochMetrics metrics, Optional<Evaluation> evaluation) {
    String line =
        String.format(
            Locale.ROOT,
            "epoch %d/%d  loss %.4f  gradient norm %.2f  %.0f frames/s",
            metrics.epoch(),
            settings.get(TrainSettings.EPOCHS),
            metrics.loss(),
            metrics.gradientNorm(),
            metrics.framesPerSecond());
    progress.accept(evaluation.map(e -> line + "  " + e.summary()).orElse(line));
  }
}
