package dev.teacher.train.doctor;

import java.util.List;

/**
 * What a check came to.
 *
 * @param verdict sick if a finding is a fault
 * @param summary the numbers that decided it, in a line
 * @param findings the worst first
 * @param exhibits what there is to look at
 */
public record CheckResult(
    Verdict verdict, String summary, List<Finding> findings, List<Exhibit> exhibits) {
  public CheckResult {
    findings = List.copyOf(findings);
    exhibits = List.copyOf(exhibits);
  }

  /** Sick if one of the findings is a fault, healthy if none is. */
  public static CheckResult of(String summary, List<Finding> findings, List<Exhibit> exhibits) {
    boolean sick = findings.stream().anyMatch(Finding::isFault);
    return new CheckResult(sick ? Verdict.SICK : Verdict.HEALTHY, summary, findings, exhibits);
  }

  /** Nothing could be looked at. */
  public static CheckResult cannotTell(String why) {
    return new CheckResult(Verdict.CANNOT_TELL, why, List.of(), List.of());
  }
}
