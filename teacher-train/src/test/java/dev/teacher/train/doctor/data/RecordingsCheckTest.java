package dev.teacher.train.doctor.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.features.augment.MirrorFactory;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Patient;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordingsCheckTest {
  @Test
  void healthyRecordingsAreHealthy() {
    assertThat(Patients.examined("recordings", Patients.of(f -> f)).findings()).isEmpty();
  }

  @Test
  void repeatedFramesAreFrozen() {
    Patient patient =
        Patients.of(
            f -> f.everywhere(1, (i, l) -> Faulty.picked(l, l.frames(), t -> t - t % 3 / 2)));
    assertThat(Patients.found("recordings", patient)).containsExactly(FindingKind.FROZEN_FRAMES);
  }

  @Test
  void handsAtEachOthersWristsAreSwapped() {
    Patient patient = Patients.of(f -> f.everywhere(5, (i, l) -> swapped(l)));
    assertThat(Patients.found("recordings", patient)).containsExactly(FindingKind.SWAPPED_HANDS);
  }

  private static Landmarks swapped(Landmarks landmarks) {
    float[] before = landmarks.values().clone();
    int left = Part.LEFT_HAND.column(0, 0);
    int right = Part.RIGHT_HAND.column(0, 0);
    int width = right - left;
    return Faulty.each(
        landmarks,
        (frame, c, v) -> {
          int from = c < left ? c : c < right ? c + width : c - width;
          return before[frame * Part.COLUMNS + from];
        });
  }

  @Test
  void recordingsInAMirrorAreFound() {
    Patient patient = Patients.of(f -> f.frames("dev", 3, (i, l) -> MirrorFactory.mirrored(l)));
    assertThat(Patients.found("recordings", patient)).containsExactly(FindingKind.MIRRORED);
  }

  @Test
  void picturesThatAreTurnedRoundAreMirroredToo() {
    Patient patient =
        Patients.of(
            f ->
                f.frames(
                    "dev",
                    3,
                    (i, l) -> Faulty.each(l, (t, c, v) -> c % 3 == 0 && v != 0 ? 1 - v : v)));
    assertThat(Patients.found("recordings", patient)).containsExactly(FindingKind.MIRRORED);
  }

  @Test
  void someRecordingsOfTrainingThatAreTurnedRoundAreNamedAndCanBeLeftOut() {
    Patient patient =
        Patients.of(
            f ->
                f.frames(
                    "train",
                    15,
                    (i, l) -> Faulty.each(l, (t, c, v) -> c % 3 == 0 && v != 0 ? 1 - v : v)));
    List<Finding> findings = Patients.examined("recordings", patient).findings();
    assertThat(findings).extracting(Finding::kind).containsExactly(FindingKind.MIRRORED);
    Finding finding = findings.get(0);
    assertThat(finding.certainty()).isEqualTo(Finding.Certainty.SEEN);
    assertThat(finding.evidence())
        .endsWith("4 of 60 recordings of train, 4 of them with left and right exchanged");
    assertThat(finding.remedy().without())
        .containsExactly("train_0001", "train_0016", "train_0031", "train_0046");
  }

  @Test
  void aFifthOfTrainingInAMirrorIsConcluded() {
    Patient patient = Patients.of(f -> f.frames("train", 5, (i, l) -> MirrorFactory.mirrored(l)));
    List<Finding> findings = Patients.examined("recordings", patient).findings();
    assertThat(findings).extracting(Finding::kind).containsExactly(FindingKind.MIRRORED);
    assertThat(findings.get(0).certainty()).isEqualTo(Finding.Certainty.CONCLUDED);
    assertThat(findings.get(0).remedy().without()).hasSize(12);
  }

  @Test
  void everySecondFrameIsAnotherRate() {
    Patient patient =
        Patients.of(
            f -> f.frames("dev", 1, (i, l) -> Faulty.picked(l, l.frames() / 2, t -> 2 * t)));
    assertThat(Patients.found("recordings", patient)).containsExactly(FindingKind.FRAME_RATE);
  }

  @Test
  void doubledFramesAreAnotherRateAndNotFrozen() {
    Patient patient =
        Patients.of(
            f -> f.frames("dev", 1, (i, l) -> Faulty.picked(l, 2 * l.frames(), t -> t / 2)));
    assertThat(Patients.found("recordings", patient)).containsExactly(FindingKind.FRAME_RATE);
  }

  @Test
  void stretchedPicturesAreFound() {
    Patient patient =
        Patients.of(
            f ->
                f.frames(
                    "dev",
                    1,
                    (i, l) -> Faulty.each(l, (t, c, v) -> c % 3 == 1 ? v : v * 16 / 9 * 3 / 4)));
    assertThat(Patients.found("recordings", patient)).containsExactly(FindingKind.ASPECT);
  }
}
