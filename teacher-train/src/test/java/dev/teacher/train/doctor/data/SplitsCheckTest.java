package dev.teacher.train.doctor.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Part;
import dev.teacher.api.data.Sample;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Patient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitsCheckTest {
  @Test
  void splitsOfTheirOwnAreHealthy() {
    assertThat(Patients.examined("splits", Patients.of(f -> f)).findings()).isEmpty();
  }

  @Test
  void recordingsOfTrainingInAnotherSplitAreNamed() {
    Patient patient =
        Patients.of(
            f -> {
              Sample leaked = f.read("train").get(7);
              return f.with(
                  "dev",
                  samples -> {
                    List<Sample> changed = new ArrayList<>(samples);
                    changed.set(0, Faulty.named(leaked, "other", leaked.signer()));
                    return changed;
                  });
            });
    Finding finding = Patients.examined("splits", patient).findings().get(0);
    assertThat(finding.kind()).isEqualTo(FindingKind.LEAKED_CLIPS);
    assertThat(finding.places()).containsExactly("train/train_0008 = dev/other");
    assertThat(finding.remedy().without()).containsExactly("train_0008");
  }

  @Test
  void signersOfTrainingAreNotUnseen() {
    Patient patient =
        Patients.of(
            f ->
                f.with(
                    "test-unseen",
                    samples -> {
                      List<Sample> changed = new ArrayList<>(samples);
                      changed.set(3, Faulty.named(samples.get(3), samples.get(3).id(), "Signer02"));
                      return changed;
                    }));
    Finding finding = Patients.examined("splits", patient).findings().get(0);
    assertThat(finding.kind()).isEqualTo(FindingKind.LEAKED_SIGNERS);
    assertThat(finding.places()).containsExactly("test-unseen: Signer02, 1");
  }

  @Test
  void aSplitWithOtherNumbersOfTheSameSignersIsShifted() {
    int nose = Part.POSE.column(0, 0);
    Patient patient =
        Patients.of(
            f ->
                f.frames(
                    "dev",
                    1,
                    (i, l) ->
                        Faulty.each(l, (frame, c, v) -> c >= nose && c < nose + 99 ? v * v : v)));
    assertThat(Patients.found("splits", patient)).containsExactly(FindingKind.SHIFTED);
  }
}
