package dev.teacher.train.doctor.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Sample;
import dev.teacher.train.doctor.CheckResult;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.doctor.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelsCheckTest {
  @Test
  void healthyLabelsAreHealthy() {
    CheckResult result = Patients.examined("labels", Patients.of(f -> f));
    assertThat(result.findings()).isEmpty();
    assertThat(result.verdict()).isEqualTo(Verdict.HEALTHY);
  }

  @Test
  void shuffledGlossesDoNotBelongToTheirRecordings() {
    Patient patient =
        Patients.of(
            f ->
                f.with(
                    "train",
                    samples -> {
                      List<List<String>> glosses =
                          new ArrayList<>(samples.stream().map(Sample::glosses).toList());
                      Collections.shuffle(glosses, new Random(1));
                      List<Sample> shuffled = new ArrayList<>();
                      for (int i = 0; i < samples.size(); i++) {
                        shuffled.add(Faulty.labelled(samples.get(i), glosses.get(i)));
                      }
                      return shuffled;
                    }));
    assertThat(Patients.found("labels", patient)).containsExactly(FindingKind.MISLABELLED);
  }

  @Test
  void sentencesWithoutAGlossAreNamed() {
    Patient patient =
        Patients.of(
            f ->
                f.with(
                    "train",
                    samples -> {
                      List<Sample> changed = new ArrayList<>(samples);
                      changed.set(4, Faulty.labelled(samples.get(4), List.of()));
                      return changed;
                    }));
    Finding finding = Patients.examined("labels", patient).findings().get(0);
    assertThat(finding.kind()).isEqualTo(FindingKind.EMPTY_REFERENCE);
    assertThat(finding.places()).containsExactly("train/train_0005");
    assertThat(finding.remedy().without()).containsExactly("train_0005");
  }

  @Test
  void idsOfSeveralSentencesAreNamed() {
    Patient patient =
        Patients.of(
            f ->
                f.with(
                    "train",
                    samples -> {
                      List<Sample> changed = new ArrayList<>(samples);
                      changed.set(
                          4, Faulty.named(samples.get(4), "train_0001", samples.get(4).signer()));
                      return changed;
                    }));
    Finding finding = Patients.examined("labels", patient).findings().get(0);
    assertThat(finding.kind()).isEqualTo(FindingKind.DUPLICATE_ID);
    assertThat(finding.places()).containsExactly("train_0001 in train, train");
  }

  @Test
  void glossesThatTrainingNeverSeesAreFaultsUnlessTheyAreCounted() {
    Patient patient = unseen();
    Finding finding = Patients.examined("labels", patient).findings().get(0);
    assertThat(finding.kind()).isEqualTo(FindingKind.UNSEEN_GLOSSES);
    assertThat(finding.places()).containsExactly("NEW");
    assertThat(finding.remedy().overrides()).containsExactly("train.unknown-glosses=count");
    assertThat(Patients.found("labels", unseen("train.unknown-glosses=count"))).isEmpty();
  }

  private static Patient unseen(String... overrides) {
    return Patients.of(
        f ->
            f.with(
                "dev",
                samples -> {
                  List<Sample> changed = new ArrayList<>(samples);
                  changed.set(0, Faulty.labelled(samples.get(0), List.of("NEW")));
                  return changed;
                }),
        overrides);
  }

  @Test
  void glossesWithoutRoomForThemAreTooLong() {
    Patient patient =
        Patients.of(
            f ->
                f.with(
                    "train",
                    samples -> {
                      List<Sample> changed = new ArrayList<>(samples);
                      List<String> many = Collections.nCopies(200, samples.get(0).glosses().get(0));
                      changed.set(0, Faulty.labelled(samples.get(0), many));
                      return changed;
                    }));
    assertThat(Patients.found("labels", patient)).contains(FindingKind.TOO_SHORT);
  }

  @Test
  void recordingsThatEndInTheMiddleAreCutOff() {
    Patient patient =
        Patients.of(
            f ->
                f.everywhere(
                    1, (i, l) -> Faulty.picked(l, (int) (0.6 * l.frames()), frame -> frame)));
    assertThat(Patients.found("labels", patient)).containsExactly(FindingKind.TRUNCATED);
  }

  @Test
  void glossesThatEndBehindTheirRecordingsAreSeen() {
    Patient patient =
        Patients.of(
            f ->
                f.with(
                    "dev",
                    samples ->
                        samples.stream()
                            .map(
                                s ->
                                    s.withSource(
                                        Faulty.changed(
                                                s,
                                                Faulty.picked(
                                                    Faulty.copy(s),
                                                    s.source().frames() / 2,
                                                    k -> k))
                                            .source()))
                            .toList()));
    Finding finding = Patients.examined("labels", patient).findings().get(0);
    assertThat(finding.kind()).isEqualTo(FindingKind.TRUNCATED);
    assertThat(finding.certainty()).isEqualTo(Finding.Certainty.SEEN);
    assertThat(finding.evidence()).contains("glosses of 18 sentences of dev end behind");
  }
}
