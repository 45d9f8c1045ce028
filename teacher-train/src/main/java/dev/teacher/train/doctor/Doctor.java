package dev.teacher.train.doctor;

import dev.teacher.api.error.TeacherException;
import dev.teacher.train.doctor.Diagnosis.Examination;
import dev.teacher.train.doctor.Diagnosis.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Has a patient examined, puts findings in order, and tries the remedies of the first ones. */
public final class Doctor {
  /** Tries the remedies of one patient: the same short training as it is, and with the remedy. */
  @FunctionalInterface
  public interface Trials {
    /** Tries the remedy of a finding, if a training can. */
    Trial run(Finding finding);
  }

  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::certainty).thenComparing(Finding::kind);

  private final List<Check> checks;
  private final Function<Patient, Trials> trials;

  /**
   * @param checks in the order of the report
   * @param trials of a patient's remedies
   */
  public Doctor(List<Check> checks, Function<Patient, Trials> trials) {
    this.checks = List.copyOf(checks);
    this.trials = trials;
  }

  /** Examines. */
  public Diagnosis diagnose(Case subject) {
    long began = System.nanoTime();
    String name = subject.config().hasPath("name") ? subject.config().getString("name") : "run";
    Patient patient;
    try {
      patient = new Patient(subject);
    } catch (TeacherException e) {
      Finding refused =
          Finding.seen(
              FindingKind.REFUSED,
              e.getMessage(),
              "a training ends before its first step",
              List.of(),
              Remedy.of("do what the message says"));
      return new Diagnosis(
          name,
          Verdict.SICK,
          List.of(refused),
          List.of(),
          List.of(),
          subject.effort(),
          seconds(began));
    }
    List<Examination> examinations = new ArrayList<>();
    for (Check check : checks) {
      subject.progress().accept(check.title() + " ...");
      long before = System.nanoTime();
      CheckResult result = examined(check, patient);
      examinations.add(
          new Examination(check.id(), check.title(), check.question(), result, seconds(before)));
    }
    List<Finding> findings = ordered(examinations);
    return new Diagnosis(
        name,
        verdict(examinations),
        findings,
        examinations,
        tried(patient, findings),
        subject.effort(),
        seconds(began));
  }

  /** What stops one check need not stop the others. */
  private static CheckResult examined(Check check, Patient patient) {
    try {
      return check.examine(patient);
    } catch (TeacherException e) {
      return CheckResult.cannotTell(e.getMessage());
    }
  }

  /** Causes before what they cause, what was seen before what was concluded, each kind once. */
  private static List<Finding> ordered(List<Examination> examinations) {
    Set<FindingKind> known = EnumSet.noneOf(FindingKind.class);
    return examinations.stream()
        .flatMap(examination -> examination.result().findings().stream())
        .sorted(ORDER)
        .filter(finding -> known.add(finding.kind()))
        .toList();
  }

  private static Verdict verdict(List<Examination> examinations) {
    Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
    examinations.forEach(examination -> verdicts.add(examination.result().verdict()));
    if (verdicts.contains(Verdict.SICK)) {
      return Verdict.SICK;
    }
    return verdicts.contains(Verdict.HEALTHY) ? Verdict.HEALTHY : Verdict.CANNOT_TELL;
  }

  /** The remedies of the first findings one by one, and all together where none of them helps. */
  private List<Trial> tried(Patient patient, List<Finding> findings) {
    List<Finding> triable =
        findings.stream()
            .filter(Finding::isFault)
            .filter(finding -> finding.remedy().isTriable())
            .toList();
    int most = patient.subject().effort() == Effort.QUICK ? 1 : 3;
    Trials own = trials.apply(patient);
    List<Trial> tried = new ArrayList<>();
    triable.stream().limit(most).forEach(finding -> tried.add(own.run(finding)));
    if (triable.size() > 1 && tried.stream().noneMatch(Trial::recovers)) {
      tried.add(together(own, triable));
    }
    return tried;
  }

  private static Trial together(Trials trials, List<Finding> findings) {
    List<String> overrides = new ArrayList<>();
    Set<String> without = new HashSet<>();
    for (Finding finding : findings) {
      overrides.addAll(0, finding.remedy().overrides()); // where two set a key, the first finding's
      without.addAll(finding.remedy().without());
    }
    Finding first = findings.get(0);
    Remedy all = new Remedy("all of them", overrides, without);
    Trial trial =
        trials.run(
            new Finding(
                first.kind(),
                first.certainty(),
                first.evidence(),
                first.cause(),
                first.places(),
                all));
    return trial.of(
        findings.stream()
            .map(finding -> finding.kind().id())
            .collect(Collectors.joining(Diagnosis.SEPARATOR)));
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
