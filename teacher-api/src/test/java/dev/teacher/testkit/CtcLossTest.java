package dev.teacher.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CtcLossTest {
  @Test
  void itSumsOverPaths() {
    // Two frames, classes blank and a: the paths of "a" are a-, -a, aa.
    float[] logProbs = {log(0.6), log(0.4), log(0.3), log(0.7)};
    double expected = -Math.log(0.4 * 0.3 + 0.6 * 0.7 + 0.4 * 0.7);
    assertThat(CtcLoss.of(logProbs, 2, 1)).isCloseTo(expected, within(1e-6));
  }

  @Test
  void equalNeighboursWantABlankBetween() {
    float[] two = {log(0.5), log(0.5), log(0.5), log(0.5)};
    assertThat(CtcLoss.of(two, 2, 1, 1)).isInfinite();
    float[] three = {log(0.1), log(0.9), log(0.8), log(0.2), log(0.3), log(0.7)};
    assertThat(CtcLoss.of(three, 2, 1, 1)).isCloseTo(-Math.log(0.9 * 0.8 * 0.7), within(1e-6));
  }

  private static float log(double value) {
    return (float) Math.log(value);
  }
}
