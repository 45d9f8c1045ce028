package dev.teacher.train.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MomentsTest {
  @Test
  void onePassGivesWhatTwoPassesGiveEvenFarFromZero() {
    int rows = 3000;
    double[] offsets = {0, 1e4, -3e6};
    float[] values = new float[rows * offsets.length];
    Random random = new Random(1);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (offsets[i % offsets.length] + random.nextGaussian());
    }
    Moments moments = new Moments(offsets.length);
    moments.add(Arrays.copyOf(values, 300));
    moments.add(Arrays.copyOfRange(values, 300, values.length));

    assertThat(moments.count()).isEqualTo(rows);
    for (int column = 0; column < offsets.length; column++) {
      double sum = 0;
      for (int i = column; i < values.length; i += offsets.length) {
        sum += values[i];
      }
      double mean = sum / rows;
      double squares = 0;
      for (int i = column; i < values.length; i += offsets.length) {
        squares += (values[i] - mean) * (values[i] - mean);
      }
      double deviation = Math.sqrt(squares / rows);
      assertThat(moments.mean().get(column)).isCloseTo(mean, within(1e-12 * (1 + Math.abs(mean))));
      assertThat(moments.deviation().get(column)).isCloseTo(deviation, within(1e-9));
    }
  }

  @Test
  void aConstantColumnHasNoDeviation() {
    Moments moments = new Moments(1);
    moments.add(new float[] {0.1f, 0.1f, 0.1f});
    assertThat(moments.deviation()).containsExactly(0.0);
    assertThat(moments.mean()).containsExactly((double) 0.1f);
  }
}
