package dev.teacher.train.loop;

import java.util.function.LongSupplier;

/** Says when the last checkpoint is so old that another one is due. */
final class CheckpointTimer {
  private static final double NANOS = 60e9;

  private final double minutes;
  private final LongSupplier clock;
  private long last;

  /**
   * @param minutes between two checkpoints; 0 for never by time
   * @param clock in nanoseconds, from anywhere
   */
  CheckpointTimer(double minutes, LongSupplier clock) {
    this.minutes = minutes;
    this.clock = clock;
    restart();
  }

  /** Whether one is due. */
  boolean isDue() {
    return minutes > 0 && clock.getAsLong() - last >= minutes * NANOS;
  }

  /** One was written: the time that it took is not counted. */
  void restart() {
    last = clock.getAsLong();
  }
}
