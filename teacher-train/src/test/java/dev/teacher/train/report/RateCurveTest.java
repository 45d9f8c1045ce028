package dev.teacher.train.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.teacher.train.report.RateCurve.End;
import dev.teacher.train.report.RateCurve.Point;
import dev.teacher.train.report.RateCurve.Sweep;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateCurveTest {
  private static final RateCurve.Range RANGE = new RateCurve.Range(1e-6, 10, 200);

  @Test
  void ratesGrowByTheSameFactorFromEndToEnd() {
    assertThat(RANGE.rate(0)).isEqualTo(1e-6);
    assertThat(RANGE.rate(199)).isCloseTo(10, within(1e-9));
    for (int i = 1; i < 200; i++) {
      assertThat(RANGE.rate(i) / RANGE.rate(i - 1))
          .isCloseTo(Math.pow(1e7, 1 / 199.0), within(1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-4, 1e-3, 1e-2})
  void theSteepestPlaceOfASmoothFallIsFoundWithinTheLagOfTheMean(double middle) {
    RateCurve curve = sweep(rate -> 10 - 8 / (1 + Math.pow(middle / rate, 2)));
    assertThat(curve.end()).isEqualTo(End.LARGEST_RATE);
    assertThat(curve.divergence()).isEmpty();
    assertThat(curve.tenthOfDivergence()).isEmpty();
    // The mean of a tenth lags behind by about nine steps, each of 8.4 %.
    assertThat(curve.steepest().orElseThrow() / middle).isBetween(1.0, 2.5);
    assertThat(curve.suggestion().orElseThrow())
        .isCloseTo(curve.steepest().orElseThrow(), within(0.05 * curve.steepest().orElseThrow()));
  }

  @Test
  void aBreakdownEndsTheTestAndATenthOfItBoundsTheSuggestion() {
    RateCurve curve = sweep(rate -> rate < 1e-3 ? 10 - 8 * rate / 1e-3 : 2 + 1e5 * (rate - 1e-3));
    assertThat(curve.end()).isEqualTo(End.DIVERGED);
    List<Point> points = curve.points();
    double least = points.stream().mapToDouble(Point::smoothed).min().orElseThrow();
    assertThat(points.get(points.size() - 1).smoothed()).isGreaterThan(4 * least);
    assertThat(points.get(points.size() - 2).smoothed()).isLessThanOrEqualTo(4 * least);
    double broken = points.get(points.size() - 1).rate();
    assertThat(curve.divergence()).hasValue(broken);
    assertThat(curve.tenthOfDivergence()).hasValue(broken / 10);
    assertThat(curve.suggestion().orElseThrow())
        .isCloseTo(Math.min(broken / 10, curve.steepest().orElseThrow()), within(1e-5));
  }

  @Test
  void aLossThatNeverFallsSuggestsNothing() {
    assertThat(sweep(rate -> 3 + rate).suggestion()).isEmpty();
    assertThat(sweep(rate -> 3 + rate).steepest()).isEmpty();
    assertThat(sweep(rate -> 3).suggestion()).isEmpty();
  }

  @Test
  void theMeanIsNotDrawnToZeroAtTheStart() {
    for (Point point : sweep(rate -> 3).points()) {
      assertThat(point.smoothed()).isCloseTo(3, within(1e-9));
    }
  }

  @Test
  void whatHappensAfterTheSmallestLossIsNoFall() {
    // A second, steeper fall that does not reach the first one's floor.
    RateCurve curve =
        sweep(
            rate -> {
              double slow = 10 - 8 * (Math.log10(rate) + 6) / 3;
              return rate < 1e-3 ? slow : rate < 1e-1 ? 7 : 3;
            });
    assertThat(curve.end()).isEqualTo(End.LARGEST_RATE);
    assertThat(curve.steepest().orElseThrow()).isLessThan(2e-3);
  }

  @Test
  void anEndThatIsNotFiniteIsABreakdown() {
    Sweep sweep = new Sweep();
    sweep.add(1e-3, 3);
    RateCurve curve = sweep.end(End.NOT_FINITE, 0.5);
    assertThat(curve.divergence()).hasValue(0.5);
    assertThat(curve.tenthOfDivergence()).hasValue(0.05);
    assertThat(curve.suggestion()).isEmpty();
    assertThat(new Sweep().end(End.NOT_FINITE, 0.5).suggestion()).isEmpty();
  }

  private static RateCurve sweep(DoubleUnaryOperator loss) {
    Sweep sweep = new Sweep();
    for (int i = 0; i < RANGE.steps(); i++) {
      double rate = RANGE.rate(i);
      if (!sweep.add(rate, loss.applyAsDouble(rate))) {
        return sweep.end(End.DIVERGED, rate);
      }
    }
    return sweep.end(End.LARGEST_RATE, RANGE.rate(RANGE.steps() - 1));
  }
}
