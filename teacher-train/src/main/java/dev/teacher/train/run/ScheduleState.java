package dev.teacher.train.run;

/**
 * Where a learning rate stands that depends on results.
 *
 * @param share of the largest learning rate
 * @param best smallest result so far
 * @param waited validations since then, or since the rate last fell
 */
public record ScheduleState(double share, double best, int waited) {
  /** Before the first result. */
  public static final ScheduleState START = new ScheduleState(1, Double.MAX_VALUE, 0);
}
