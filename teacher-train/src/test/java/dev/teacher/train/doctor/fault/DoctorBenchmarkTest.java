package dev.teacher.train.doctor.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.teacher.api.plugin.Registry;
import dev.teacher.train.doctor.Case;
import dev.teacher.train.doctor.Check;
import dev.teacher.train.doctor.CheckResult;
import dev.teacher.train.doctor.Diagnosis.Trial;
import dev.teacher.train.doctor.Doctor;
import dev.teacher.train.doctor.Effort;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Interference;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.doctor.Remedy;
import dev.teacher.train.doctor.Verdict;
import dev.teacher.train.doctor.fault.DoctorBenchmark.Clean;
import dev.teacher.train.doctor.fault.DoctorBenchmark.Sick;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A doctor who always says the same, so that what is counted is known. */
class DoctorBenchmarkTest {
  private static final Case HEALTHY =
      new Case(
          ConfigFactory.parseString(
              """
              corpus {
                type = synthetic, glosses = 4, signers = 2, max-length = 2
                sentences { train = 6, dev = 2, test = 1, test-unseen = 1 }
              }
              features { type = body-centred, face = false }
              backbone { type = tcn-bilstm, channels = 8, hidden = 8, layers = 1 }
              """),
          Registry.ofClassPath(),
          Optional.empty(),
          Effort.QUICK,
          1,
          Interference.NONE,
          line -> {});

  @Test
  void theRankIsThatOfTheFirstRightFindingAmongFaults() {
    DoctorBenchmark benchmark =
        benchmark(
            finding(FindingKind.SHIFTED, Finding.Certainty.NOTE),
            finding(FindingKind.DUPLICATE_ID, Finding.Certainty.SEEN),
            finding(FindingKind.MIRRORED, Finding.Certainty.SEEN),
            finding(FindingKind.EXPLODING, Finding.Certainty.SEEN));
    List<Sick> sick =
        benchmark.sick(
            List.of(
                fault(FindingKind.DUPLICATE_ID),
                fault(FindingKind.MIRRORED),
                fault(FindingKind.EXPLODING),
                fault(FindingKind.SHIFTED)));
    assertThat(sick).extracting(Sick::rank).containsExactly(1, 2, 3, 0);
    assertThat(sick).extracting(Sick::isFound).containsExactly(true, true, false, false);
    assertThat(sick.get(0).findings()).containsExactly("duplicate-id", "mirrored", "exploding");
    assertThat(sick.get(0).recovers()).as("its remedy was tried").isTrue();
    assertThat(sick.get(1).recovers()).as("its remedy was not").isNull();
  }

  @Test
  void whatIsFoundInAHealthyOneIsAFalseAlarm() {
    List<Clean> quiet = benchmark().clean(2);
    assertThat(quiet).extracting(Clean::seed).containsExactly(1L, 2L);
    assertThat(quiet).allMatch(Clean::isRight);
    Clean loud = benchmark(finding(FindingKind.MIRRORED, Finding.Certainty.SEEN)).clean(1).get(0);
    assertThat(loud.verdict()).isEqualTo(Verdict.SICK);
    assertThat(loud.isRight()).isFalse();
    assertThat(loud.findings()).containsExactly("mirrored");
  }

  private static Fault fault(FindingKind right) {
    return Fault.of("fault", right.id(), right, subject -> subject);
  }

  private static Finding finding(FindingKind kind, Finding.Certainty certainty) {
    Remedy remedy =
        kind == FindingKind.DUPLICATE_ID
            ? Remedy.change("change it", "name=other")
            : Remedy.of("mend it");
    return new Finding(kind, certainty, "seen", "cause", List.of(), remedy);
  }

  private static DoctorBenchmark benchmark(Finding... findings) {
    Check check =
        new Check() {
          @Override
          public String id() {
            return "fixed";
          }

          @Override
          public String title() {
            return "Fixed";
          }

          @Override
          public String question() {
            return "?";
          }

          @Override
          public CheckResult examine(Patient patient) {
            return CheckResult.of("looked", List.of(findings), List.of());
          }
        };
    Doctor doctor =
        new Doctor(
            List.of(check),
            patient ->
                finding ->
                    new Trial(
                        finding.kind().id(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        "tried"));
    return new DoctorBenchmark(doctor, HEALTHY, line -> {});
  }
}
