package dev.teacher.train.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LargeNormsTest {
  private static final double THRESHOLD = 50;

  /**
   * The first steps of configs/real-signs.conf, whose learning rate rises for 237 steps. The median
   * of the first twenty norms is 51.7.
   */
  private static final double[] NORMS = {
    46.1, 52.6, 48.0, 48.7, 40.2, 41.9, 58.2, 54.8, 51.7, 49.6, 56.7, 58.3, 56.3, 62.5, 68.7,
    57.7, 70.5, 42.1, 36.1, 24.1, 8.6, 9.0, 8.6, 11.6, 12.8, 13.9, 16.9, 25.8, 13.8, 13.1,
    11.4, 8.9, 7.4, 4.9, 11.3, 11.2, 28.7, 18.9, 19.1, 16.6
  };

  private static final double[] LOSSES = {
    15.51, 17.32, 15.29, 15.01, 13.52, 13.67, 16.19, 12.98, 12.17, 11.69, 11.37, 10.45, 10.05, 8.82,
    8.86, 6.84, 7.01, 4.72, 3.74, 3.82, 2.76, 3.04, 2.90, 2.55, 3.30, 2.92, 3.07, 2.48, 3.07, 2.94,
    3.02, 2.68, 2.20, 2.43, 3.24, 2.48, 3.03, 3.23, 3.37, 2.52
  };

  private final LargeNorms guard = new LargeNorms(THRESHOLD);
  private double rate;

  /** The rate may rise ten times as slowly, and then all that follows takes ten times as long. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 50})
  void aHealthyStartIsSilent(int slower) {
    for (int i = 0; i < NORMS.length * slower; i++) {
      boolean found = rising(NORMS[i / slower], LOSSES[i / slower]);
      assertThat(found).as("step %d", i + 1).isFalse();
      if (i == 20 * slower - 1 && slower == 1) {
        assertThat(guard.median()).isEqualTo(51.7);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10})
  void soItIsWithoutARiseOfTheRate(int slower) {
    for (int i = 0; i < NORMS.length * slower; i++) {
      assertThat(guard.step(NORMS[i / slower], LOSSES[i / slower], 1e-3)).isFalse();
    }
  }

  @Test
  void normsThatStayLargeWhileTheLossStaysAreAFault() {
    for (int i = 1; i < LargeNorms.WINDOW + LargeNorms.LASTING - 1; i++) {
      assertThat(guard.step(51, 15, 1e-3)).as("step %d", i).isFalse();
    }
    assertThat(guard.step(51, 15, 1e-3)).isTrue();
  }

  @Test
  void normsThatGrowWhileTheRateRisesAreAFault() {
    for (int i = 0; i < 200; i++) {
      assertThat(rising(30, 15)).isFalse();
    }
    boolean found = false;
    for (int i = 0; i < 70 && !found; i++) {
      found = rising(70, 15);
    }
    assertThat(found).isTrue();
  }

  @Test
  void aLossThatFallsBuysTime() {
    double loss = 10;
    for (int i = 0; i < 500; i++) {
      loss *= 0.997;
      assertThat(guard.step(60, loss, 1e-3)).isFalse();
    }
    int more = 0;
    while (!guard.step(60, loss, 1e-3)) {
      more++;
    }
    assertThat(more).as("until a whole span saw no fall").isBetween(50, 120);
  }

  @Test
  void aSpellThatIsOverIsForgotten() {
    for (int i = 0; i < 20; i++) {
      for (int j = 0; j < 40; j++) {
        assertThat(guard.step(60, 5, 1e-3)).isFalse();
      }
      for (int j = 0; j < 20; j++) {
        assertThat(guard.step(10, 5, 1e-3)).isFalse();
      }
    }
  }

  /** At every step of a healthy start with a fault behind it. */
  @Test
  void itGoesOnFromItsState() {
    LargeNorms resumed = new LargeNorms(THRESHOLD);
    boolean found = false;
    for (int i = 0; i < 400; i++) {
      double norm = i < 200 ? NORMS[i / 5] : 70 + i % 3;
      double loss = i < 200 ? LOSSES[i / 5] : 3;
      rate += i < 250 ? 1e-6 : 0;
      LargeNorms next = new LargeNorms(THRESHOLD);
      next.restore(resumed.state());
      resumed = next;
      boolean expected = guard.step(norm, loss, rate);
      assertThat(resumed.step(norm, loss, rate)).as("step %d", i + 1).isEqualTo(expected);
      assertThat(resumed.median()).isEqualTo(guard.median());
      assertThat(resumed.size()).isEqualTo(guard.size());
      assertThat(resumed.state()).isEqualTo(guard.state());
      found |= expected;
    }
    assertThat(found).isTrue();
  }

  private boolean rising(double norm, double loss) {
    rate += 1e-6;
    return guard.step(norm, loss, rate);
  }
}
