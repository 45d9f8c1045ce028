package dev.teacher.train.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DistributionTest {
  @Property(tries = 200)
  void everyNumberIsInItsBucket(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[50];
    for (int i = 0; i < values.length; i++) {
      double size = Math.pow(10, random.nextInt(60) - 30);
      values[i] = (float) ((random.nextDouble() - 0.5) * size);
    }
    Distribution numbers = Distribution.of(values);
    for (int b = 0; b < numbers.limits().size(); b++) {
      double above = b == 0 ? Double.NEGATIVE_INFINITY : numbers.limits().get(b - 1);
      double limit = numbers.limits().get(b);
      long expected = 0;
      for (float value : values) {
        expected += value > above && value <= limit ? 1 : 0;
      }
      assertThat(numbers.counts().get(b)).as("up to %s", limit).isEqualTo(expected);
    }
    assertThat(numbers.counts().stream().mapToLong(c -> c).sum()).isEqualTo(values.length);
  }

  @Test
  void nothingFiniteIsAnEmptyDistribution() {
    Distribution none = Distribution.of(new float[] {Float.NaN, Float.POSITIVE_INFINITY});
    assertThat(none.count()).isZero();
    assertThat(none.min()).isZero();
    assertThat(none.max()).isZero();
    assertThat(none.limits()).isNotEmpty();
  }

  @Test
  void theSmallestAndTheLargestNumbersHaveABucket() {
    float[] values = {-Float.MAX_VALUE, Float.MAX_VALUE, Float.MIN_VALUE, 0};
    assertThat(Distribution.of(values).counts().stream().mapToLong(c -> c).sum()).isEqualTo(4);
  }
}
