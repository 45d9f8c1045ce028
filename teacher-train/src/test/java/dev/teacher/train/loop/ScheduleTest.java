package dev.teacher.train.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.teacher.train.run.ScheduleState;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void aCosineFallsAfterALinearRise() {
    Schedule rate = new Schedule.Cosine(0.2, 0.1);
    assertThat(at(rate, 0.05)).isCloseTo(0.2, within(1e-12));
    assertThat(at(rate, 0.1)).isCloseTo(0.4, within(1e-12));
    assertThat(at(rate, 0.2)).isCloseTo(0.8, within(1e-12));
    assertThat(at(rate, 0.6)).isCloseTo(0.8 * (0.1 + 0.9 / 2), within(1e-12));
    assertThat(at(rate, 1)).isCloseTo(0.08, within(1e-12));
  }

  @Test
  void aConstantStaysWhereItIs() {
    Schedule rate = new Schedule.Constant(0.5);
    assertThat(at(rate, 0.25)).isCloseTo(0.4, within(1e-12));
    assertThat(at(rate, 0.5)).isEqualTo(0.8);
    assertThat(at(rate, 1)).isEqualTo(0.8);
  }

  @Test
  void oneCycleFallsStraightOrByHalfACosine() {
    Schedule straight = new Schedule.OneCycle(0.2, 0.1, 0.01, true);
    assertThat(at(straight, 1e-12)).isCloseTo(0.08, within(1e-9));
    assertThat(at(straight, 0.1)).isCloseTo(0.8 * 0.55, within(1e-12));
    assertThat(at(straight, 0.6)).isCloseTo(0.8 * (1 - 0.99 / 2), within(1e-12));
    Schedule round = new Schedule.OneCycle(0.2, 0.1, 0.01, false);
    assertThat(at(round, 0.4)).isGreaterThan(at(straight, 0.4));
    assertThat(at(round, 0.6)).isCloseTo(0.8 * (1 + 0.01) / 2, within(1e-12));
  }

  @Test
  void theWarmUpMayBeNothingOrAll() {
    for (double warmup : new double[] {0, 1}) {
      for (Schedule rate : all(warmup, 0.04, 0.001)) {
        assertThat(at(rate, warmup == 0 ? 1e-9 : 1)).as("%s", rate).isCloseTo(0.8, within(1e-6));
      }
      assertThat(at(new Schedule.Cosine(1, 0), 0.5)).isCloseTo(0.4, within(1e-12));
    }
  }

  @RepeatedTest(50)
  void everyScheduleRisesToTheLargestRateAndNeverRisesAgain(RepetitionInfo info) {
    SplittableRandom random = new SplittableRandom(info.getCurrentRepetition());
    double warmup = random.nextDouble(0.01, 0.99);
    double start = random.nextDouble();
    double end = start * random.nextDouble();
    for (Schedule rate : all(warmup, start, end)) {
      int steps = 1000;
      double before = 0;
      for (int i = 1; i <= steps; i++) {
        double progress = (double) i / steps;
        double now = at(rate, progress);
        assertThat(now).as("%s at %s", rate, progress).isBetween(0.0, 0.8 * (1 + 1e-12));
        if (i > 1) {
          double slack = 1e-12;
          boolean rises = progress < warmup;
          assertThat(
                  rises
                      ? now >= before - slack
                      : now <= before + slack || progress - 1.0 / steps < warmup)
              .as("%s at %s", rate, progress)
              .isTrue();
          double slope = Math.PI / 2 / Math.min(warmup, 1 - warmup); // of a half cosine, at most
          assertThat(Math.abs(now - before)).isLessThanOrEqualTo(0.8 * slope / steps + slack);
        }
        before = now;
      }
      assertThat(at(rate, warmup)).isCloseTo(0.8, within(1e-9));
    }
    assertThat(at(new Schedule.OneCycle(warmup, start, end, true), 1))
        .isCloseTo(0.8 * end, within(1e-12));
    assertThat(at(new Schedule.OneCycle(warmup, start, end, false), 1))
        .isCloseTo(0.8 * end, within(1e-12));
  }

  @Test
  void aPlateauFallsAfterItsPatienceAndNoFurtherThanItsLeast() {
    Schedule.Plateau plateau = new Schedule.Plateau(0, 0.5, 2, 0.2);
    double[] results = {3, 2, 2, 1.9, 1.9, 2.5, 4, 1.9, 0.1, 1, 1, 1, 1};
    double[] shares = {1, 1, 1, 1, 1, 0.5, 0.5, 0.25, 0.25, 0.25, 0.2, 0.2, 0.2};
    ScheduleState state = ScheduleState.START;
    for (int i = 0; i < results.length; i++) {
      state = plateau.after(state, results[i]);
      assertThat(state.share()).as("after result %d", i).isEqualTo(shares[i]);
      assertThat(plateau.rate(0.8, 0.5, state)).isEqualTo(0.8 * shares[i]);
    }
    assertThat(state.best()).isEqualTo(0.1);
  }

  @RepeatedTest(50)
  void aPlateauFallsAsOftenAsResultsStoodStillForItsPatience(RepetitionInfo info) {
    SplittableRandom random = new SplittableRandom(info.getCurrentRepetition());
    int patience = random.nextInt(1, 6);
    Schedule.Plateau plateau = new Schedule.Plateau(0.1, 0.7, patience, 0);
    ScheduleState state = ScheduleState.START;
    double best = Double.POSITIVE_INFINITY;
    int still = 0;
    int falls = 0;
    for (int i = 0; i < 60; i++) {
      double result = random.nextInt(20);
      still = result < best ? 0 : still + 1;
      best = Math.min(best, result);
      falls += still > 0 && still % patience == 0 ? 1 : 0;
      state = plateau.after(state, result);
      assertThat(state.share()).isCloseTo(Math.pow(0.7, falls), within(1e-12));
      assertThat(state.best()).isEqualTo(best);
    }
  }

  @Test
  void onlyAPlateauLooksAtResults() {
    ScheduleState state = new ScheduleState(0.5, 2, 1);
    for (Schedule rate : all(0.1, 0.04, 0.01)) {
      if (!(rate instanceof Schedule.Plateau)) {
        assertThat(rate.after(state, 1)).isEqualTo(state);
        assertThat(rate.rate(1, 0.5, state)).isEqualTo(rate.rate(1, 0.5, ScheduleState.START));
      }
    }
  }

  private static List<Schedule> all(double warmup, double start, double end) {
    return List.of(
        new Schedule.Constant(warmup),
        new Schedule.Cosine(warmup, end),
        new Schedule.OneCycle(warmup, start, end, false),
        new Schedule.OneCycle(warmup, start, end, true),
        new Schedule.Plateau(warmup, 0.5, 3, 0));
  }

  private static double at(Schedule schedule, double progress) {
    return schedule.rate(0.8, progress, ScheduleState.START);
  }
}
