package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.FrameSource;
import dev.teacher.api.data.Frames;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Sample;
import dev.teacher.features.statistics.Origin;
import dev.teacher.features.statistics.Origin.Draw;
import dev.teacher.features.statistics.Progress;
import dev.teacher.features.statistics.SplitStatistics;
import dev.teacher.features.statistics.StatisticsPass;
import dev.teacher.features.statistics.StoredRows;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatsTextTest {
  private static final Layout LAYOUT = Layout.parse("own: pose=2, hands=1");

  @Test
  void itIsATableAndTheColumnsToLookAt() {
    float[] values = new float[3 * 1000];
    for (int i = 0; i < values.length; i += 3) {
      values[i] = i % 2;
      values[i + 1] = 0.25f;
    }
    values[3 * 500 + 2] = 1000;
    values[3 * 7 + 1] = Float.NaN;
    assertThat(StatsText.of(statistics(values, Optional.of(new Draw(1, 9, 4)))))
        .isEqualTo(
            """
            files of split train: 1 samples of 9 (seed 4), 1,000 frames, 3 columns (own)
            segment  columns     mean  deviation  min     max   zeros  NaN  inf
            pose           2  0.37506    0.37508    0  1.0000  25.0 %    1    0
            hands          1  1.00000     31.607    0  1000.0  99.9 %    0    0

            by signer, mean ~ deviation of each segment
            signer     samples  frames               pose             hands
            (unnamed)        1    1000  0.37506 ~ 0.37508  1.00000 ~ 31.607

            not finite: 1 column, pose[1] (1)
            constant: 1 column, pose[1] = 0.25000
            farther than 20 deviations from the mean: 1 column, hands[0] (31.607)
              NaN at sample one, frame 7, column 1 (pose[1]), one.npy""");
  }

  @Test
  void whereNothingIsWrongItSaysSo() {
    assertThat(StatsText.of(statistics(new float[] {1, 2, 3, 4, 5, 6}, Optional.empty())))
        .endsWith("every number is finite, no column is constant or has extreme numbers");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1.0000",
    "-12.3456789, -12.346",
    "123456, 123456",
    "999999.9, 1000000",
    "1e6, 1.000e+06",
    "0.001, 0.0010000",
    "0.00099, 9.900e-04",
    "NaN, none"
  })
  void numbersHaveFiveDigitsThatCount(double number, String text) {
    assertThat(StatsText.number(number)).isEqualTo(text);
  }

  private static SplitStatistics statistics(float[] values, Optional<Draw> draw) {
    FrameSource source =
        new FrameSource() {
          @Override
          public Layout layout() {
            return LAYOUT;
          }

          @Override
          public int frames() {
            return values.length / 3;
          }

          @Override
          public Frames read() {
            return new Frames(LAYOUT, frames(), values, 0);
          }

          @Override
          public String location() {
            return "one.npy";
          }
        };
    Origin origin = new Origin(Origin.Measured.FILES, "train", draw, "", List.of(), "");
    return new StatisticsPass(
            LAYOUT, List.of(new Sample("one", "", List.of("A"), source)), 1, Progress.NONE)
        .run(origin, StoredRows::new);
  }
}
