package dev.teacher.train.doctor.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.train.doctor.CheckResult;
import dev.teacher.train.doctor.Exhibit;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.doctor.Verdict;
import org.junit.jupiter.api.Test;

class GradientCheckTest {
  private static CheckResult examined(Patient patient) {
    return new GradientCheck().examine(patient);
  }

  @Test
  void aHealthyNetworkIsSilent() {
    CheckResult result = examined(Patients.of());
    assertThat(result.verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(result.findings()).isEmpty();
    Exhibit.Bars flow = (Exhibit.Bars) result.exhibits().get(0);
    assertThat(flow.bars().stream().map(Exhibit.Bar::name))
        .containsExactly(
            "project",
            "project_norm",
            "block1.conv",
            "block1.norm",
            "block2.conv",
            "block2.norm",
            "lstm1",
            "head");
    assertThat(flow.bars()).allMatch(bar -> bar.value() > 0 && !bar.sick());
    Exhibit.Table numbers = (Exhibit.Table) result.exhibits().get(2);
    assertThat(numbers.rows().stream().map(row -> row.get(0)))
        .containsExactly("first weights", "after 20 steps");
  }

  @Test
  void aReluThatIsNeverAboveZero() {
    CheckResult result =
        examined(Patients.of(Patients.weights("block1.norm.bias", Patients.all(-1000))));
    assertThat(Patients.faults(result)).containsExactly(FindingKind.DEAD_LAYER);
    assertThat(result.findings().get(0).places())
        .containsExactly("project", "project_norm", "block1.conv", "block1.norm");
    assertThat(result.findings().get(0).evidence()).contains("nearest the loss block1.norm");
  }

  @Test
  void gradientsThatVanishOrExplode() {
    CheckResult small =
        examined(Patients.of(Patients.weights("head.weight", Patients.times(1e-9f))));
    assertThat(Patients.faults(small)).containsExactly(FindingKind.VANISHING);
    CheckResult large =
        examined(Patients.of(Patients.weights("head.weight", Patients.times(1e5f))));
    assertThat(Patients.faults(large)).containsExactly(FindingKind.EXPLODING);
  }

  @Test
  void nothingIsSaidOfALossThatIsNoNumber() {
    CheckResult result =
        examined(Patients.of(Patients.weights("head.weight", Patients.all(Float.NaN))));
    assertThat(result.verdict()).isEqualTo(Verdict.CANNOT_TELL);
  }
}
