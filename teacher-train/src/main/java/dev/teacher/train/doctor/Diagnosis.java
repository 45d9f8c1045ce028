package dev.teacher.train.doctor;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Optional;

/**
 * What a doctor came to.
 *
 * @param name of the experiment
 * @param verdict over all checks
 * @param findings of all checks, the one to mend first first
 * @param examinations one a check, in their order
 * @param trials short trainings with remedies applied
 * @param effort that was made
 * @param seconds it took
 */
public record Diagnosis(
    String name,
    Verdict verdict,
    List<Finding> findings,
    List<Examination> examinations,
    List<Trial> trials,
    Effort effort,
    double seconds) {
  /**
   * A check with what it came to.
   *
   * @param check its id
   * @param title for people
   * @param question that it asks
   * @param result what it came to
   * @param seconds it took
   */
  public record Examination(
      String check, String title, String question, CheckResult result, double seconds) {}

  /**
   * The same short training twice: as it is, and with the remedy of a finding.
   *
   * @param finding id of its kind; several with {@code +} between them where all their remedies
   *     were applied
   * @param change what is different, as {@code key=value} lines or words
   * @param sick as it is; empty where it cannot even begin
   * @param remedied with the change; empty where it could not be tried
   * @param recovers whether the change helps
   * @param text the outcome in a sentence
   */
  public record Trial(
      String finding,
      List<String> change,
      Optional<Course> sick,
      Optional<Course> remedied,
      boolean recovers,
      String text) {
    public Trial {
      change = List.copyOf(change);
    }

    /** Whether it tried that finding's remedy, or several of which that is the first. */
    public boolean begins(FindingKind kind) {
      return finding.equals(kind.id())
          || (isOfSeveral() && finding.startsWith(kind.id() + SEPARATOR));
    }

    /** Whether several remedies were applied at once. */
    @JsonIgnore
    public boolean isOfSeveral() {
      return finding.contains(SEPARATOR);
    }

    /** The same trial, of another finding. */
    Trial of(String other) {
      return new Trial(other, change, sick, remedied, recovers, text);
    }
  }

  /** Between the findings of one trial. */
  static final String SEPARATOR = " + ";

  public Diagnosis {
    findings = List.copyOf(findings);
    examinations = List.copyOf(examinations);
    trials = List.copyOf(trials);
  }
}
