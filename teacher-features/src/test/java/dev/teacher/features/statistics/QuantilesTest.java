package dev.teacher.features.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class QuantilesTest {
  @Test
  void theyAreWhatNumPyGives() {
    // numpy.quantile([3, 1, 4, 1, 5, 9, 2, 6], [0.001, 0.01, 0.05, ...])
    double[] expected = {1, 1, 1, 1.75, 3.5, 5.25, 7.95, 8.79, 8.979};
    List<Double> quantiles = new Quantiles().of(new float[] {3, 1, 4, 1, 5, 9, 2, 6}, 8);
    assertThat(quantiles).hasSameSizeAs(FrameSample.LEVELS);
    for (int i = 0; i < expected.length; i++) {
      assertThat(quantiles.get(i)).isCloseTo(expected[i], within(1e-12));
    }
  }

  @Test
  void ofOneNumberAllAreThatNumber() {
    assertThat(new Quantiles().of(new float[] {-2.5f, 7}, 1)).containsOnly(-2.5).hasSize(9);
  }

  @Test
  void whatIsNotFiniteIsLeftOut() {
    float[] values = {Float.NaN, 2, Float.POSITIVE_INFINITY, 2, Float.NEGATIVE_INFINITY};
    assertThat(new Quantiles().of(values, 5)).containsOnly(2.0);
    assertThat(new Quantiles().of(new float[] {Float.NaN}, 1)).isEqualTo(List.of());
    assertThat(new Quantiles().of(new float[0], 0)).isEmpty();
  }

  @Property(tries = 300)
  void radixSortSorts(@ForAll @Size(max = 3000) float[] values) {
    float[] expected = values.clone();
    Arrays.sort(expected);
    float[] sorted = values.clone();
    new RadixSort().sort(sorted, sorted.length);
    assertThat(sorted).isEqualTo(expected);
  }

  @Test
  void radixSortKnowsSignsInfinitiesAndTheSmallestNumbers() {
    float[] values = {
      0f,
      -0f,
      Float.MIN_VALUE,
      -Float.MIN_VALUE,
      Float.NEGATIVE_INFINITY,
      1,
      -1,
      Float.POSITIVE_INFINITY,
      Float.MAX_VALUE,
      -Float.MAX_VALUE,
      1.0000001f,
      Float.MIN_NORMAL
    };
    float[] expected = values.clone();
    Arrays.sort(expected);
    new RadixSort().sort(values, values.length);
    for (int i = 0; i < values.length; i++) {
      assertThat(Float.floatToRawIntBits(values[i]))
          .isEqualTo(Float.floatToRawIntBits(expected[i]));
    }
  }

  @Test
  void aSorterServesFewerNumbersAfterMore() {
    RadixSort sorter = new RadixSort();
    SplittableRandom random = new SplittableRandom(3);
    for (int count : new int[] {1000, 10, 0, 2000}) {
      float[] values = new float[count + 1];
      for (int i = 0; i < count; i++) {
        values[i] = (float) random.nextDouble(-1, 1);
      }
      values[count] = -9;
      float[] expected = values.clone();
      Arrays.sort(expected, 0, count);
      sorter.sort(values, count);
      assertThat(values).isEqualTo(expected);
    }
  }
}
