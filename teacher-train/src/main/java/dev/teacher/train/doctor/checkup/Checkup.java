package dev.teacher.train.doctor.checkup;

import dev.teacher.api.error.Problem;
import dev.teacher.train.doctor.Check;
import dev.teacher.train.doctor.Doctor;
import dev.teacher.train.doctor.data.DataChecks;
import dev.teacher.train.doctor.network.NetworkChecks;
import dev.teacher.train.doctor.network.ShortTrials;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The one place that knows every check. */
public final class Checkup {
  private Checkup() {}

  /** Every check, in the order of the report: from what was asked for to how it is scored. */
  public static List<Check> checks() {
    return Stream.of(DataChecks.all(), NetworkChecks.all()).flatMap(List::stream).toList();
  }

  /** A doctor who makes every check. */
  public static Doctor doctor() {
    return of(checks());
  }

  /**
   * A doctor who makes some checks only.
   *
   * @param ids of them
   * @throws dev.teacher.api.error.TeacherException if there is no such check
   */
  public static Doctor doctor(Set<String> ids) {
    List<String> known = checks().stream().map(Check::id).toList();
    for (String id : ids) {
      if (!known.contains(id)) {
        throw Problem.usage("there is no check " + id)
            .where("--check")
            .expected("one of " + String.join(", ", known))
            .exception();
      }
    }
    return of(checks().stream().filter(check -> ids.contains(check.id())).toList());
  }

  private static Doctor of(List<Check> checks) {
    return new Doctor(checks, ShortTrials::new);
  }
}
