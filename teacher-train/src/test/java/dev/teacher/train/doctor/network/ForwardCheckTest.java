package dev.teacher.train.doctor.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.train.doctor.CheckResult;
import dev.teacher.train.doctor.Exhibit;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.doctor.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForwardCheckTest {
  private static CheckResult examined(Patient patient) {
    return new ForwardCheck().examine(patient);
  }

  @Test
  void aHealthyNetworkIsSilentUnderEveryNormaliser() {
    CheckResult result = examined(Patients.of());
    assertThat(result.findings()).isEmpty();
    assertThat(result.verdict()).isEqualTo(Verdict.HEALTHY);
    Exhibit.Bars layers = (Exhibit.Bars) result.exhibits().get(0);
    assertThat(layers.bars().stream().map(Exhibit.Bar::name))
        .containsSubsequence("features", "normalizer0", "project", "block1.conv", "lstm1", "head");
    assertThat(layers.bars())
        .allSatisfy(
            bar -> {
              assertThat(bar.value()).as(bar.name()).isGreaterThan(0).isLessThan(5);
              assertThat(bar.high()).as(bar.name()).isGreaterThanOrEqualTo(bar.value());
              assertThat(bar.sick()).isFalse();
            });
    Exhibit.Table variants = (Exhibit.Table) result.exhibits().get(1);
    assertThat(variants.rows().stream().map(row -> row.get(0)))
        .containsExactly(
            "as configured",
            "raw",
            "global-stats",
            "per-sample-zscore, each column",
            "per-sample-zscore, whole sample",
            "min-max",
            "clip to -100..100",
            "clip, then per-sample-zscore",
            "global-stats, then per-sample-zscore (twice)");
    assertThat(variants.rows()).allMatch(row -> row.get(6).equals("yes"));
    assertThat(variants.rows().get(2).subList(1, 7))
        .as("what is configured")
        .isEqualTo(variants.rows().get(0).subList(1, 7));
  }

  @Test
  void weightsThatAreNotFinite() {
    Patient patient =
        Patients.of(
            Patients.weights(
                "block1.conv.weight",
                values -> {
                  values[3] = Float.NaN;
                  return values;
                }));
    Finding finding = examined(patient).findings().get(0);
    assertThat(finding.kind()).isEqualTo(FindingKind.NON_FINITE_WEIGHTS);
    assertThat(finding.places()).singleElement().asString().startsWith("block1.conv.weight (1 of");
  }

  @Test
  void aLayerWithWeightsThatAreTooLarge() {
    for (float factor : new float[] {10, 100}) {
      CheckResult result =
          examined(Patients.of(Patients.weights("block1.conv.weight", Patients.times(factor))));
      assertThat(Patients.faults(result)).containsExactly(FindingKind.UNSTABLE_FORWARD);
      assertThat(result.findings().get(0).places().get(0)).startsWith("block1.conv");
    }
  }

  @Test
  void featuresInHugeUnits() {
    CheckResult result =
        examined(Patients.of(Patients.weights("normalizer0.deviation", Patients.all(1e-5f))));
    assertThat(Patients.faults(result)).contains(FindingKind.UNSTABLE_FORWARD);
    assertThat(result.findings().get(0).places().get(0)).startsWith("normalizer0");
  }

  @Test
  void anOutputThatIsCertainBeforeTraining() {
    CheckResult result =
        examined(
            Patients.of(
                Patients.weights(
                    "head.bias",
                    values -> {
                      values[0] = 50;
                      return values;
                    })));
    assertThat(Patients.faults(result)).isEqualTo(List.of(FindingKind.SATURATED_OUTPUT));
  }
}
