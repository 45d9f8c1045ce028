package dev.teacher.features.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleMomentsTest {
  private final SplittableRandom random = new SplittableRandom(5);

  @Test
  void aLargeOffsetDoesNotHideATinyDeviation() {
    requireExact(column(5000, i -> 1e4 + 1e-3 * gaussian()));
    requireExact(column(5000, i -> 1e6 + gaussian()));
    requireExact(column(5000, i -> -3e7 + 4 * random.nextInt(3)));
  }

  @Test
  void anOutlierInTheFirstRowDoesNotEither() {
    requireExact(column(5000, i -> i == 0 ? 0 : 1e4 + 1e-3 * gaussian()));
    requireExact(column(5000, i -> i == 4999 ? -1e8 : gaussian()));
  }

  @Test
  void aColumnThatDriftsIsExact() {
    requireExact(column(20_000, i -> i));
    requireExact(column(20_000, i -> 1e3 * Math.sin(i / 1000.0) + 1e-3 * gaussian()));
  }

  @ParameterizedTest
  @ValueSource(
      floats = {0, -0f, 0.1f, -0x1p-140f, 1e4f, 16_777_216f, 0x1p60f, 0x1p100f, -Float.MAX_VALUE})
  void aConstantColumnHasExactlyDeviationZero(float constant) {
    float[] rows = new float[1000];
    Arrays.fill(rows, constant);
    Summary summary = summary(rows, 1, 0);
    assertThat(summary.deviation()).isZero();
    assertThat(summary.mean()).isEqualTo(constant);
    assertThat(summary.isConstant()).isTrue();
    assertThat(summary.zeros()).isEqualTo(constant == 0 ? 1000 : 0);
  }

  @Test
  void numbersWhoseSquaresFloatsCannotHoldAreExact() {
    requireExact(column(1000, i -> 1e30 * gaussian()));
    requireExact(column(1000, i -> 3e38 * (random.nextDouble() - 0.5)));
  }

  @Test
  void aDeviationTooSmallForSquaresInFloatsIsNearZero() {
    float[] tiny = column(1000, i -> 1e-30 * gaussian());
    assertThat(summary(tiny, 1, 0).deviation()).isBetween(0.0, 1e-19);
    assertThat(summary(tiny, 1, 0).isConstant()).isFalse();
    requireExact(column(1000, i -> 1e-16 * gaussian()));
  }

  @Test
  void whatIsNotFiniteIsCountedAndLeftOut() {
    float[] rows = column(2000, i -> 7 + gaussian());
    for (int i = 0; i < rows.length; i += 13) {
      rows[i] = new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}[i % 3];
    }
    requireExact(rows);
    assertThat(summary(rows, 1, 0).isFinite()).isFalse();
    assertThat(summary(rows, 1, 0).finite()).isEqualTo(2000 - 154);
  }

  @Test
  void aColumnWithoutAnyFiniteNumberHasNoMean() {
    Summary summary = summary(new float[] {Float.NaN, Float.POSITIVE_INFINITY}, 1, 0);
    assertThat(summary.count()).isEqualTo(2);
    assertThat(summary.mean()).isNaN();
    assertThat(summary.deviation()).isNaN();
    assertThat(summary.min()).isNaN();
    assertThat(summary.max()).isNaN();
  }

  @Test
  void theFirstPlacesThatAreNotFiniteAreKnownRowByRow() {
    float[] rows = new float[50 * 3];
    rows[3 * 30 + 1] = Float.NaN;
    rows[3 * 30 + 2] = Float.POSITIVE_INFINITY;
    rows[3 * 49] = Float.NEGATIVE_INFINITY;
    SampleMoments moments = new SampleMoments(3);
    moments.add(FloatBuffer.wrap(rows));
    moments.finish();
    assertThat(moments.notFinite())
        .containsExactly(
            new SampleMoments.Cell(30, 1, Float.NaN),
            new SampleMoments.Cell(30, 2, Float.POSITIVE_INFINITY),
            new SampleMoments.Cell(49, 0, Float.NEGATIVE_INFINITY));
  }

  @Property(tries = 150)
  void everyColumnIsWhatTwoPassesGive(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 1300) int width,
      @ForAll @IntRange(min = 1, max = 70) int count) {
    float[] rows = rows(new SplittableRandom(seed), width, count);
    ColumnMoments moments = moments(rows, width, count);
    for (int c = 0; c < width; c++) {
      requireExact(moments.summary(c), TwoPasses.of(rows, width, c));
    }
  }

  @Property(tries = 100)
  void howRowsAreCutIntoPiecesChangesNoBit(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 1, max = 200) int count,
      @ForAll @IntRange(min = 1, max = 60) int piece) {
    float[] rows = rows(new SplittableRandom(seed), width, count);
    requireSame(moments(rows, width, piece), moments(rows, width, count));
  }

  @Property(tries = 100)
  void mergingIsAssociative(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int width) {
    SplittableRandom mine = new SplittableRandom(seed);
    float[] a = rows(mine, width, mine.nextInt(1, 60));
    float[] b = rows(mine, width, mine.nextInt(1, 60));
    float[] c = rows(mine, width, mine.nextInt(1, 60));
    ColumnMoments left = moments(a, width, 9);
    left.merge(moments(b, width, 9));
    left.merge(moments(c, width, 9));
    ColumnMoments last = moments(b, width, 9);
    last.merge(moments(c, width, 9));
    ColumnMoments right = moments(a, width, 9);
    right.merge(last);
    for (int i = 0; i < width; i++) {
      Summary one = left.summary(i);
      Summary other = right.summary(i);
      assertThat(one.count()).isEqualTo(other.count());
      double scale = Math.abs(one.mean()) + one.deviation();
      assertThat(one.mean()).isCloseTo(other.mean(), within(1e-13 * scale));
      assertThat(one.deviation()).isCloseTo(other.deviation(), within(1e-12 * scale));
    }
  }

  @Test
  void columnsPutTogetherAreAsOneLongColumn() {
    float[] rows = rows(random, 7, 500);
    rows[5] = Float.NaN;
    ColumnMoments together = new ColumnMoments(1);
    together.mergeColumns(0, moments(rows, 7, 100), 2, 6);
    float[] long1 = new float[500 * 4];
    for (int i = 0; i < long1.length; i++) {
      long1[i] = rows[i / 4 * 7 + 2 + i % 4];
    }
    requireExact(together.summary(0), TwoPasses.of(long1, 1, 0));
  }

  private void requireExact(float[] column) {
    requireExact(summary(column, 1, 0), TwoPasses.of(column, 1, 0));
  }

  private static void requireExact(Summary summary, TwoPasses exact) {
    assertThat(summary.finite()).isEqualTo(exact.finite());
    assertThat(summary.nan()).isEqualTo(exact.nan());
    assertThat(summary.infinite()).isEqualTo(exact.infinite());
    assertThat(summary.zeros()).isEqualTo(exact.zeros());
    if (exact.finite() == 0) {
      assertThat(summary.mean()).isNaN();
      return;
    }
    assertThat(summary.min()).isEqualTo(exact.min());
    assertThat(summary.max()).isEqualTo(exact.max());
    assertThat(summary.mean()).isCloseTo(exact.mean(), within(1e-6 * exact.deviation()));
    // Where all are equal, two passes leave a rounding error of the mean; this leaves none.
    double left = exact.min() == exact.max() ? 1e-12 * Math.abs(exact.mean()) : 0;
    assertThat(summary.deviation())
        .isCloseTo(exact.deviation(), within(1e-6 * exact.deviation() + left));
  }

  private static void requireSame(ColumnMoments one, ColumnMoments other) {
    assertThat(one.mean).isEqualTo(other.mean);
    assertThat(one.squares).isEqualTo(other.squares);
    assertThat(one.min).isEqualTo(other.min);
    assertThat(one.max).isEqualTo(other.max);
    assertThat(one.zeros).isEqualTo(other.zeros);
    assertThat(one.finite).isEqualTo(other.finite);
    assertThat(one.nan).isEqualTo(other.nan);
    assertThat(one.infinite).isEqualTo(other.infinite);
  }

  private static Summary summary(float[] rows, int width, int column) {
    return moments(rows, width, rows.length / width).summary(column);
  }

  private static ColumnMoments moments(float[] rows, int width, int piece) {
    SampleMoments moments = new SampleMoments(width);
    for (int from = 0; from < rows.length; from += piece * width) {
      moments.add(FloatBuffer.wrap(rows, from, Math.min(piece * width, rows.length - from)));
    }
    return moments.finish();
  }

  /** Columns of many kinds: of any place and size, with zeros, constant, or not finite. */
  private static float[] rows(SplittableRandom random, int width, int count) {
    float[] rows = new float[width * count];
    for (int c = 0; c < width; c++) {
      double place = Math.pow(10, random.nextInt(-6, 7)) * (random.nextDouble() - 0.5);
      double size = random.nextInt(5) == 0 ? 0 : Math.pow(10, random.nextInt(-6, 7));
      int kind = random.nextInt(40);
      for (int i = c; i < rows.length; i += width) {
        rows[i] = (float) (place + size * (random.nextDouble() - 0.5));
        if (kind < 10 && random.nextInt(3) == 0) {
          rows[i] = kind % 2 == 0 ? 0f : -0f;
        } else if (kind == 10 && random.nextInt(20) == 0) {
          rows[i] = random.nextBoolean() ? Float.NaN : Float.NEGATIVE_INFINITY;
        }
      }
    }
    return rows;
  }

  private static float[] column(int count, IntToDoubleFunction value) {
    float[] column = new float[count];
    for (int i = 0; i < count; i++) {
      column[i] = (float) value.applyAsDouble(i);
    }
    return column;
  }

  private double gaussian() {
    return random.nextGaussian();
  }
}
