package dev.teacher.train.loop;

import dev.teacher.api.config.ConfigFile;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.run.Checkpoint;
import dev.teacher.train.run.RunFolder;
import dev.teacher.train.run.ScheduleState;
import dev.teacher.train.run.TrainingState;
import dev.teacher.train.run.Versions;
import java.util.Optional;

/** Where a training stands, and its checkpoints {@code last} and {@code best}. */
final class Checkpointing {
  private final RunFolder run;
  private final Preparation prepared;
  private TrainingState state;
  private ScheduleState schedule;

  Checkpointing(RunFolder run, Preparation prepared, Optional<Resumed> resumed) {
    this.run = run;
    this.prepared = prepared;
    this.state =
        resumed
            .map(r -> r.checkpoint().state().withDataHash(prepared.dataHash))
            .orElseGet(() -> start(prepared));
    this.schedule = resumed.flatMap(r -> r.checkpoint().schedule()).orElse(ScheduleState.START);
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
        Versions.all());
  }

  /** Where it stands. */
  TrainingState state() {
    return state;
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
   * Takes note of an epoch, and writes checkpoints if it was validated. Their weights are the
   * averaged ones, where weights are averaged; the trained ones then are in the optimiser's state.
   */
  void finish(TrainingSession session, int epoch, long step, Optional<Evaluation> evaluation) {
    double wer = evaluation.map(e -> e.score().wer()).orElse(state.devWer());
    boolean isBest = evaluation.isPresent() && wer < state.bestDevWer();
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
    if (evaluation.isPresent()) {
      Checkpoint checkpoint = checkpoint(session, state);
      Weights optimizer = session.optimizerState();
      if (isBest) {
        checkpoint.write(run.best(), optimizer);
      }
      checkpoint.write(run.last(), optimizer);
    }
  }

  /** The weights of now, in the midst of an epoch. */
  Checkpoint now(TrainingSession session, long step) {
    return checkpoint(
        session,
        new TrainingState(
            TrainingState.FORMAT,
            state.epoch(),
            step,
            state.devWer(),
            state.bestDevWer(),
            state.bestEpoch(),
            state.seed(),
            state.inputLayout(),
            state.featureLayout(),
            state.dataHash(),
            state.versions()));
  }

  private Checkpoint checkpoint(TrainingSession session, TrainingState at) {
    return new Checkpoint(
        at,
        ConfigFile.render(prepared.experiment.config()),
        prepared.vocabulary,
        prepared.statistics,
        session.withAverage(session::weights),
        Optional.of(schedule).filter(s -> !s.equals(ScheduleState.START)));
  }
}
