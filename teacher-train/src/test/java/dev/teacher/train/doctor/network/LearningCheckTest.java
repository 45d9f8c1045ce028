package dev.teacher.train.doctor.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.train.doctor.CheckResult;
import dev.teacher.train.doctor.Course;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.doctor.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningCheckTest {
  private static CheckResult examined(Patient patient) {
    return new LearningCheck().examine(patient);
  }

  @Test
  void aHealthyNetworkKnowsAFewSamplesByHeart() {
    CheckResult result = examined(Patients.of());
    assertThat(result.verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(result.summary()).matches("5 samples are known by heart after \\d+ steps");
  }

  @ParameterizedTest
  @CsvSource({
    "train.optimizer.learning-rate=10, RATE_TOO_HIGH, train.optimizer.learning-rate=0.001",
    "train.optimizer.learning-rate=1e-7, RATE_TOO_LOW, train.optimizer.learning-rate=0.001",
    "backbone.dropout=0.95, OVER_REGULARISED, backbone.dropout=0",
    "train.optimizer.weight-decay=10, OVER_REGULARISED, train.optimizer.weight-decay=0",
    "train.optimizer.weight-decay=0.5, OVER_REGULARISED, train.optimizer.weight-decay=0.01",
  })
  void whatHelpsNamesTheCause(String sick, FindingKind kind, String remedy) {
    CheckResult result = examined(Patients.of(sick));
    assertThat(Patients.faults(result)).containsExactly(kind);
    assertThat(result.findings().get(0).remedy().overrides()).contains(remedy);
  }

  @Test
  void whereNothingHelpsThatIsSaid() {
    CheckResult result =
        examined(Patients.of(Patients.weights("head.weight", Patients.all(Float.NaN))));
    assertThat(Patients.faults(result)).containsExactly(FindingKind.CANNOT_OVERFIT);
  }

  @Test
  void aTrainingThatBreaksIsACourseThatEndsThere() {
    Patient patient = Patients.of(Patients.weights("head.weight", Patients.all(Float.NaN)));
    Course course =
        new ShortTraining(patient, Variant.of(patient))
            .run(TrainingSamples.distinct(patient, 3), 20);
    assertThat(course.finite()).isFalse();
    assertThat(course.losses()).containsExactly(Double.NaN);
    assertThat(course.wer()).isEqualTo(1);
  }

  @Test
  void theSameTrainingIsTheSameCourse() {
    Patient patient = Patients.of();
    Course one =
        new ShortTraining(patient, Variant.of(patient))
            .run(TrainingSamples.distinct(patient, 3), 5);
    Course other =
        new ShortTraining(patient, Variant.of(patient, List.of("backbone.dropout=0.1")))
            .run(TrainingSamples.distinct(patient, 3), 5);
    assertThat(one.steps()).isEqualTo(5);
    assertThat(other).isEqualTo(one);
  }

  @Test
  void standardisedTwiceCanBeTrainedToo() {
    Patient patient = Patients.of("normalizers=[{type=global-stats},{type=per-sample-zscore}]");
    Course course =
        new ShortTraining(patient, Variant.of(patient))
            .run(TrainingSamples.distinct(patient, 3), 3);
    assertThat(course.steps()).isEqualTo(3);
    assertThat(course.finite()).isTrue();
  }
}
