package dev.teacher.train.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Batch;
import dev.teacher.api.plugin.TrainingSession.StepResult;
import dev.teacher.train.run.EpochState;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final List<StepProgress> told = new ArrayList<>();
  private long now = 5;

  @Test
  void whatIsLeftIsOfTheWholeTrainingAtThePaceOfThisSession() {
    Pace pace = new Pace(10, 20, OptionalDouble.empty(), () -> now, told::add);
    EpochTally tally = new EpochTally(EpochState.Sums.NONE);
    pace.epochBegins();
    seconds(3);
    tally.add(Batch.of(List.of("a", "b"), List.of(new float[40], new float[20]), 2));
    pace.batch(11, 1, 4, tally); // a quarter of an epoch in 3 s: 9.75 epochs are left
    assertThat(told.get(0))
        .isEqualTo(
            new StepProgress(
                11,
                20,
                1,
                4,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                10,
                9.75 * 12));

    tally.add(new StepResult(2, new float[] {1, 3}, 6, true), 1e-3);
    tally.add(new StepResult(5, new float[] {5, 5}, 8, true), 1e-3);
    seconds(3);
    pace.batch(11, 2, 4, tally);
    assertThat(told.get(1).loss()).hasValue(3.5);
    assertThat(told.get(1).gradientNorm()).hasValue(7);
    assertThat(told.get(1).framesPerSecond()).isEqualTo(5);

    seconds(24); // with a validation
    pace.validated(0.25);
    pace.epochBegins();
    seconds(6);
    pace.batch(12, 2, 4, new EpochTally(EpochState.Sums.NONE)); // 1.5 epochs in 36 s: 8.5 are left
    assertThat(told.get(2).wer()).hasValue(0.25);
    assertThat(told.get(2).secondsLeft()).isEqualTo(8.5 * 24);
  }

  private void seconds(int more) {
    now += TimeUnit.SECONDS.toNanos(more);
  }
}
