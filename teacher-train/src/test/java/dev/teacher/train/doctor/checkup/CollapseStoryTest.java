package dev.teacher.train.doctor.checkup;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.plugin.Registry;
import dev.teacher.train.doctor.Case;
import dev.teacher.train.doctor.Diagnosis;
import dev.teacher.train.doctor.Effort;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Interference;
import dev.teacher.train.doctor.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
      corpus { type = synthetic, sentences { train = 100, dev = 12, test = 4, test-unseen = 4 } }
      features { type = mediapipe-full }
      backbone { type = tcn-bilstm, channels = 32, hidden = 32, dropout = 0.1 }
      train { threads = 1, optimizer { learning-rate = 3e-3 } }
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
    Diagnosis diagnosis =
        diagnosis(
            """
            normalizers = [
              { type = global-stats, floor = 1e-12 }
              { type = per-sample-zscore, axes = sample }
            ]
            """,
            new StoodStill());
    assertThat(diagnosis.verdict()).isEqualTo(Verdict.SICK);
    Finding first = diagnosis.findings().get(0);
    assertThat(first.kind()).isEqualTo(FindingKind.DECLARED_TWICE);
    assertThat(String.join("\n", first.places()))
        .contains("normalizers[0] global-stats", "normalizers[1] per-sample-zscore");
    assertThat(first.remedy().overrides()).singleElement().asString().startsWith("normalizers=");

    Finding columns = finding(diagnosis, FindingKind.BLOWN_UP);
    assertThat(String.join("\n", columns.places())).contains("face[");
    finding(diagnosis, FindingKind.COLLAPSED_VARIANCE);

    Diagnosis.Trial trial = diagnosis.trials().get(0);
    assertThat(trial.finding()).isEqualTo("declared-twice");
    // Five samples can be told apart by the few columns that are left: that is the story. So what
    // the remedy does shows in the loss, and need not show in what is learned by heart.
    assertThat(trial.sick()).as(trial.text()).isPresent();
    assertThat(trial.remedied().orElseThrow().finite()).as(trial.text()).isTrue();
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
    Config config =
        ConfigFactory.parseString(normalizers)
            .withFallback(ConfigFactory.parseString(NETWORK))
            .resolve();
    return Checkup.doctor()
        .diagnose(
            new Case(
                config,
                Registry.ofClassPath(),
                Optional.empty(),
                Effort.QUICK,
                1,
                interference,
                notice -> {}));
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
