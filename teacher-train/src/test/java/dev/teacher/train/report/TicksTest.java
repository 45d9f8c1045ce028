package dev.teacher.train.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class TicksTest {
  @Property
  void linearMarksAreWithinTheRangeAndFew(
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double from,
      @ForAll @DoubleRange(min = 0.01, max = 1e6) double size) {
    List<Double> ticks = Ticks.linear(from, from + size);
    assertThat(ticks).hasSizeBetween(3, 11).isSorted();
    assertThat(ticks.get(0)).isGreaterThanOrEqualTo(from - size * 1e-6);
    assertThat(ticks.get(ticks.size() - 1)).isLessThanOrEqualTo(from + size * (1 + 1e-6));
  }

  @Test
  void marksAreRound() {
    assertThat(Ticks.linear(0, 1)).containsExactly(0.0, 0.2, 0.4, 0.6000000000000001, 0.8, 1.0);
    assertThat(Ticks.logarithmic(0.05, 200)).containsExactly(0.1, 1.0, 10.0, 100.0);
    assertThat(Ticks.logarithmic(2, 4)).containsExactly(2.0, 2.5, 3.0, 3.5, 4.0);
    assertThat(Ticks.linear(5, 5)).containsExactly(5.0);
  }

  @Test
  void labelsAreShort() {
    assertThat(Ticks.label(0.0005)).isEqualTo("5e−4");
    assertThat(Ticks.label(2_000_000)).isEqualTo("2e6");
    assertThat(Ticks.label(2_500_000)).isEqualTo("2.5e6");
    assertThat(Ticks.label(0.0012)).isEqualTo("0.0012");
    assertThat(Ticks.label(250)).isEqualTo("250");
    assertThat(Ticks.label(0)).isEqualTo("0");
  }
}
