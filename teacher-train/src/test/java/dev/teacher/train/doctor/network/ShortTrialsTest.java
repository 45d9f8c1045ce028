package dev.teacher.train.doctor.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Sample;
import dev.teacher.train.doctor.Course;
import dev.teacher.train.doctor.Diagnosis.Trial;
import dev.teacher.train.doctor.Effort;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.doctor.Remedy;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShortTrialsTest {
  @Test
  void aRemedyIsTriedBesideTheSickTraining() {
    Patient patient = Patients.of("train.optimizer.learning-rate=10");
    Trial trial = new ShortTrials(patient).run(changing("train.optimizer.learning-rate=1e-3"));
    assertThat(trial.recovers()).isTrue();
    assertThat(trial.sick().orElseThrow().memorised()).isFalse();
    assertThat(trial.remedied().orElseThrow().memorised()).isTrue();
    assertThat(trial.text()).endsWith(": it recovers");
  }

  @Test
  void aRemedyThatHelpsNothingIsSaidToHelpNothing() {
    Trial trial = new ShortTrials(Patients.of()).run(without("nobody"));
    assertThat(trial.recovers()).isFalse();
    assertThat(trial.change()).containsExactly("without 1 samples");
    assertThat(trial.sick()).isEqualTo(trial.remedied());
    assertThat(trial.text()).endsWith("that does not show in so short a training");
  }

  @Test
  void whereThereIsTimeUnseenSentencesJudge() {
    Patient patient = Patients.of(Effort.FULL, "train.optimizer.learning-rate=1e-7");
    ShortTrials trials = new ShortTrials(patient);
    Trial trial = trials.run(changing("train.optimizer.learning-rate=1e-3"));
    Course.Unseen sick = trial.sick().orElseThrow().unseen().orElseThrow();
    Course.Unseen remedied = trial.remedied().orElseThrow().unseen().orElseThrow();
    assertThat(trial.recovers()).as(trial.text()).isTrue();
    assertThat(sick.sentences()).isEqualTo(6); // all of dev
    assertThat(remedied.sentences()).isEqualTo(6);
    assertThat(remedied.wer()).as(trial.text()).isLessThan(sick.wer());
    assertThat(remedied.loss()).as(trial.text()).isLessThan(0.8 * sick.loss());
    assertThat(trial.text()).contains("unseen sentences after");

    Trial another = trials.run(changing("train.optimizer.learning-rate=1e-7"));
    assertThat(another.recovers()).isFalse();
    assertThat(another.sick()).as("the same training is not made twice").isEqualTo(trial.sick());
    assertThat(another.remedied()).as("nothing is left to chance").isEqualTo(trial.sick());
  }

  @Test
  void whoIsToBlameIsLeftOutOfTheRemediedTrainingAndJudgesNobody() {
    Patient patient = Patients.of(Effort.FULL);
    List<Sample> training = patient.splits().get("train");
    Set<String> blamed = Set.of(training.get(3).id(), training.get(17).id());
    Material material = Material.of(patient, blamed);
    assertThat(material.trained()).extracting(Sample::id).containsAll(blamed);
    assertThat(material.trained()).hasSize(24);
    assertThat(material.unseen()).extracting(Sample::id).doesNotContainAnyElementsOf(blamed);
    assertThat(material.unseen()).doesNotContainAnyElementsOf(material.trained());
    Material kept = material.without(blamed);
    assertThat(kept.trained()).extracting(Sample::id).doesNotContainAnyElementsOf(blamed);
    assertThat(kept.trained()).hasSize(22);
    assertThat(kept.steps()).isEqualTo(material.steps());
    assertThat(kept.unseen()).isEqualTo(material.unseen());
  }

  private static Finding changing(String line) {
    return Finding.seen(FindingKind.RATE_TOO_LOW, "", "", List.of(), Remedy.change("", line));
  }

  private static Finding without(String id) {
    return Finding.seen(FindingKind.MISLABELLED, "", "", List.of(), Remedy.without("", Set.of(id)));
  }
}
