package dev.teacher.train.loop;

import dev.teacher.train.run.ScheduleState;

/**
 * How the learning rate moves over a training. {@code progress} is the share of the training that
 * is done after a step, above 0 and at most 1, whatever the number of steps. A warm-up is the share
 * of the training in which the rate rises linearly from 0.
 */
sealed interface Schedule {
  /**
   * The learning rate of a step.
   *
   * @param largest the largest of the training
   * @param progress after the step
   * @param state after the last validation
   */
  double rate(double largest, double progress, ScheduleState state);

  /** The state after a validation whose result was {@code result}; small is good. */
  default ScheduleState after(ScheduleState state, double result) {
    return state;
  }

  /**
   * As it is.
   *
   * @param warmup share of the rise
   */
  record Constant(double warmup) implements Schedule {
    @Override
    public double rate(double largest, double progress, ScheduleState state) {
      return progress < warmup ? largest * progress / warmup : largest;
    }
  }

  /**
   * Half a cosine down (Loshchilov and Hutter 2017, without restarts).
   *
   * @param warmup share of the rise
   * @param finalShare of the largest, at the end
   */
  record Cosine(double warmup, double finalShare) implements Schedule {
    @Override
    public double rate(double largest, double progress, ScheduleState state) {
      if (progress < warmup) {
        return largest * progress / warmup;
      }
      return warmup == 1 ? largest : fallen(largest, finalShare, progress, warmup);
    }
  }

  /**
   * One cycle (Smith and Topin 2018): a straight rise, then a fall to far below the start. Their
   * momentum, which moves against the rate, stays as it is here.
   *
   * @param rise share of the training that the rise takes
   * @param startShare of the largest, at the start
   * @param finalShare of the largest, at the end
   * @param linear whether the fall is straight rather than half a cosine
   */
  record OneCycle(double rise, double startShare, double finalShare, boolean linear)
      implements Schedule {
    @Override
    public double rate(double largest, double progress, ScheduleState state) {
      if (progress < rise) {
        return largest * (startShare + (1 - startShare) * progress / rise);
      }
      if (rise == 1) {
        return largest;
      }
      return linear
          ? largest * (1 - (1 - finalShare) * (progress - rise) / (1 - rise))
          : fallen(largest, finalShare, progress, rise);
    }
  }

  /**
   * As it is, until results stop getting better; then a share of it, and so on (as
   * torch.optim.lr_scheduler.ReduceLROnPlateau without threshold and cool-down).
   *
   * @param warmup share of the rise
   * @param factor what stays of the rate when it falls
   * @param patience validations in a row without a new best that make it fall
   * @param minShare of the largest, below which it does not fall
   */
  record Plateau(double warmup, double factor, int patience, double minShare) implements Schedule {
    @Override
    public double rate(double largest, double progress, ScheduleState state) {
      double rate = largest * state.share();
      return progress < warmup ? rate * progress / warmup : rate;
    }

    @Override
    public ScheduleState after(ScheduleState state, double result) {
      if (result < state.best()) {
        return new ScheduleState(state.share(), result, 0);
      }
      if (state.waited() + 1 < patience) {
        return new ScheduleState(state.share(), state.best(), state.waited() + 1);
      }
      return new ScheduleState(Math.max(minShare, state.share() * factor), state.best(), 0);
    }
  }

  private static double fallen(double largest, double finalShare, double progress, double from) {
    double fall = (1 + Math.cos(Math.PI * (progress - from) / (1 - from))) / 2;
    return largest * (finalShare + (1 - finalShare) * fall);
  }
}
