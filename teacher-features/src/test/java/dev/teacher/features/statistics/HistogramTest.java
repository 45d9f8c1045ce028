package dev.teacher.features.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HistogramTest {
  @Test
  void aBinHoldsItsLowerEndAndTheLastBothEnds() {
    HistogramCounter counter = HistogramCounter.between(List.of(0.0, 64.0));
    float[] values = {0, 0.99f, 1, 63, 64, -0.01f, 64.01f};
    counter.add(values, 0, values.length);
    Histogram histogram = counter.histogram();
    assertThat(histogram.counts()).hasSize(Histogram.BINS);
    assertThat(histogram.counts().get(0)).isEqualTo(2);
    assertThat(histogram.counts().get(1)).isEqualTo(1);
    assertThat(histogram.counts().get(63)).isEqualTo(2);
    assertThat(histogram.below()).isEqualTo(1);
    assertThat(histogram.above()).isEqualTo(1);
  }

  @Test
  void everyFiniteNumberIsCountedOnce() {
    SplittableRandom random = new SplittableRandom(1);
    float[] values = new float[10_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    values[3] = Float.NaN;
    values[4] = Float.POSITIVE_INFINITY;
    values[5] = Float.NEGATIVE_INFINITY;
    HistogramCounter counter = HistogramCounter.between(List.of(-1.0, 0.0, 1.1));
    counter.add(values, 0, 5000);
    counter.add(values, 5000, 10_000);
    assertThat(total(counter.histogram())).isEqualTo(9997);
  }

  @Test
  void equalEndsMakeASingleBin() {
    HistogramCounter counter = HistogramCounter.between(List.of(0.25, 0.25));
    counter.add(new float[] {0.25f, 0.25f, 0.5f}, 0, 3);
    assertThat(counter.histogram()).isEqualTo(new Histogram(0.25, 0.25, 0, 1, List.of(2L)));
    assertThat(HistogramCounter.between(List.of()).histogram())
        .isEqualTo(new Histogram(0, 0, 0, 0, List.of(0L)));
  }

  static long total(Histogram histogram) {
    return histogram.below()
        + histogram.above()
        + histogram.counts().stream().mapToLong(Long::longValue).sum();
  }
}
