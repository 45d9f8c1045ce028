package dev.teacher.train.doctor.network;

import dev.teacher.api.data.Sample;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.train.data.BatchPlan;
import dev.teacher.train.data.LabelledBatch;
import dev.teacher.train.doctor.Course;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.loop.Evaluation;
import dev.teacher.train.loop.Seeds;
import dev.teacher.train.loop.SplitRunner.LogProbs;
import dev.teacher.train.loop.Steps;
import dev.teacher.train.loop.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Trains a network on a few samples for a moment: each step is over all of them, by the configured
 * optimiser, clipping and drop-out, at the configured learning rate after a short rise. Without
 * augmentation and averaged weights, which only matter in the long run. It ends when the samples
 * are known by heart, with the first number that is not finite, or when the loss has long stayed
 * where it is.
 */
final class ShortTraining {
  /** Steps of the rise, or a tenth of all. */
  private static final int WARM_UP = 10;

  /** Steps between two looks at what was learned. */
  private static final int LOOK = 10;

  /** Steps without any progress after which none is to come. */
  private static final int PATIENCE = 200;

  /** Losses whose means are compared for progress. */
  private static final int WINDOW = 25;

  /** A loss that is not below this share of the earlier one made none. */
  private static final double PROGRESS = 0.97;

  private final Patient patient;
  private final Variant variant;
  private final Validator validator;

  ShortTraining(Patient patient, Variant variant) {
    this.patient = patient;
    this.variant = variant;
    this.validator = variant.validator(patient, plan());
  }

  /** Trains, and forgets all but how it went. */
  Course run(List<Sample> samples, int steps) {
    return run(samples, steps, true, session -> {});
  }

  /**
   * Trains.
   *
   * @param samples all of them trainable
   * @param steps at most
   * @param untilKnown whether it ends when the samples are known by heart, or never will be
   * @param after looks at what was trained
   */
  Course run(List<Sample> samples, int steps, boolean untilKnown, Consumer<TrainingSession> after) {
    try (TrainingSession session = variant.open(patient)) {
      Pass pass = new Pass(session, samples, steps, untilKnown);
      Course course = pass.course();
      after.accept(session);
      return course;
    }
  }

  private BatchPlan plan() {
    return new BatchPlan(variant.settings().maxFrames(), variant.settings().maxSamples());
  }

  /** One training. */
  private final class Pass {
    private final TrainingSession session;
    private final List<Sample> samples;
    private final int steps;
    private final boolean untilKnown;
    private final List<Double> losses = new ArrayList<>();
    private final List<Double> norms = new ArrayList<>();
    private boolean finite = true;

    Pass(TrainingSession session, List<Sample> samples, int steps, boolean untilKnown) {
      this.session = session;
      this.samples = samples;
      this.steps = steps;
      this.untilKnown = untilKnown;
    }

    Course course() {
      List<LabelledBatch> batches =
          plan().inOrder(samples, sample -> sample.source().frames()).stream()
              .map(group -> TrainingSamples.labelled(patient, group))
              .toList();
      Steps made = new Steps(session, batches.size(), Integer.MAX_VALUE);
      Optional<Said> said = Optional.empty();
      while (finite && losses.size() < steps && !stays()) {
        step(made, batches);
        said = Optional.empty();
        if (untilKnown && finite && losses.size() % LOOK == 0) {
          said = Optional.of(said());
          if (said.get().wer() == 0) {
            break;
          }
        }
      }
      Said last = said.orElseGet(this::said);
      return new Course(
          losses, norms, samples.size(), last.wer(), last.blankShare(), finite, Optional.empty());
    }

    private boolean stays() {
      int done = losses.size();
      return untilKnown
          && done >= PATIENCE + WINDOW
          && mean(done) > PROGRESS * mean(done - PATIENCE);
    }

    /** Of the losses before a step. */
    private double mean(int to) {
      return losses.subList(to - WINDOW, to).stream()
          .mapToDouble(Double::doubleValue)
          .average()
          .orElseThrow();
    }

    private void step(Steps made, List<LabelledBatch> batches) {
      double rise = Math.max(1, Math.min(WARM_UP, steps / 10));
      double rate = variant.settings().learningRate() * Math.min(1, (losses.size() + 1) / rise);
      long seed = Seeds.mix(variant.settings().seed(), losses.size() + 1L);
      for (int i = 0; i < batches.size() && finite; i++) {
        made.add(batches.get(i), rate, Seeds.mix(seed, i)).ifPresent(this::made);
      }
    }

    private void made(Steps.Step step) {
      finite = step.result().applied();
      losses.add(step.result().loss());
      norms.add(step.result().gradientNorm());
    }

    private Said said() {
      Map<String, LogProbs> outputs = validator.runner().run(samples, session::run);
      boolean speaks =
          outputs.values().stream()
              .allMatch(output -> Double.isFinite(Outputs.largest(output.values())));
      if (!speaks) {
        return new Said(1, Double.NaN);
      }
      Evaluation evaluation = validator.evaluate("train", samples, outputs);
      return new Said(evaluation.score().wer(), Outputs.blankShare(outputs.values()));
    }
  }

  private record Said(double wer, double blankShare) {}
}
