package dev.teacher.train.doctor.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Patient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

class StatisticsCheckTest {
  @Test
  void ownStatisticsAreHealthy() {
    assertThat(Patients.examined("statistics", Patients.of(f -> f)).findings()).isEmpty();
  }

  @Test
  void whereNoNormaliserTakesSomeThereIsNothingToFind() {
    Patient patient = Patients.of(f -> f, "normalizers=[]");
    assertThat(Patients.examined("statistics", patient).summary())
        .isEqualTo("no normaliser takes statistics");
  }

  @Test
  void statisticsOfFewSentencesAreFewAndNothingElse() {
    Patient patient =
        Patients.withStatistics(s -> changed(s, 3, (m, d) -> m + d / 2, (m, d) -> d / 2));
    assertThat(Patients.found("statistics", patient)).containsExactly(FindingKind.FEW_STATISTICS);
  }

  @Test
  void statisticsOfOtherDataAreStale() {
    Patient patient =
        Patients.withStatistics(s -> changed(s, s.samples(), (m, d) -> m + d / 4, (m, d) -> d));
    assertThat(Patients.found("statistics", patient)).containsExactly(FindingKind.STALE_STATISTICS);
  }

  @Test
  void zerosAmongTheFramesArePadding() {
    Patient patient =
        Patients.withStatistics(
            s ->
                changed(
                    s,
                    s.samples(),
                    (m, d) -> 0.75 * m,
                    (m, d) -> Math.sqrt(0.75 * d * d + 0.75 * 0.25 * m * m)));
    Finding finding = Patients.examined("statistics", patient).findings().get(0);
    assertThat(finding.kind()).isEqualTo(FindingKind.PADDED_STATISTICS);
    assertThat(finding.evidence()).contains("with 25 % zeros among the frames");
  }

  @Test
  void columnsThatAreDividedByNextToNothingAreNamed() {
    Patient patient =
        Patients.withStatistics(
            s -> {
              List<Double> deviation = new ArrayList<>(s.deviation());
              deviation.set(5, 0.0);
              return new FeatureStatistics(
                  s.layout(), s.frames(), s.samples(), s.mean(), deviation, s.source());
            },
            "normalizers=[{type=global-stats,floor=1e-12}]");
    Finding finding = Patients.examined("statistics", patient).findings().get(0);
    assertThat(finding.kind()).isEqualTo(FindingKind.BLOWN_UP);
    assertThat(finding.places().get(0)).startsWith("pose[5]: deviation 0.00, divided by");
    assertThat(finding.remedy().overrides())
        .containsExactly("normalizers=[{\"type\":\"global-stats\"}]");
  }

  private static FeatureStatistics changed(
      FeatureStatistics s, int samples, DoubleBinaryOperator mean, DoubleBinaryOperator deviation) {
    List<Double> means = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    for (int c = 0; c < s.layout().width(); c++) {
      means.add(mean.applyAsDouble(s.mean().get(c), s.deviation().get(c)));
      deviations.add(deviation.applyAsDouble(s.mean().get(c), s.deviation().get(c)));
    }
    return new FeatureStatistics(s.layout(), s.frames(), samples, means, deviations, s.source());
  }
}
