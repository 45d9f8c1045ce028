package dev.teacher.train.doctor.fault;

import dev.teacher.train.doctor.Case;
import dev.teacher.train.doctor.Diagnosis;
import dev.teacher.train.doctor.Doctor;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** How many faults a doctor finds, and how often it finds something where nothing is. */
public final class DoctorBenchmark {
  /** A right finding at this place or before is one that its reader sees. */
  private static final int SEEN = 2;

  private final Doctor doctor;
  private final Case healthy;
  private final Consumer<String> progress;

  /**
   * @param doctor that is tried
   * @param healthy what faults are done to
   * @param progress told of each diagnosis
   */
  public DoctorBenchmark(Doctor doctor, Case healthy, Consumer<String> progress) {
    this.doctor = doctor;
    this.healthy = healthy;
    this.progress = progress;
  }

  /**
   * A diagnosis of a healthy patient.
   *
   * @param seed of its draws
   * @param verdict that was given
   * @param findings ids of the faults that were found, none if all is well
   * @param seconds it took
   */
  public record Clean(long seed, Verdict verdict, List<String> findings, double seconds) {
    /** Whether it was called healthy. */
    public boolean isRight() {
      return verdict == Verdict.HEALTHY && findings.isEmpty();
    }
  }

  /**
   * A diagnosis of a patient with a fault.
   *
   * @param fault its name
   * @param strength of it
   * @param expected ids of the findings that name it
   * @param rank of the first right finding among the faults that were found, from 1; 0 if there is
   *     none
   * @param findings ids of all faults that were found, in order
   * @param recovers whether a trial of the right finding's remedy helped; null where none was made
   * @param seconds it took
   */
  public record Sick(
      String fault,
      String strength,
      List<String> expected,
      int rank,
      List<String> findings,
      Boolean recovers,
      double seconds) {
    /** Whether the fault was named first or second. */
    public boolean isFound() {
      return rank > 0 && rank <= SEEN;
    }
  }

  /** Diagnoses the healthy patient with seeds 1 to {@code seeds}. */
  public List<Clean> clean(int seeds) {
    List<Clean> results = new ArrayList<>();
    for (long seed = 1; seed <= seeds; seed++) {
      Diagnosis diagnosis = doctor.diagnose(healthy.withSeed(seed));
      Clean result = new Clean(seed, diagnosis.verdict(), ids(diagnosis), diagnosis.seconds());
      progress.accept(
          "healthy, seed " + seed + ": " + diagnosis.verdict().text() + " " + result.findings());
      results.add(result);
    }
    return results;
  }

  /** Diagnoses the patient with each of the faults. */
  public List<Sick> sick(List<Fault> faults) {
    List<Sick> results = new ArrayList<>();
    for (Fault fault : faults) {
      Diagnosis diagnosis = doctor.diagnose(fault.infection().apply(healthy));
      List<String> expected = fault.right().stream().map(kind -> kind.id()).sorted().toList();
      List<String> found = ids(diagnosis);
      int rank =
          1 + expected.stream().mapToInt(found::indexOf).filter(i -> i >= 0).min().orElse(-1);
      Boolean recovers =
          diagnosis.trials().stream()
              .filter(trial -> expected.contains(trial.finding()))
              .map(Diagnosis.Trial::recovers)
              .findFirst()
              .orElse(null);
      progress.accept(
          fault.id() + (rank > 0 ? " -> named " + rank + ". of " : " -> NOT FOUND among ") + found);
      results.add(
          new Sick(
              fault.name(),
              fault.strength(),
              expected,
              rank,
              found,
              recovers,
              diagnosis.seconds()));
    }
    return results;
  }

  private static List<String> ids(Diagnosis diagnosis) {
    return diagnosis.findings().stream()
        .filter(Finding::isFault)
        .map(finding -> finding.kind().id())
        .toList();
  }
}
