package dev.teacher.api.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlainCtcTest {
  private static final int CLASSES = 4;

  static Stream<Arguments> labels() {
    return Stream.of(
            new int[] {1},
            new int[] {1, 2},
            new int[] {2, 2},
            new int[] {3, 1, 3},
            new int[] {1, 1, 1})
        .flatMap(labels -> Stream.of(3, 5, 6).map(frames -> Arguments.of(labels, frames)));
  }

  @ParameterizedTest
  @MethodSource("labels")
  void theLossIsThatOfAllWaysToReadTheLabels(int[] labels, int frames) {
    float[] logProbs = random(frames);
    double sum = probability(logProbs, frames, labels);
    double loss = PlainCtc.of(logProbs, CLASSES, labels).loss();
    assertThat(Math.exp(-loss)).isCloseTo(sum, within(1e-12));
  }

  @ParameterizedTest
  @MethodSource("labels")
  void theGradientIsItsSlope(int[] labels, int frames) {
    float[] logProbs = random(frames);
    PlainCtc ctc = PlainCtc.of(logProbs, CLASSES, labels);
    for (int i = 0; i < logProbs.length; i++) {
      if (!Double.isFinite(ctc.loss())) {
        assertThat(ctc.gradient()[i]).isNaN();
        continue;
      }
      float[] above = logProbs.clone();
      float[] below = logProbs.clone();
      above[i] += 1e-3f;
      below[i] -= 1e-3f;
      double step = (double) above[i] - below[i];
      double slope =
          (PlainCtc.of(above, CLASSES, labels).loss() - PlainCtc.of(below, CLASSES, labels).loss())
              / step;
      assertThat(ctc.gradient()[i]).isCloseTo(slope, within(1e-6));
    }
  }

  @Test
  void labelsThatDoNotFitHaveAnInfiniteLoss() {
    assertThat(PlainCtc.of(random(2), CLASSES, 1, 1).loss()).isInfinite();
    assertThat(PlainCtc.of(random(3), CLASSES, 1, 1).loss()).isFinite();
  }

  /** Tries every sequence of classes. */
  private static double probability(float[] logProbs, int frames, int... labels) {
    double sum = 0;
    for (int number = 0; number < Math.pow(CLASSES, frames); number++) {
      int rest = number;
      int[] read = new int[frames];
      int count = 0;
      int last = 0;
      double logarithm = 0;
      for (int t = 0; t < frames; t++) {
        int symbol = rest % CLASSES;
        rest /= CLASSES;
        logarithm += logProbs[t * CLASSES + symbol];
        if (symbol != 0 && symbol != last) {
          read[count++] = symbol;
        }
        last = symbol;
      }
      sum += Arrays.equals(Arrays.copyOf(read, count), labels) ? Math.exp(logarithm) : 0;
    }
    return sum;
  }

  private static float[] random(int frames) {
    SplittableRandom random = new SplittableRandom(frames);
    float[] values = new float[frames * CLASSES];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (-3 * random.nextDouble());
    }
    return values;
  }
}
