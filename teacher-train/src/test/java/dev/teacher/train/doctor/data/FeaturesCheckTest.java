package dev.teacher.train.doctor.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Part;
import dev.teacher.train.doctor.CheckResult;
import dev.teacher.train.doctor.Exhibit;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.doctor.Verdict;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FeaturesCheckTest {
  @Test
  void healthyNumbersAreHealthyAndShown() {
    CheckResult result = Patients.examined("features", Patients.of(f -> f));
    assertThat(result.findings()).isEmpty();
    assertThat(result.verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(result.exhibits())
        .extracting(Exhibit::title)
        .containsExactly(
            "Features before normalisation",
            "The same by signer",
            "Features by segment",
            "Columns of the files");
  }

  @Test
  void aNumberThatIsNoneIsNamedWithItsPlace() {
    Patient patient =
        Patients.of(
            f ->
                f.frames(
                    "train",
                    1000,
                    (i, l) ->
                        Faulty.each(l, (frame, c, v) -> frame == 3 && c == 100 ? Float.NaN : v)));
    Finding finding = Patients.examined("features", patient).findings().get(0);
    assertThat(finding.kind()).isEqualTo(FindingKind.NON_FINITE_INPUT);
    assertThat(finding.places().get(0)).contains("train_0001", "frame 3, column 100, face[1]");
    assertThat(finding.remedy().without()).containsExactly("train_0001");
  }

  @Test
  void aLandmarkThatDoesNotMoveIsNamed() {
    int column = Part.POSE.column(15, 0);
    Patient patient =
        Patients.of(
            f -> f.everywhere(1, (i, l) -> Faulty.each(l, (t, c, v) -> c == column ? 0.5f : v)));
    Finding finding = Patients.examined("features", patient).findings().get(0);
    assertThat(finding.kind()).isEqualTo(FindingKind.CONSTANT_COLUMNS);
    assertThat(finding.places()).containsExactly("pose[45] is 0.500 in every frame");
  }

  @Test
  void flatLandmarksAreWorthANoteOnly() {
    Patient patient =
        Patients.of(
            f -> f.everywhere(1, (i, l) -> Faulty.each(l, (t, c, v) -> c % 3 == 2 ? 1e-6f : v)));
    assertThat(Patients.found("features", patient)).doesNotContain(FindingKind.CONSTANT_COLUMNS);
  }

  @Test
  void aColumnOfAnotherSizeIsNamed() {
    Patient patient =
        Patients.of(
            f -> f.everywhere(1, (i, l) -> Faulty.each(l, (t, c, v) -> c == 45 ? v * 1e4f : v)));
    Finding finding =
        Patients.examined("features", patient).findings().stream()
            .filter(f -> f.kind() == FindingKind.EXTREME_VALUES)
            .findFirst()
            .orElseThrow();
    assertThat(finding.places()).hasSize(1);
    assertThat(finding.places().get(0)).startsWith("pose[45]");
  }

  @Test
  void handsThatAreHardlyEverThereAreMissed() {
    Random random = new Random(1);
    Patient patient =
        Patients.of(
            f ->
                f.frames(
                    "train",
                    1,
                    (i, l) -> {
                      boolean[] gone = new boolean[l.frames()];
                      for (int t = 0; t < gone.length; t++) {
                        gone[t] = random.nextDouble() < 0.6;
                      }
                      return Faulty.each(
                          l, (t, c, v) -> c >= Part.LEFT_HAND.column(0, 0) && gone[t] ? 0 : v);
                    }));
    assertThat(Patients.found("features", patient)).containsExactly(FindingKind.MISSING_PARTS);
  }

  @Test
  void columnsInAnotherOrderDoNotFit() {
    Patient patient =
        Patients.of(
            f ->
                f.everywhere(
                    1,
                    (i, l) -> {
                      float[] before = l.values().clone();
                      return Faulty.each(
                          l, (t, c, v) -> before[t * Part.COLUMNS + (c * 7 + 3) % Part.COLUMNS]);
                    }));
    assertThat(Patients.found("features", patient)).contains(FindingKind.WRONG_LAYOUT);
  }
}
