package dev.teacher.train.doctor.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Verdict;
import org.junit.jupiter.api.Test;

class ConfigurationCheckTest {
  @Test
  void oneStandardiserIsHealthy() {
    assertThat(Patients.examined("configuration", Patients.of(f -> f)).verdict())
        .isEqualTo(Verdict.HEALTHY);
  }

  @Test
  void twoAreNamedAndTheFirstIsKept() {
    Finding finding =
        Patients.examined(
                "configuration",
                Patients.of(
                    f -> f,
                    "normalizers=[{type=global-stats,floor=1e-12},{type=clip,min=-9,max=9},"
                        + "{type=per-sample-zscore}]"))
            .findings()
            .get(0);
    assertThat(finding.kind()).isEqualTo(FindingKind.DECLARED_TWICE);
    assertThat(finding.places()).hasSize(2);
    assertThat(finding.places().get(0)).startsWith("normalizers[0] global-stats");
    assertThat(finding.places().get(1)).startsWith("normalizers[2] per-sample-zscore");
    assertThat(finding.remedy().overrides())
        .containsExactly(
            "normalizers=[{\"type\":\"global-stats\"},{\"max\":9,\"min\":-9,\"type\":\"clip\"}]");
  }

  @Test
  void aBackboneThatStandardisesIsTheOneThatIsKept() {
    Finding finding =
        Patients.examined(
                "configuration",
                Patients.of(f -> f, "backbone={type=i3d,preset=small,input-norm=true}"))
            .findings()
            .get(0);
    assertThat(finding.kind()).isEqualTo(FindingKind.DECLARED_TWICE);
    assertThat(finding.remedy().overrides()).containsExactly("normalizers=[]");
  }
}
