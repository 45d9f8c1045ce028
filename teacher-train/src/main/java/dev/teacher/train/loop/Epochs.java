package dev.teacher.train.loop;

import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.train.data.CtcBudget;
import dev.teacher.train.data.Item;
import dev.teacher.train.data.TrainingBatches;
import dev.teacher.train.guard.Guards;
import dev.teacher.train.guard.OutputNumbers.Said;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** Passes over the training split, each with its validation, records and checkpoint. */
final class Epochs {
  private final Preparation prepared;
  private final TrainSettings settings;
  private final Checkpointing checkpoints;
  private final Guards guards;
  private final TrainingSession session;
  private final Recorder recorder;
  private final Consumer<String> progress;
  private final Pace pace;
  private final GradientSample gradients;

  Epochs(
      Preparation prepared,
      Checkpointing checkpoints,
      Guards guards,
      TrainingSession session,
      Recorder recorder,
      Consumer<String> progress,
      Consumer<StepProgress> watcher) {
    this.prepared = prepared;
    this.settings = prepared.settings;
    this.checkpoints = checkpoints;
    this.guards = guards;
    this.session = session;
    this.recorder = recorder;
    this.progress = progress;
    this.gradients = GradientSample.of(prepared);
    this.pace =
        new Pace(
            checkpoints.state().epoch(),
            settings.get(TrainSettings.EPOCHS),
            checkpoints.state().bestEpoch() > 0
                ? OptionalDouble.of(checkpoints.state().devWer())
                : OptionalDouble.empty(),
            System::nanoTime,
            watcher);
  }

  /** Trains to the end. */
  void run() {
    try (TrainingBatches batches =
        new TrainingBatches(prepared.augmentations, prepared.cache, prepared.stride)) {
      Optional<String> end = checkpoints.end();
      while (end.isEmpty()) {
        epoch(batches);
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

  private void epoch(TrainingBatches batches) {
    int epochs = settings.get(TrainSettings.EPOCHS);
    int epoch = checkpoints.state().epoch() + 1;
    long seed = Seeds.mix(checkpoints.state().seed(), epoch);
    List<List<Item>> order = prepared.order(batches, seed);
    EpochPass pass =
        new EpochPass(settings, checkpoints, guards, session, epoch, seed, order, progress);
    pace.epochBegins();
    pass.run(batches, done -> pace.batch(epoch, done, order.size(), pass.tally()));
    guards.requireFiniteWeights();
    boolean validate = epoch % settings.get(TrainSettings.VALIDATE_EVERY) == 0 || epoch == epochs;
    Optional<Evaluation> evaluation =
        validate
            ? Optional.of(session.withAverage(() -> prepared.validated(session)))
            : Optional.empty();
    Optional<Double> devLoss =
        validate
            ? prepared.devLoss.map(loss -> session.withAverage(() -> loss.of(session)))
            : Optional.empty();
    evaluation.ifPresent(e -> pace.validated(e.score().wer()));
    evaluation.ifPresent(e -> checkpoints.watch(devLoss.orElse(e.score().wer())));
    EpochMetrics metrics =
        pass.tally()
            .metrics(
                epoch,
                pass.step(),
                evaluation.map(e -> e.metrics(devLoss)).orElse(null),
                guards.epochEnds(
                    epoch, epochs, pass.step(), pass.tally().loss(), evaluation.map(this::said)));
    recorder.epoch(metrics);
    evaluation.ifPresent(
        e -> recorder.validated(metrics.step(), e, session, gradients.of(session)));
    report(metrics, evaluation);
    checkpoints.finish(session, epoch, pass.step(), evaluation, Optional.of(guards.state()));
  }

  private Said said(Evaluation evaluation) {
    List<Hypothesis> all = evaluation.hypotheses();
    return new Said(
        all.stream().map(Hypothesis::reference).toList(),
        all.stream().map(Hypothesis::glosses).toList(),
        all.stream().flatMap(h -> h.tokens().stream()).mapToLong(t -> t.end() - t.start()).sum(),
        prepared.dev.stream()
            .mapToLong(s -> CtcBudget.available(s.source().frames(), prepared.stride))
            .sum(),
        evaluation.score().wer());
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
