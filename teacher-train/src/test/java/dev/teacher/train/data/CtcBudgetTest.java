package dev.teacher.train.data;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CtcBudgetTest {
  @Test
  void equalNeighboursNeedABlankBetweenThem() {
    assertThat(CtcBudget.needed(new int[] {})).isZero();
    assertThat(CtcBudget.needed(new int[] {3})).isEqualTo(1);
    assertThat(CtcBudget.needed(new int[] {1, 2, 1})).isEqualTo(3);
    assertThat(CtcBudget.needed(new int[] {1, 1})).isEqualTo(3);
    assertThat(CtcBudget.needed(new int[] {2, 2, 2, 1, 1})).isEqualTo(8);
  }

  @Property
  void everyBegunStrideGivesAFrame(
      @ForAll @IntRange(min = 1, max = 10_000) int frames,
      @ForAll @IntRange(min = 1, max = 16) int stride) {
    assertThat(CtcBudget.available(frames, stride))
        .isEqualTo((int) Math.ceil((double) frames / stride));
  }
}
