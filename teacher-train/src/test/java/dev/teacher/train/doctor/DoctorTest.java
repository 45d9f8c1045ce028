package dev.teacher.train.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.teacher.api.error.Problem;
import dev.teacher.api.plugin.Registry;
import dev.teacher.train.doctor.Diagnosis.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DoctorTest {
  private static final Config CONFIG =
      ConfigFactory.parseString(
          """
          name = tiny
          corpus {
            type = synthetic, glosses = 4, signers = 2, max-length = 2
            sentences { train = 6, dev = 2, test = 1, test-unseen = 1 }
          }
          features { type = body-centred, face = false }
          backbone { type = tcn-bilstm, channels = 8, hidden = 8, layers = 1 }
          """);

  private final List<Finding> tried = new ArrayList<>();

  @Test
  void causesComeFirstAndEachKindOnce() {
    Diagnosis diagnosis =
        diagnose(
            true,
            found(
                finding(FindingKind.RATE_TOO_HIGH, Finding.Certainty.CONCLUDED),
                finding(FindingKind.EXPLODING, Finding.Certainty.SEEN)),
            found(
                finding(FindingKind.SHIFTED, Finding.Certainty.NOTE),
                finding(FindingKind.DUPLICATE_ID, Finding.Certainty.CONCLUDED),
                finding(FindingKind.EXPLODING, Finding.Certainty.CONCLUDED)));
    assertThat(diagnosis.findings())
        .extracting(Finding::kind)
        .containsExactly(
            FindingKind.EXPLODING,
            FindingKind.DUPLICATE_ID,
            FindingKind.RATE_TOO_HIGH,
            FindingKind.SHIFTED);
    assertThat(diagnosis.findings().get(0).certainty()).isEqualTo(Finding.Certainty.SEEN);
    assertThat(diagnosis.verdict()).isEqualTo(Verdict.SICK);
    assertThat(diagnosis.name()).isEqualTo("tiny");
  }

  @Test
  void aNoteMakesNobodySick() {
    Diagnosis diagnosis =
        diagnose(true, found(finding(FindingKind.SHIFTED, Finding.Certainty.NOTE)));
    assertThat(diagnosis.verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(tried).isEmpty();
  }

  @Test
  void whatStopsOneCheckDoesNotStopTheOthers() {
    Diagnosis diagnosis =
        diagnose(
            true,
            patient -> {
              throw Problem.data("the file is gone").exception();
            },
            found());
    assertThat(diagnosis.examinations())
        .extracting(examination -> examination.result().verdict())
        .containsExactly(Verdict.CANNOT_TELL, Verdict.HEALTHY);
    assertThat(diagnosis.examinations().get(0).result().summary()).contains("the file is gone");
    assertThat(diagnosis.verdict()).isEqualTo(Verdict.HEALTHY);
  }

  @Test
  void whereNothingCanBeLookedAtNobodyCanTell() {
    Diagnosis diagnosis = diagnose(true, patient -> CheckResult.cannotTell("nothing is there"));
    assertThat(diagnosis.verdict()).isEqualTo(Verdict.CANNOT_TELL);
  }

  @Test
  void aConfigurationThatMakesNoSenseIsAFinding() {
    Config broken = ConfigFactory.parseString("backbone.channels = -1").withFallback(CONFIG);
    Diagnosis diagnosis = doctor(true, found()).diagnose(subject(broken));
    assertThat(diagnosis.findings()).extracting(Finding::kind).containsExactly(FindingKind.REFUSED);
    assertThat(diagnosis.findings().get(0).evidence()).contains("channels");
    assertThat(diagnosis.verdict()).isEqualTo(Verdict.SICK);
  }

  @Test
  void allRemediesAreTriedTogetherWhereTheFirstDoesNotHelp() {
    Diagnosis diagnosis =
        diagnose(
            false,
            found(
                triable(FindingKind.DECLARED_TWICE, "normalizers=[]"),
                triable(FindingKind.RATE_TOO_HIGH, "train.optimizer.learning-rate=1e-3")));
    assertThat(diagnosis.trials())
        .extracting(Trial::finding)
        .containsExactly("declared-twice", "declared-twice + rate-too-high");
    assertThat(tried.get(1).remedy().overrides())
        .as("that of the first finding has the last word")
        .containsExactly("train.optimizer.learning-rate=1e-3", "normalizers=[]");
    assertThat(diagnosis.trials().get(1).isOfSeveral()).isTrue();
    assertThat(diagnosis.trials().get(1).begins(FindingKind.DECLARED_TWICE)).isTrue();
    assertThat(diagnosis.trials().get(1).begins(FindingKind.RATE_TOO_HIGH)).isFalse();
  }

  @Test
  void aRemedyThatHelpsIsEnough() {
    Diagnosis diagnosis =
        diagnose(
            true,
            found(
                triable(FindingKind.DECLARED_TWICE, "normalizers=[]"),
                triable(FindingKind.RATE_TOO_HIGH, "train.optimizer.learning-rate=1e-3")));
    assertThat(diagnosis.trials()).extracting(Trial::finding).containsExactly("declared-twice");
  }

  private static Finding finding(FindingKind kind, Finding.Certainty certainty) {
    return new Finding(kind, certainty, "seen", "cause", List.of(), Remedy.of("mend it"));
  }

  private static Finding triable(FindingKind kind, String override) {
    return Finding.seen(kind, "seen", "cause", List.of(), Remedy.change("change it", override));
  }

  private static Function<Patient, CheckResult> found(Finding... findings) {
    return patient -> CheckResult.of("looked", List.of(findings), List.of());
  }

  @SafeVarargs
  private Diagnosis diagnose(boolean helps, Function<Patient, CheckResult>... checks) {
    return doctor(helps, checks).diagnose(subject(CONFIG));
  }

  @SafeVarargs
  private Doctor doctor(boolean helps, Function<Patient, CheckResult>... checks) {
    List<Check> all = new ArrayList<>();
    for (Function<Patient, CheckResult> check : checks) {
      all.add(new Scripted("check" + all.size(), check));
    }
    return new Doctor(
        all,
        patient ->
            finding -> {
              tried.add(finding);
              return new Trial(
                  finding.kind().id(),
                  finding.remedy().overrides(),
                  Optional.empty(),
                  Optional.empty(),
                  helps,
                  "tried");
            });
  }

  private static Case subject(Config config) {
    return new Case(
        config,
        Registry.ofClassPath(),
        Optional.empty(),
        Effort.QUICK,
        1,
        Interference.NONE,
        line -> {});
  }

  private record Scripted(String id, Function<Patient, CheckResult> result) implements Check {
    @Override
    public String title() {
      return id;
    }

    @Override
    public String question() {
      return id + "?";
    }

    @Override
    public CheckResult examine(Patient patient) {
      return result.apply(patient);
    }
  }
}
