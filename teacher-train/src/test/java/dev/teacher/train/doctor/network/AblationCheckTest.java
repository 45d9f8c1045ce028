package dev.teacher.train.doctor.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Layout;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.train.doctor.CheckResult;
import dev.teacher.train.doctor.Exhibit;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Interference;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.doctor.Verdict;
import dev.teacher.train.doctor.network.PairedBootstrap.Interval;
import org.junit.jupiter.api.Test;

class AblationCheckTest {
  private static CheckResult examined(Patient patient) {
    return new AblationCheck().examine(patient);
  }

  @Test
  void aHealthyNetworkUsesEverySegment() {
    Patient patient = Patients.of();
    CheckResult result = examined(patient);
    assertThat(result.verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(result.findings()).isEmpty();
    Layout layout = Recognizer.featureLayout(patient.experiment());
    Exhibit.Bars bars = (Exhibit.Bars) result.exhibits().get(0);
    assertThat(bars.bars().stream().map(Exhibit.Bar::name))
        .containsExactlyElementsOf(layout.segments().stream().map(Layout.Segment::name).toList());
    assertThat(bars.bars())
        .as("the signs of so few glosses have one hand")
        .allMatch(bar -> bar.value() > 0 == !bar.name().endsWith("hands.left"));
    assertThat(bars.bars()).noneMatch(Exhibit.Bar::sick);
  }

  @Test
  void aSegmentWhoseWeightsAreCutOff() {
    Layout layout = Recognizer.featureLayout(Patients.of().experiment());
    int from = layout.offset("hands.right");
    int to = from + layout.part("hands.right").width();
    Interference cut =
        Patients.weights(
            "project.weight",
            values -> {
              for (int i = 0; i < values.length; i++) {
                int column = i % layout.width();
                values[i] = column >= from && column < to ? 0 : values[i];
              }
              return values;
            });
    CheckResult result = examined(Patients.of(cut));
    assertThat(Patients.faults(result)).containsExactly(FindingKind.UNUSED_SEGMENT);
    assertThat(result.findings().get(0).places()).containsExactly("hands.right");
  }

  @Test
  void intervalsHoldTheDifferenceAndShrinkWithTheSentences() {
    Interval same = PairedBootstrap.of(new int[] {1, 1, 1, 1}, new int[] {4, 4, 4, 4}, 1);
    assertThat(same).isEqualTo(new Interval(0.25, 0.25, 0.25));
    Interval few = PairedBootstrap.of(new int[] {0, 2, 0, 2}, new int[] {4, 4, 4, 4}, 1);
    assertThat(few.value()).isEqualTo(0.25);
    assertThat(few.low()).isEqualTo(0);
    assertThat(few.high()).isEqualTo(0.5);
    int[] differences = new int[100];
    int[] lengths = new int[100];
    for (int i = 0; i < 100; i++) {
      differences[i] = i % 2 * 2;
      lengths[i] = 4;
    }
    Interval many = PairedBootstrap.of(differences, lengths, 1);
    assertThat(many.value()).isEqualTo(0.25);
    assertThat(many.low()).isBetween(0.18, 0.22);
    assertThat(many.high()).isBetween(0.28, 0.32);
  }
}
