package dev.teacher.train.loop;

import com.typesafe.config.Config;
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

/** One training from its data to its best checkpoint and that one's results. */
final class Training {
  private final RunFolder run;
  private final Optional<Resumed> resumed;
  private final Consumer<String> progress;
  private final Consumer<StepProgress> watcher;
  private final Preparation prepared;
  private final Checkpointing checkpoints;

  /** Reads, checks and measures all that is needed before the first step. */
  Training(TrainingContext context, Config config, Optional<Resumed> resumed) {
    this.run = context.run();
    this.resumed = resumed;
    this.watcher = context.watcher();
    this.progress =
        line -> {
          context.progress().accept(line);
          run.log(line);
        };
    this.prepared = new Preparation(config, context.registry(), resumed, progress);
    this.checkpoints = new Checkpointing(run, prepared, resumed, context.clock());
    resumed.ifPresent(r -> r.requireSameNetwork(prepared.graph));
  }

  /** Its data and its network. */
  Preparation prepared() {
    return prepared;
  }

  /** Where it stands. */
  Checkpointing checkpoints() {
    return checkpoints;
  }

  /** Says a line, and logs it. */
  void tell(String line) {
    progress.accept(line);
  }

  /** The weights before the first step, by its seed. */
  Weights initialWeights() {
    return prepared.graph.initialWeights(checkpoints.state().seed());
  }

  /**
   * Trains to the end.
   *
   * @param weights to begin with
   * @param optimizer its state, where some steps were made before
   * @param from the first step to record, where some were recorded before
   */
  TrainResult run(Weights weights, Optional<Weights> optimizer, OptionalLong from) {
    long began = System.nanoTime();
    prepared.describe();
    List<Alarm> alarms = trained(weights, optimizer, from);
    Checkpoint winner = Checkpoint.read(run.best());
    Map<String, Evaluation> tests = new LinkedHashMap<>();
    Evaluation best;
    try (TrainingSession session = prepared.open(winner.weights())) {
      best = prepared.validated(session);
      for (String split : prepared.settings.get(TrainSettings.TEST_SPLITS)) {
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

  /** Makes all steps; gives what the guards found. */
  private List<Alarm> trained(Weights weights, Optional<Weights> optimizer, OptionalLong from) {
    try (TrainingSession session = prepared.open(weights);
        Recorder recorder = Recorder.open(run, from);
        Guards guards = guards(session)) {
      prepared.backend.whenFaulty(guards::engineFailed);
      optimizer.ifPresent(session::restoreOptimizer);
      resumed.flatMap(r -> r.checkpoint().guards()).ifPresent(guards::restore);
      guards.begin(
          prepared.tooShort, prepared.training.stream().map(Item::sample).toList(), prepared.cache);
      new Epochs(prepared, checkpoints, guards, session, recorder, progress, watcher).run();
      List<Alarm> alarms = guards.alarms();
      if (!alarms.isEmpty()) {
        progress.accept(alarms.size() + " alarms, see alarms.jsonl or report.html");
      }
      return alarms;
    }
  }

  private Guards guards(TrainingSession session) {
    return new Guards(
        prepared.settings.guards(),
        prepared.experiment,
        prepared.statistics,
        prepared.graph,
        session,
        run,
        step -> checkpoints.now(session, step),
        progress);
  }
}
