package dev.teacher.train.doctor.network;

import dev.teacher.api.config.ConfigFile;
import dev.teacher.api.error.TeacherException;
import dev.teacher.train.doctor.Case;
import dev.teacher.train.doctor.Course;
import dev.teacher.train.doctor.Diagnosis.Trial;
import dev.teacher.train.doctor.Doctor;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.doctor.Remedy;
import dev.teacher.train.doctor.network.PairedBootstrap.Interval;
import dev.teacher.train.doctor.network.TrialTraining.Result;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tries remedies: the same training as it is, and with the remedy, both short. A remedy helps if
 * numbers stay finite that did not, or if fewer glosses of unseen sentences are wrong with it,
 * beyond chance, or their loss is clearly lower. Where time is too short for unseen sentences, it
 * helps if a few are learned by heart that were not, or clearly sooner.
 */
public final class ShortTrials implements Doctor.Trials {
  /** Of a loss to another one, where that is clearly lower. */
  private static final double CLEARLY = 0.8;

  /** Of steps to others, where that is clearly sooner, or of the losses after as many. */
  private static final double SOONER = 0.7;

  private final Patient patient;

  /** How trainings without a remedy went, by what they were trained on. */
  private final Map<Material, Optional<Result>> asItIs = new HashMap<>();

  /**
   * @param patient whose remedies are tried
   */
  public ShortTrials(Patient patient) {
    this.patient = patient;
  }

  @Override
  public Trial run(Finding finding) {
    Remedy remedy = finding.remedy();
    List<String> change = new ArrayList<>(remedy.overrides());
    if (!remedy.without().isEmpty()) {
      change.add("without " + remedy.without().size() + " samples");
    }
    patient.subject().progress().accept("trying " + String.join(", ", change) + " ...");
    Material material = Material.of(patient, remedy.without());
    if (material.without(remedy.without()).trained().isEmpty()) {
      return new Trial(
          finding.kind().id(),
          change,
          Optional.empty(),
          Optional.empty(),
          false,
          "no sample of the training split can be trained on");
    }
    Optional<Result> sick = asItIs.computeIfAbsent(material, this::sick);
    Result remedied;
    try {
      remedied = remedied(remedy, material);
    } catch (TeacherException e) {
      return new Trial(
          finding.kind().id(),
          change,
          sick.map(Result::course),
          Optional.empty(),
          false,
          "the remedy could not be tried: " + Text.firstLine(e));
    }
    Judgement judgement = new Judgement(sick, remedied, material);
    return new Trial(
        finding.kind().id(),
        change,
        sick.map(Result::course),
        Optional.of(remedied.course()),
        judgement.recovers(),
        judgement.text());
  }

  /** Empty where it cannot begin. */
  private Optional<Result> sick(Material material) {
    try {
      return Optional.of(train(patient, Variant.of(patient), material));
    } catch (TeacherException e) {
      return Optional.empty();
    }
  }

  private Result remedied(Remedy remedy, Material material) {
    Material kept = material.without(remedy.without());
    List<String> overrides = remedy.overrides();
    if (overrides.stream().noneMatch(ShortTrials::concernsData)) {
      return train(patient, Variant.of(patient, overrides), kept);
    }
    Case subject = patient.subject();
    Patient other =
        new Patient(
            subject.with(
                ConfigFile.parse(
                    ConfigFile.render(subject.config()), "the changed configuration", overrides)));
    return train(other, Variant.of(other), kept.in(other));
  }

  private static Result train(Patient patient, Variant variant, Material material) {
    return material.unseen().isEmpty()
        ? new Result(
            new ShortTraining(patient, variant).run(material.trained(), material.steps()),
            Optional.empty())
        : new TrialTraining(patient, variant).run(material);
  }

  private static boolean concernsData(String override) {
    return override.startsWith("corpus") || override.startsWith("features");
  }

  /** One training held against the other. */
  private record Judgement(Optional<Result> sick, Result remedied, Material material) {
    boolean recovers() {
      Course with = remedied.course();
      if (!with.finite() || Double.isNaN(with.blankShare())) {
        return false;
      }
      if (sick.isEmpty() || !sick.get().course().finite()) {
        return with.memorised() || with.lastLoss() < CLEARLY * with.firstLoss();
      }
      return material.unseen().isEmpty()
          ? isSooner(with, sick.get().course())
          : isBetter(with, sick.get().course());
    }

    private static boolean isSooner(Course with, Course without) {
      if (with.memorised()) {
        return !without.memorised() || with.steps() < SOONER * without.steps();
      }
      return !without.memorised() && with.lastLoss() < SOONER * without.lastLoss();
    }

    private boolean isBetter(Course with, Course without) {
      Optional<Interval> fewer = fewerErrors();
      if (fewer.isPresent() && fewer.get().excludesZero()) {
        return fewer.get().value() > 0;
      }
      return with.unseen().isPresent()
          && (without.unseen().isEmpty()
              || with.unseen().get().loss() < CLEARLY * without.unseen().get().loss());
    }

    /** Of the WER, as a fraction; empty where the two were not judged by the same sentences. */
    private Optional<Interval> fewerErrors() {
      Optional<int[]> before = sick.flatMap(Result::errors);
      Optional<int[]> after = remedied.errors();
      int[] lengths = material.unseen().stream().mapToInt(s -> s.glosses().size()).toArray();
      if (before.isEmpty() || after.isEmpty() || after.get().length != lengths.length) {
        return Optional.empty();
      }
      int[] differences = new int[lengths.length];
      for (int i = 0; i < lengths.length; i++) {
        differences[i] = before.get()[i] - after.get()[i];
      }
      return Optional.of(PairedBootstrap.of(differences, lengths, 1));
    }

    String text() {
      String before = sick.map(Result::course).map(Judgement::outcome).orElse("it cannot begin");
      String outcome = recovers() ? "it recovers" : "that does not show in so short a training";
      return "as it is, "
          + before
          + "; with the remedy, "
          + outcome(remedied.course())
          + ": "
          + outcome;
    }

    private static String outcome(Course course) {
      if (!course.finite()) {
        return Text.say("step %d is not finite", course.steps());
      }
      if (course.unseen().isPresent()) {
        Course.Unseen unseen = course.unseen().get();
        return Text.say(
            "%.0f %% WER and a loss of %.3g on %d unseen sentences after %d steps with %d others",
            100 * unseen.wer(),
            unseen.loss(),
            unseen.sentences(),
            course.steps(),
            course.samples());
      }
      if (course.memorised()) {
        return Text.say(
            "%d samples are known by heart after %d steps", course.samples(), course.steps());
      }
      return Text.say(
          "the loss goes from %.3g to %.3g in %d steps, with %.0f %% WER on the samples"
              + " themselves",
          course.firstLoss(), course.lastLoss(), course.steps(), 100 * course.wer());
    }
  }
}
