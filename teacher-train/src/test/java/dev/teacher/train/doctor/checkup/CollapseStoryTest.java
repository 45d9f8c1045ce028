package dev.teacher.train.doctor.checkup;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.plugin.Registry;
import dev.teacher.train.doctor.Case;
import dev.teacher.train.doctor.Course;
import dev.teacher.train.doctor.Diagnosis;
import dev.teacher.train.doctor.Effort;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Interference;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.doctor.Verdict;
import dev.teacher.train.doctor.network.ShortTrials;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A network that learns five samples by heart, and then nothing: statistics of a hundred samples in
 * which some columns stood still, no floor under their deviations, and each sample standardised
 * once more as a whole. Where those columns move they become millions of times the rest, so that
 * the second normaliser makes the rest nothing.
 */
class CollapseStoryTest {
  private static final String NETWORK =
      """
      name = story
      corpus { type = synthetic, sentences { train = 160, dev = 24, test = 4, test-unseen = 4 } }
      features { type = body-centred }
      backbone { type = tcn-bilstm, channels = 64, hidden = 64, dropout = 0.2 }
      train { threads = 1, batch { max-frames = 400 }, optimizer { learning-rate = 3e-3 } }
      """;

  private static final String SICK =
      """
      normalizers = [
        { type = global-stats, floor = 1e-12 }
        { type = per-sample-zscore, axes = sample }
      ]
      """;

  @Test
  void theSoundOneLearnsItsSamplesByHeart() {
    Diagnosis diagnosis = diagnosis("normalizers = [ { type = global-stats } ]", Interference.NONE);
    assertThat(faults(diagnosis)).isEmpty();
    assertThat(diagnosis.verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(result(diagnosis, "learning")).contains("by heart");
  }

  @Test
  void theSickOneIsToldWhichLinesToChange() {
    Diagnosis diagnosis = diagnosis(SICK, new StoodStill());
    assertThat(diagnosis.verdict()).isEqualTo(Verdict.SICK);
    Finding first = diagnosis.findings().get(0);
    assertThat(first.kind()).isEqualTo(FindingKind.DECLARED_TWICE);
    assertThat(String.join("\n", first.places()))
        .contains("normalizers[0] global-stats", "normalizers[1] per-sample-zscore");
    assertThat(first.remedy().overrides()).singleElement().asString().startsWith("normalizers=");

    Finding columns = finding(diagnosis, FindingKind.BLOWN_UP);
    assertThat(String.join("\n", columns.places())).contains("face[");
    finding(diagnosis, FindingKind.COLLAPSED_VARIANCE);

    assertThat(diagnosis.trials().get(0).finding()).isEqualTo("declared-twice");
  }

  @Test
  void theRemedyMakesItRecogniseWhatItNeverSaw() {
    Case subject = subject(SICK, new StoodStill(), Effort.FULL);
    Finding first = Checkup.doctor(Set.of("configuration")).diagnose(subject).findings().get(0);
    assertThat(first.kind()).isEqualTo(FindingKind.DECLARED_TWICE);
    Diagnosis.Trial trial = new ShortTrials(new Patient(subject)).run(first);
    assertThat(trial.recovers()).as(trial.text()).isTrue();
    Course.Unseen sick = trial.sick().orElseThrow().unseen().orElseThrow();
    Course.Unseen remedied = trial.remedied().orElseThrow().unseen().orElseThrow();
    assertThat(sick.wer()).as(trial.text()).isGreaterThan(0.75);
    // How far one short training gets hangs on the last digits of its sums; that it gets far ahead
    // of the sick one does not.
    assertThat(remedied.wer()).as(trial.text()).isLessThan(0.75 * sick.wer());
  }

  private static List<FindingKind> faults(Diagnosis diagnosis) {
    return diagnosis.findings().stream().filter(Finding::isFault).map(Finding::kind).toList();
  }

  private static Finding finding(Diagnosis diagnosis, FindingKind kind) {
    return diagnosis.findings().stream()
        .filter(finding -> finding.kind() == kind)
        .findFirst()
        .orElseThrow(() -> new AssertionError(kind + " is not among " + diagnosis.findings()));
  }

  private static String result(Diagnosis diagnosis, String check) {
    return diagnosis.examinations().stream()
        .filter(examination -> examination.check().equals(check))
        .map(examination -> examination.result().summary())
        .findFirst()
        .orElseThrow();
  }

  private static Diagnosis diagnosis(String normalizers, Interference interference) {
    return Checkup.doctor().diagnose(subject(normalizers, interference, Effort.QUICK));
  }

  private static Case subject(String normalizers, Interference interference, Effort effort) {
    Config config =
        ConfigFactory.parseString(normalizers)
            .withFallback(ConfigFactory.parseString(NETWORK))
            .resolve();
    return new Case(
        config, Registry.ofClassPath(), Optional.empty(), effort, 1, interference, notice -> {});
  }

  /** Statistics as of recordings in which three points of the face stood still. */
  private static final class StoodStill implements Interference {
    private static final int COLUMNS = 9;

    @Override
    public FeatureStatistics statistics(FeatureStatistics computed) {
      List<Double> deviations = new ArrayList<>(computed.deviation());
      int first = computed.layout().offset("face");
      for (int column = first; column < first + COLUMNS; column++) {
        deviations.set(column, 1e-8);
      }
      return new FeatureStatistics(
          computed.layout(),
          computed.frames(),
          computed.samples(),
          computed.mean(),
          deviations,
          computed.source());
    }
  }
}
