package dev.teacher.train.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.teacher.train.loop.TrainSettings.Schedule;
import org.junit.jupiter.api.Test;

class LearningRateTest {
  @Test
  void itRisesLinearlyThenFallsByHalfACosine() {
    LearningRate rate = new LearningRate(0.8, Schedule.COSINE, 0.2, 0.1);
    assertThat(rate.at(0.05)).isCloseTo(0.2, within(1e-12));
    assertThat(rate.at(0.1)).isCloseTo(0.4, within(1e-12));
    assertThat(rate.at(0.2)).isCloseTo(0.8, within(1e-12));
    assertThat(rate.at(0.6)).isCloseTo(0.8 * (0.1 + 0.9 / 2), within(1e-12));
    assertThat(rate.at(1)).isCloseTo(0.08, within(1e-12));
  }

  @Test
  void itStaysWhereItIsIfConstant() {
    LearningRate rate = new LearningRate(0.8, Schedule.CONSTANT, 0.5, 0.1);
    assertThat(rate.at(0.25)).isCloseTo(0.4, within(1e-12));
    assertThat(rate.at(0.5)).isEqualTo(0.8);
    assertThat(rate.at(1)).isEqualTo(0.8);
  }

  @Test
  void theWarmUpMayBeNothingOrAll() {
    assertThat(new LearningRate(1, Schedule.COSINE, 0, 0).at(1e-9)).isCloseTo(1, within(1e-6));
    assertThat(new LearningRate(1, Schedule.COSINE, 1, 0).at(0.5)).isCloseTo(0.5, within(1e-12));
    assertThat(new LearningRate(1, Schedule.COSINE, 1, 0).at(1)).isEqualTo(1);
  }
}
