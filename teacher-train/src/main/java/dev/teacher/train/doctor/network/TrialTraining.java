package dev.teacher.train.doctor.network;

import dev.teacher.api.data.Sample;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.plugin.TrainingSession.StepResult;
import dev.teacher.model.score.CorpusScore;
import dev.teacher.train.data.BatchPlan;
import dev.teacher.train.data.Item;
import dev.teacher.train.data.LabelledBatch;
import dev.teacher.train.doctor.Course;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.loop.DevLoss;
import dev.teacher.train.loop.Seeds;
import dev.teacher.train.loop.SplitRunner.LogProbs;
import dev.teacher.train.loop.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A training as the configured one, but short: some sentences in shuffled small batches, by the
 * configured optimiser, clipping, precision and drop-out, at the configured learning rate after a
 * rise and before a fall. Without augmentation and averaged weights, which matter in the long run.
 */
final class TrialTraining {
  /** Shares of the steps in which the learning rate rises and falls. */
  private static final double RISE = 0.1;

  private static final double FALL = 0.4;

  private final Patient patient;
  private final Variant variant;
  private final BatchPlan plan;
  private final Validator validator;

  TrialTraining(Patient patient, Variant variant) {
    this.patient = patient;
    this.variant = variant;
    this.plan = Material.plan(variant.settings());
    this.validator = variant.validator(patient, plan);
  }

  /**
   * How a training went.
   *
   * @param course of it
   * @param errors of each unseen sentence; empty where nothing finite is said
   */
  record Result(Course course, Optional<int[]> errors) {}

  /** Trains, and judges. */
  Result run(Material material) {
    try (TrainingSession session = variant.open(patient)) {
      List<Double> losses = new ArrayList<>();
      List<Double> norms = new ArrayList<>();
      boolean finite = train(session, material, losses, norms);
      Optional<Map<String, LogProbs>> known = outputs(session, material.trained());
      Optional<Map<String, LogProbs>> unseen =
          known.isPresent() ? outputs(session, material.unseen()) : Optional.empty();
      Optional<CorpusScore> score = unseen.map(said -> score(material.unseen(), said));
      Course course =
          new Course(
              losses,
              norms,
              material.trained().size(),
              known.map(said -> score(material.trained(), said).wer()).orElse(1.0),
              known.map(said -> Outputs.blankShare(said.values())).orElse(Double.NaN),
              finite,
              score.map(
                  s ->
                      new Course.Unseen(
                          material.unseen().size(), loss(session, material.unseen()), s.wer())));
      return new Result(course, score.map(s -> errors(material.unseen(), s)));
    }
  }

  /** Whether every step was finite; ends with the first that is not. */
  private boolean train(
      TrainingSession session, Material material, List<Double> losses, List<Double> norms) {
    long seed = variant.settings().seed();
    int epoch = 0;
    while (losses.size() < material.steps()) {
      List<List<Sample>> batches =
          plan.shuffled(
              material.trained(), sample -> sample.source().frames(), Seeds.mix(seed, ++epoch));
      for (List<Sample> batch :
          batches.subList(0, Math.min(batches.size(), material.steps() - losses.size()))) {
        LabelledBatch next = TrainingSamples.labelled(patient, batch);
        int step = losses.size();
        StepResult result =
            session.step(
                next.batch(),
                next.labels(),
                rate(step, material.steps()),
                Seeds.mix(seed, step + 1L));
        losses.add(result.loss());
        norms.add(result.gradientNorm());
        if (!result.applied()) {
          return false;
        }
      }
    }
    return true;
  }

  private double rate(int step, int steps) {
    double risen = (step + 1) / Math.max(1, RISE * steps);
    double fallen = (steps - step) / Math.max(1, FALL * steps);
    return variant.settings().learningRate() * Math.min(1, Math.min(risen, fallen));
  }

  /** What is said of samples; empty if any of it is not finite, or there are none. */
  private Optional<Map<String, LogProbs>> outputs(TrainingSession session, List<Sample> samples) {
    if (samples.isEmpty()) {
      return Optional.empty();
    }
    Map<String, LogProbs> outputs = validator.runner().run(samples, session::run);
    boolean finite =
        outputs.values().stream()
            .allMatch(output -> Double.isFinite(Outputs.largest(output.values())));
    return finite ? Optional.of(outputs) : Optional.empty();
  }

  private CorpusScore score(List<Sample> samples, Map<String, LogProbs> outputs) {
    return validator.evaluate("", samples, outputs).score();
  }

  private static int[] errors(List<Sample> samples, CorpusScore score) {
    return samples.stream()
        .mapToInt(sample -> score.alignments().get(sample.id()).errors())
        .toArray();
  }

  private double loss(TrainingSession session, List<Sample> samples) {
    List<Item> items =
        samples.stream()
            .map(sample -> new Item(sample, patient.vocabulary().encode(sample)))
            .toList();
    return new DevLoss(items, plan, patient.frames().cache()).of(session);
  }
}
