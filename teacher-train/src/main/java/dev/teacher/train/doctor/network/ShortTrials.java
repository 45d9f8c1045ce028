package dev.teacher.train.doctor.network;

import dev.teacher.api.config.ConfigFile;
import dev.teacher.api.data.Sample;
import dev.teacher.api.error.TeacherException;
import dev.teacher.train.doctor.Case;
import dev.teacher.train.doctor.Course;
import dev.teacher.train.doctor.Diagnosis.Trial;
import dev.teacher.train.doctor.Doctor;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.doctor.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tries remedies: the same short training of the same few samples as it is, and with the remedy. A
 * remedy helps if its training is finite and learns the samples by heart where the other does not,
 * in fewer steps, or ends at a clearly lower loss.
 */
public final class ShortTrials implements Doctor.Trials {
  private static final int SAMPLES = 5;

  /** Of a remedied training's loss to the other's, where that is clearly lower. */
  private static final double CLEARLY = 0.7;

  /** Share of all operations that one of the two trainings may take. */
  private static final double SHARE = 0.15;

  @Override
  public Trial run(Patient patient, Finding finding) {
    Remedy remedy = finding.remedy();
    List<String> change = new ArrayList<>(remedy.overrides());
    if (!remedy.without().isEmpty()) {
      change.add("without " + remedy.without().size() + " samples");
    }
    patient.subject().progress().accept("trying " + String.join(", ", change) + " ...");
    List<Sample> samples = samples(patient, remedy);
    if (samples.isEmpty()) {
      return untried(finding, change, "no sample of the training split can be trained on");
    }
    int steps = steps(patient, samples);
    Optional<Course> sick = sick(patient, samples, steps);
    Optional<Course> remedied;
    try {
      remedied = Optional.of(remedied(patient, remedy, samples, steps));
    } catch (TeacherException e) {
      return new Trial(
          finding.kind().id(),
          change,
          sick,
          Optional.empty(),
          false,
          "the remedy could not be tried: " + Text.firstLine(e));
    }
    boolean recovers = recovers(sick, remedied.get());
    return new Trial(
        finding.kind().id(),
        change,
        sick,
        remedied,
        recovers,
        text(sick, remedied.get(), recovers));
  }

  private static Trial untried(Finding finding, List<String> change, String why) {
    return new Trial(finding.kind().id(), change, Optional.empty(), Optional.empty(), false, why);
  }

  private static int steps(Patient patient, List<Sample> samples) {
    double operations = SHARE * patient.subject().effort().operations();
    return Budget.steps(patient.graph(), samples, operations, LearningCheck.MOST_STEPS);
  }

  /** Those to blame in the first places, where some are. */
  private static List<Sample> samples(Patient patient, Remedy remedy) {
    List<Sample> healthy =
        TrainingSamples.distinct(patient, SAMPLES + remedy.without().size()).stream()
            .filter(sample -> !remedy.without().contains(sample.id()))
            .limit(SAMPLES)
            .toList();
    List<Sample> all =
        new ArrayList<>(
            TrainingSamples.draw(patient, Integer.MAX_VALUE).stream()
                .filter(sample -> remedy.without().contains(sample.id()))
                .limit(SAMPLES)
                .toList());
    all.addAll(healthy);
    return all;
  }

  /** Empty where it cannot begin. */
  private static Optional<Course> sick(Patient patient, List<Sample> samples, int steps) {
    try {
      return Optional.of(new ShortTraining(patient, Variant.of(patient)).run(samples, steps));
    } catch (TeacherException e) {
      return Optional.empty();
    }
  }

  private static Course remedied(Patient patient, Remedy remedy, List<Sample> samples, int steps) {
    List<Sample> kept =
        samples.stream().filter(sample -> !remedy.without().contains(sample.id())).toList();
    List<String> overrides = remedy.overrides();
    if (overrides.stream().noneMatch(ShortTrials::concernsData)) {
      return new ShortTraining(patient, Variant.of(patient, overrides)).run(kept, steps);
    }
    Case subject = patient.subject();
    Patient other =
        new Patient(
            subject.with(
                ConfigFile.parse(
                    ConfigFile.render(subject.config()), "the changed configuration", overrides)));
    List<Sample> drawn = TrainingSamples.distinct(other, SAMPLES);
    return new ShortTraining(other, Variant.of(other)).run(drawn, steps);
  }

  private static boolean concernsData(String override) {
    return override.startsWith("corpus") || override.startsWith("features");
  }

  private static boolean recovers(Optional<Course> sick, Course remedied) {
    if (!remedied.finite() || !Double.isFinite(remedied.wer())) {
      return false;
    }
    if (sick.isEmpty() || !sick.get().finite()) {
      return remedied.memorised() || remedied.lastLoss() < CLEARLY * remedied.firstLoss();
    }
    Course before = sick.get();
    if (remedied.memorised()) {
      return !before.memorised() || remedied.steps() < CLEARLY * before.steps();
    }
    return !before.memorised() && remedied.lastLoss() < CLEARLY * before.lastLoss();
  }

  private static String text(Optional<Course> sick, Course remedied, boolean recovers) {
    String before = sick.map(ShortTrials::outcome).orElse("the training cannot begin");
    String outcome = recovers ? "it recovers" : "that does not show in so short a training";
    return "as it is, " + before + "; with the remedy, " + outcome(remedied) + ": " + outcome;
  }

  private static String outcome(Course course) {
    if (!course.finite()) {
      return Text.say("step %d is not finite", course.steps());
    }
    if (course.memorised()) {
      return Text.say(
          "%d samples are known by heart after %d steps", course.samples(), course.steps());
    }
    return Text.say(
        "the loss goes from %.3g to %.3g in %d steps, with %.0f %% WER on the samples themselves",
        course.firstLoss(), course.lastLoss(), course.steps(), 100 * course.wer());
  }
}
