package dev.teacher.train.doctor.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClippingTest {
  @Test
  void numbersThatDifferedAndAreAtABoundAreLost() {
    Clipping clipping = clipping(new float[] {1, 2, 3, 4, 5, 6}, new float[] {2, 2, 3, 4, 4, 4});
    // Of 1 and 2 one is lost, of 4, 5 and 6 two; five of the six could be told from the first.
    assertThat(clipping.shares()).containsExactly(3 / 5.0);
    assertThat(clipping.low()).containsExactly(2);
    assertThat(clipping.high()).containsExactly(4);
  }

  @Test
  void whatWasAlikeBeforeIsNotLost() {
    assertThat(clipping(new float[] {0, 1, 0, 1, 1}, new float[] {-1, 1, -1, 1, 1}).shares())
        .containsExactly(0);
    assertThat(clipping(new float[] {0, 0, 0, 0, 7, 9}, new float[] {0, 0, 0, 0, 7, 9}).shares())
        .as("zeros of a hand that was not found")
        .containsExactly(0);
  }

  @Test
  void aColumnOfOneNumberBehindHasLostEverything() {
    Clipping clipping = clipping(new float[] {1, 2, 3}, new float[] {5, 5, 5});
    assertThat(clipping.shares()).containsExactly(1);
    assertThat(clipping.losing(0.5)).containsExactly(0);
    assertThat(clipping.varying()).isEqualTo(1);
  }

  @Test
  void aColumnThatDoesNotVaryIsLeftOut() {
    Clipping clipping = clipping(new float[] {4, 4, 4}, new float[] {1, 1, 1});
    assertThat(clipping.shares()).containsExactly(Double.NaN);
    assertThat(clipping.losing(0)).isEmpty();
    assertThat(clipping.varying()).isZero();
  }

  private static Clipping clipping(float[] before, float[] behind) {
    return Clipping.of("a clip", 0, chain(before), chain(behind));
  }

  private static Chain chain(float[] column) {
    return new Chain("of one column", Spread.of(column, 1), column, List.of());
  }
}
