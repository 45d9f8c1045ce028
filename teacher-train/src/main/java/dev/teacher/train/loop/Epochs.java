package dev.teacher.train.loop;

import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.train.data.CtcBudget;
import dev.teacher.train.data.Item;
import dev.teacher.train.data.LabelledBatch;
import dev.teacher.train.data.TrainingBatches;
import dev.teacher.train.guard.Guards;
import dev.teacher.train.guard.OutputNumbers.Said;
import dev.teacher.train.guard.Part;
import dev.teacher.train.guard.Refusal;
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
    Pass pass = new Pass(epoch, seed, order.size());
    long before = System.nanoTime();
    pace.epochBegins();
    double waited =
        batches.forEach(
            order,
            seed,
            batch -> {
              pass.batch(batch);
              pace.batch(epoch, pass.done, order.size(), pass.tally);
            });
    double seconds = (System.nanoTime() - before) / 1e9;
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
        pass.tally.metrics(
            epoch,
            pass.step,
            seconds,
            waited,
            evaluation.map(e -> e.metrics(devLoss)).orElse(null),
            guards.epochEnds(
                epoch, epochs, pass.step, pass.tally.loss(), evaluation.map(this::said)));
    recorder.epoch(metrics);
    report(metrics, evaluation);
    checkpoints.finish(session, epoch, pass.step, evaluation);
    evaluation.ifPresent(
        e -> recorder.validated(metrics.step(), e, session, gradients.of(session)));
  }

  /** One pass, batch by batch. */
  private final class Pass {
    private final int epoch;
    private final long seed;
    private final int batches;
    private final Steps steps;
    private final EpochTally tally = new EpochTally();
    private long step = checkpoints.state().step();
    private int done;

    Pass(int epoch, long seed, int batches) {
      this.epoch = epoch;
      this.seed = seed;
      this.batches = batches;
      this.steps = new Steps(session, settings.get(TrainSettings.ACCUMULATE), batches);
    }

    void batch(LabelledBatch batch) {
      done++;
      tally.add(batch.batch());
      Part part = new Part(batch, Seeds.mix(seed, done));
      if (done == 1) {
        guards.epochBegins(epoch, step, part);
      }
      double share = (epoch - 1 + (double) done / batches) / settings.get(TrainSettings.EPOCHS);
      double rate =
          settings.schedule().rate(settings.learningRate(), share, checkpoints.schedule());
      Optional<Steps.Step> made =
          guards.admits(epoch, step + 1, rate, part)
              ? steps.add(batch, rate, part.seed())
              : steps.leaveOut(rate);
      made.ifPresent(ended -> ended(ended, rate));
    }

    private void ended(Steps.Step ended, double rate) {
      if (ended.result().applied()) {
        step++;
        tally.add(ended.result(), rate);
        guards.made(epoch, step, ended.parts(), ended.result());
      } else {
        Optional<TrainingSession.StepResult> numbers = Optional.of(ended.result());
        boolean accumulates = steps.accumulates();
        guards.refused(new Refusal(epoch, step + 1, rate, ended.parts(), accumulates, numbers));
      }
    }
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
