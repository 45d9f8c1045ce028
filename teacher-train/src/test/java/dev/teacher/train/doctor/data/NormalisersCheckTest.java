package dev.teacher.train.doctor.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.train.doctor.CheckResult;
import dev.teacher.train.doctor.Exhibit;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Patient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalisersCheckTest {
  @Test
  void theConfiguredChainIsComparedWithTheOthers() {
    CheckResult result = Patients.examined("normalisers", Patients.of(f -> f));
    assertThat(result.findings()).isEmpty();
    Exhibit.Table table = (Exhibit.Table) result.exhibits().get(0);
    assertThat(table.rows())
        .extracting(row -> row.get(0))
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
    assertThat(table.rows().get(0).subList(1, 8)).isEqualTo(table.rows().get(2).subList(1, 8));
  }

  @Test
  void aColumnWithoutAFloorBeforeAZScoreMakesTheOthersVanish() {
    Patient patient =
        Patients.withStatistics(
            s -> {
              List<Double> deviation = new ArrayList<>(s.deviation());
              deviation.set(5, 1e-9);
              return new FeatureStatistics(
                  s.layout(), s.frames(), s.samples(), s.mean(), deviation, s.source());
            },
            "normalizers=[{type=global-stats,floor=1e-12},{type=per-sample-zscore,axes=sample}]");
    assertThat(Patients.found("normalisers", patient))
        .containsExactly(FindingKind.COLLAPSED_VARIANCE);
  }

  @Test
  void aClipThatLeavesOnlySignsIsNamedWithWhatItDoes() {
    Patient patient =
        Patients.of(f -> f, "normalizers=[{type=global-stats},{type=clip,min=-0.01,max=0.01}]");
    List<Finding> findings = Patients.examined("normalisers", patient).findings();
    assertThat(findings).extracting(Finding::kind).containsExactly(FindingKind.COLLAPSED_VARIANCE);
    Finding finding = findings.get(0);
    assertThat(finding.evidence()).startsWith("normalizers[1] clip (").contains(" columns");
    assertThat(finding.places()).hasSize(10);
    assertThat(finding.places().get(0)).endsWith("of the numbers are now -0.0100 or 0.0100");
    assertThat(finding.remedy().overrides())
        .containsExactly("normalizers=[{\"type\":\"global-stats\"}]");
  }

  @Test
  void aClipBeforeAStandardiserIsNamedThoughTheSizesBehindAreGood() {
    Patient patient =
        Patients.of(f -> f, "normalizers=[{type=clip,min=-0.001,max=0.001},{type=global-stats}]");
    List<Finding> findings = Patients.examined("normalisers", patient).findings();
    assertThat(findings).extracting(Finding::kind).containsExactly(FindingKind.COLLAPSED_VARIANCE);
    assertThat(findings.get(0).evidence()).startsWith("normalizers[0] clip (");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "normalizers=[{type=clip,min=-100,max=100},{type=global-stats}]",
        "normalizers=[{type=global-stats},{type=clip,min=-10,max=10}]",
        "normalizers=[{type=global-stats},{type=clip,min=-2,max=2}]",
        "normalizers=[{type=min-max}]",
        "normalizers=[{type=per-sample-zscore}]"
      })
  void aChainThatKeepsMostNumbersApartIsHealthy(String chain) {
    assertThat(Patients.found("normalisers", Patients.of(f -> f, chain))).isEmpty();
  }

  @Test
  void numbersOfAHugeUnitAreNotStandardised() {
    Patient patient =
        Patients.of(
            f -> f.everywhere(1, (i, l) -> Faulty.each(l, (t, c, v) -> v * 1000)),
            "normalizers=[]",
            "features={type=mediapipe-full}");
    assertThat(Patients.found("normalisers", patient))
        .containsExactly(FindingKind.NOT_STANDARDISED);
  }

  @Test
  void dataThatAreStandardisedAlreadyAreRecognised() {
    Patient patient =
        Patients.of(
            f ->
                f.everywhere(
                    1,
                    (i, l) -> {
                      double[] sums = new double[1629];
                      double[] squares = new double[1629];
                      float[] values = l.values();
                      for (int k = 0; k < values.length; k++) {
                        sums[k % 1629] += values[k];
                        squares[k % 1629] += values[k] * (double) values[k];
                      }
                      int n = l.frames();
                      return Faulty.each(
                          l,
                          (t, c, v) -> {
                            double mean = sums[c] / n;
                            double variance = squares[c] / n - mean * mean;
                            return (float) ((v - mean) / Math.sqrt(variance + 1e-12));
                          });
                    }));
    assertThat(Patients.found("normalisers", patient))
        .containsExactly(FindingKind.ALREADY_STANDARDISED);
  }
}
