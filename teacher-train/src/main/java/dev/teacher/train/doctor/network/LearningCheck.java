package dev.teacher.train.doctor.network;

import dev.teacher.api.data.Sample;
import dev.teacher.train.doctor.Check;
import dev.teacher.train.doctor.CheckResult;
import dev.teacher.train.doctor.Course;
import dev.teacher.train.doctor.Exhibit;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.doctor.Remedy;
import dev.teacher.train.doctor.Thresholds;
import dev.teacher.train.doctor.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether a few samples can be learned by heart, as every training that is put together rightly can
 * (Karpathy 2019, "A recipe for training neural networks"), and if not, what would have to be
 * different: the same training is tried with another learning rate, without drop-out and weight
 * decay, and with a single standardising normaliser. The change that helps names the cause.
 */
final class LearningCheck implements Check {
  /** No shipped network needs as many. */
  static final int MOST_STEPS = 400;

  private static final int SAMPLES = 5;

  /** Shares of all operations: the training as it is, and each that is tried in its place. */
  private static final double OWN_SHARE = 0.5;

  private static final double OTHER_SHARE = 0.12;

  @Override
  public String id() {
    return "learning";
  }

  @Override
  public String title() {
    return "Learning";
  }

  @Override
  public String question() {
    return "Can a few samples be learned by heart, and if not, what stands in the way?";
  }

  @Override
  public CheckResult examine(Patient patient) {
    List<Sample> samples = TrainingSamples.distinct(patient, SAMPLES);
    if (samples.isEmpty()) {
      return CheckResult.cannotTell("no sample of the training split can be trained on");
    }
    return new Examination(patient, samples).result();
  }

  /** Of one patient. */
  private static final class Examination {
    private final Patient patient;
    private final List<Sample> samples;
    private final int steps;
    private final Course own;
    private final List<Exhibit.Line> lines = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    Examination(Patient patient, List<Sample> samples) {
      this.patient = patient;
      this.samples = samples;
      this.steps = steps(OWN_SHARE);
      this.own = new ShortTraining(patient, Variant.of(patient)).run(samples, steps);
      show("as configured", own);
    }

    private int steps(double share) {
      double operations = share * patient.subject().effort().operations();
      return Budget.steps(patient.graph(), samples, operations, MOST_STEPS);
    }

    CheckResult result() {
      if (own.memorised()) {
        return result(
            Text.say("%d samples are known by heart after %d steps", samples.size(), own.steps()),
            Forgetting.of(patient).stream().toList());
      }
      Limits limits = new Limits(patient);
      if (own.finite() && own.lastLoss() < limits.learned() * own.firstLoss()) {
        return result(
            Text.say(
                "the loss of %d samples falls to %.2g of the first one in %d steps",
                samples.size(), own.lastLoss() / own.firstLoss(), own.steps()),
            Forgetting.of(patient).stream().toList());
      }
      boolean learns = own.finite() && own.lastLoss() < limits.learns() * own.firstLoss();
      if (learns && own.steps() == steps && steps < MOST_STEPS) {
        return cannotTell(
            Text.say(
                "%d steps are too few to know %d samples by heart, but the loss falls from %.3g to"
                    + " %.3g",
                own.steps(), samples.size(), own.firstLoss(), own.lastLoss()));
      }
      for (Change change : Change.of(patient, own)) {
        Course course =
            new ShortTraining(patient, Variant.of(patient, change.overrides()))
                .run(samples, Math.min(own.finite() ? own.steps() : steps, steps(OTHER_SHARE)));
        show(String.join(", ", change.overrides()), course);
        if (helps(course, limits)) {
          return result(
              outcome(own) + ", " + outcome(course) + " with " + change.text(),
              List.of(finding(change, course)));
        }
      }
      return unexplained(limits);
    }

    /** Held against the training as it is after as many steps. */
    private boolean helps(Course other, Limits limits) {
      if (!other.finite()) {
        return false;
      }
      if (other.memorised()) {
        return true;
      }
      double reference = own.finite() ? lossAt(other.steps()) : own.firstLoss();
      return other.lastLoss() < limits.helps() * Math.min(reference, own.firstLoss());
    }

