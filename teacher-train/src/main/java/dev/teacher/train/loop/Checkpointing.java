package dev.teacher.train.loop;

import dev.teacher.api.config.ConfigFile;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.run.Checkpoint;
import dev.teacher.train.run.EpochState;
import dev.teacher.train.run.GuardState;
import dev.teacher.train.run.RunFolder;
import dev.teacher.train.run.ScheduleState;
import dev.teacher.train.run.TrainingState;
import dev.teacher.train.run.Versions;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Where a training stands, and its checkpoints: {@code best} and {@code last} after validations,
 * and {@code last} by time too, in the midst of an epoch or after one without a validation.
 */
final class Checkpointing {
  private final RunFolder run;
  private final Preparation prepared;
  private final CheckpointTimer timer;
  private TrainingState state;
  private ScheduleState schedule;
  private Optional<EpochState> begun;

  /**
   * @param clock in nanoseconds, from anywhere
   */
  Checkpointing(
      RunFolder run, Preparation prepared, Optional<Resumed> resumed, LongSupplier clock) {
    this.run = run;
    this.timer =
        new CheckpointTimer(prepared.settings.get(TrainSettings.CHECKPOINT_MINUTES), clock);
    this.prepared = prepared;
    this.state =
        resumed
            .map(r -> r.checkpoint().state().withDataHash(prepared.dataHash))
            .orElseGet(() -> start(prepared));
    this.schedule = resumed.flatMap(r -> r.checkpoint().schedule()).orElse(ScheduleState.START);
    this.begun = resumed.flatMap(r -> r.checkpoint().epoch());
  }

  private static TrainingState start(Preparation prepared) {
    return new TrainingState(
        TrainingState.FORMAT,
        0,
        0,
        Double.MAX_VALUE,
        Double.MAX_VALUE,
        0,
        prepared.settings.get(TrainSettings.SEED),
        prepared.experiment.extractor().input().spec(),
        Recognizer.featureLayout(prepared.experiment).spec(),
        prepared.dataHash,
        Versions.with(prepared.backend.facts()));
  }

  /** Where it stands. */
  TrainingState state() {
    return state;
  }

  /** How far the next epoch has come, where the training goes on in the midst of it. */
  Optional<EpochState> begun() {
    return begun;
  }

  /** Where the learning rate stands. */
  ScheduleState schedule() {
    return schedule;
  }

  /**
   * Why the training is at its end; empty if it is not. Before the last epoch, only with a
   * checkpoint.
   */
  Optional<String> end() {
    TrainSettings settings = prepared.settings;
    int patience = settings.get(TrainSettings.PATIENCE);
    boolean stored =
        state.bestEpoch() > 0 && state.epoch() % settings.get(TrainSettings.VALIDATE_EVERY) == 0;
    if (stored && state.bestDevWer() <= settings.get(TrainSettings.STOP_WER)) {
      return Optional.of("at its end: WER on dev is down to train.stop.wer");
    }
    if (stored && patience > 0 && state.epoch() - state.bestEpoch() >= patience) {
      return Optional.of(
          "at its end: no better WER on dev since epoch "
              + state.bestEpoch()
              + ", train.stop.patience = "
              + patience);
    }
    return state.epoch() >= settings.get(TrainSettings.EPOCHS)
        ? Optional.of("at its end: all epochs are done")
        : Optional.empty();
  }

  /** Takes note of a result that the learning rate may depend on. */
  void watch(double result) {
    schedule = prepared.settings.schedule().after(schedule, result);
  }

  /**
   * Takes note of an epoch, and writes checkpoints if it was validated or one is due. Their weights
   * are the averaged ones, where weights are averaged; the trained ones then are in the optimiser's
   * state.
   *
   * @param guards what they remember; none before training
   */
  void finish(
      TrainingSession session,
      int epoch,
      long step,
      Optional<Evaluation> evaluation,
      Optional<GuardState> guards) {
    double wer = evaluation.map(e -> e.score().wer()).orElse(state.devWer());
    boolean isBest = evaluation.isPresent() && wer < state.bestDevWer();
    begun = Optional.empty();
    state =
        new TrainingState(
            TrainingState.FORMAT,
            epoch,
            step,
            wer,
            isBest ? wer : state.bestDevWer(),
            isBest ? epoch : state.bestEpoch(),
            state.seed(),
            state.inputLayout(),
            state.featureLayout(),
            state.dataHash(),
            state.versions());
    if (evaluation.isPresent() || timer.isDue()) {
      Checkpoint checkpoint = checkpoint(session, state, Optional.empty(), guards);
      Weights optimizer = session.optimizerState();
      if (isBest) {
        checkpoint.write(run.best(), optimizer); // before last, from which it would not come again
      }
      checkpoint.write(run.last(), optimizer);
      timer.restart();
    }
  }

  /**
   * Writes {@code last} in the midst of an epoch, if it is due. Only right after a step that was
   * made: {@link RunFolder#keepUpTo} relies on it.
   *
   * @param epoch how far it has come
   * @param guards what they remember
   */
  void stepMade(
      TrainingSession session, long step, Supplier<EpochState> epoch, Supplier<GuardState> guards) {
    if (timer.isDue()) {
      long before = System.nanoTime();
      Optional<EpochState> done = Optional.of(epoch.get());
      checkpoint(session, state.withStep(step), done, Optional.of(guards.get()))
          .write(run.last(), session.optimizerState());
      timer.restart();
      double seconds = (System.nanoTime() - before) / 1e9;
      run.log(
          String.format(Locale.ROOT, "checkpoint after step %d, written in %.2f s", step, seconds));
    }
  }

  /** The weights of now, in the midst of an epoch, to look at. */
  Checkpoint now(TrainingSession session, long step) {
    return checkpoint(session, state.withStep(step), Optional.empty(), Optional.empty());
  }

  private Checkpoint checkpoint(
      TrainingSession session,
      TrainingState at,
      Optional<EpochState> epoch,
      Optional<GuardState> guards) {
    return new Checkpoint(
        at,
        ConfigFile.render(prepared.experiment.config()),
        prepared.vocabulary,
        prepared.statistics,
        session.withAverage(session::weights),
        Optional.of(schedule).filter(s -> !s.equals(ScheduleState.START)),
        epoch,
        guards);
  }
}
