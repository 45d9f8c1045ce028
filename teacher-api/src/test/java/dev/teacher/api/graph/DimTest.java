package dev.teacher.api.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DimTest {
  private static int ceil(int a, int b) {
    return (a + b - 1) / b;
  }

  @Property
  void stridesMultiply(
      @ForAll @IntRange(min = 1, max = 5000) int frames,
      @ForAll @IntRange(min = 1, max = 9) int a,
      @ForAll @IntRange(min = 1, max = 9) int b) {
    Dim twice = Dim.TIME.strided(a).strided(b);
    assertThat(twice).isEqualTo(Dim.TIME.strided(a * b));
    assertThat(twice.resolve(frames)).isEqualTo(ceil(ceil(frames, a), b));
  }

  @Property
  void repeatedAndStridedIsWhatTheNumbersSay(
      @ForAll @IntRange(min = 1, max = 5000) int frames,
      @ForAll @IntRange(min = 1, max = 8) int first,
      @ForAll @IntRange(min = 1, max = 8) int factor,
      @ForAll @IntRange(min = 1, max = 8) int second) {
    Dim dim = Dim.TIME.strided(first).times(factor).strided(second);
    if (dim.base().equals("time")) {
      assertThat(dim.resolve(frames)).isEqualTo(ceil(ceil(frames, first) * factor, second));
    } else { // no closed form: the inner dimension is the symbol
      assertThat(dim.resolve(ceil(frames, first) * (factor / gcd(factor, second))))
          .isEqualTo(ceil(ceil(frames, first) * factor, second));
    }
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  @Property
  void fixedSizesAreCountedAtOnce(
      @ForAll @IntRange(min = 0, max = 5000) int size, @ForAll @IntRange(min = 1, max = 9) int by) {
    assertThat(Dim.of(size).strided(by)).isEqualTo(Dim.of(ceil(size, by)));
    assertThat(Dim.of(size).times(by)).isEqualTo(Dim.of(size * by));
  }

  @Test
  void repeatingUndoesNothingButIsUndone() {
    assertThat(Dim.TIME.times(4).strided(4)).isEqualTo(Dim.TIME);
    assertThat(Dim.TIME.strided(4).times(4)).isNotEqualTo(Dim.TIME);
    assertThat(Dim.TIME.times(2).strided(4)).isEqualTo(Dim.TIME.strided(2));
  }

  @Test
  void aDimensionIsWrittenAsAFormula() {
    assertThat(Dim.TIME.strided(4).times(2)).hasToString("2*ceil(time/4)");
    assertThat(Dim.TIME.times(3).strided(2)).hasToString("ceil(3*time/2)");
    assertThat(Dim.of(7)).hasToString("7");
  }

  @Test
  void noSizeIsNegative() {
    assertThatThrownBy(() -> Dim.of(-1)).hasMessage("a dimension cannot be negative: -1");
  }
}