    private double lossAt(int step) {
      int to = Math.max(1, Math.min(step, own.steps()));
      int from = Math.max(0, to - Math.max(1, to / 10));
      return own.losses().subList(from, to).stream()
          .mapToDouble(Double::doubleValue)
          .average()
          .orElseThrow();
    }

    private Finding finding(Change change, Course course) {
      return Finding.concluded(
          change.kind(),
          Text.say("as configured, %s; with %s, %s", outcome(own), change.text(), outcome(course)),
          change.cause(),
          change.overrides(),
          Remedy.change(change.remedy(), change.overrides().toArray(String[]::new)));
    }

    private CheckResult unexplained(Limits limits) {
      if (own.finite() && own.lastLoss() < limits.learns() * lossAt(own.steps() * 3 / 4)) {
        return cannotTell(
            Text.say(
                "the loss still falls after %d steps, to %.3g; nothing that was tried does better",
                own.steps(), own.lastLoss()));
      }
      boolean blanks = own.finite() && own.blankShare() > limits.blanks();
      FindingKind kind = blanks ? FindingKind.BLANK_COLLAPSE : FindingKind.CANNOT_OVERFIT;
      String evidence =
          outcome(own)
              + (blanks
                  ? Text.say(", and %.1f %% of the frames say blank", 100 * own.blankShare())
                  : "")
              + "; no other learning rate, regularisation or normaliser helps";
      String cause =
          blanks
              ? "the network finds no way out of saying blank everywhere, where CTC begins"
              : "what a network cannot learn by heart it cannot learn at all: its input says"
                  + " nothing about the glosses, or its layers pass nothing on";
      Finding finding =
          Finding.concluded(
              kind,
              evidence,
              cause,
              samples.stream().map(Sample::id).toList(),
              Remedy.of(
                  "mend what the checks before this one found; look at the samples' landmarks and"
                      + " glosses, and try another backbone"));
      return result(outcome(own) + "; nothing that was tried helps", List.of(finding));
    }

    private void show(String name, Course course) {
      List<Double> x = new ArrayList<>();
      List<Double> y = new ArrayList<>();
      IntStream.range(0, course.steps())
          .filter(i -> Double.isFinite(course.losses().get(i)))
          .forEach(
              i -> {
                x.add(i + 1.0);
                y.add(course.losses().get(i));
              });
      lines.add(new Exhibit.Line(name, x, y));
      rows.add(
          List.of(
              name,
              Integer.toString(course.steps()),
              Text.number(course.firstLoss()),
              Text.number(course.lastLoss()),
              Text.say("%.0f %%", 100 * course.wer()),
              Text.say("%.0f %%", 100 * course.blankShare()),
              course.memorised() ? "by heart" : course.finite() ? "not yet" : "not finite"));
    }

    private List<Exhibit> exhibits() {
      return List.of(
          new Exhibit.Curves(
              Text.say("Loss of %d samples, per gloss", samples.size()), "step", true, lines),
          new Exhibit.Table(
              "Short trainings",
              List.of("training", "steps", "first loss", "last loss", "WER", "blanks", "learned"),
              rows));
    }

    private CheckResult result(String summary, List<Finding> findings) {
      return CheckResult.of(summary, findings, exhibits());
    }

    private CheckResult cannotTell(String why) {
      return new CheckResult(Verdict.CANNOT_TELL, why, List.of(), exhibits());
    }

    private static String outcome(Course course) {
      if (!course.finite()) {
        return Text.say("step %d is not finite", course.steps());
      }
      return course.memorised()
          ? Text.say("all is known by heart after %d steps", course.steps())
          : Text.say(
              "the loss goes from %.3g to %.3g in %d steps",
              course.firstLoss(), course.lastLoss(), course.steps());
    }
  }

  /** The thresholds of this check. */
  private record Limits(Patient patient) {
    double learned() {
      return patient.thresholds().get(Thresholds.LEARNED);
    }

    double learns() {
      return patient.thresholds().get(Thresholds.LEARNS);
    }

    double helps() {
      return patient.thresholds().get(Thresholds.HELPS);
    }

    double blanks() {
      return patient.thresholds().get(Thresholds.BLANKS);
    }
  }
}
