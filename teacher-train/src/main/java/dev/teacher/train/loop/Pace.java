package dev.teacher.train.loop;

import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Tells after each batch how far a training is, and how long it will take. */
final class Pace {
  private static final double NANOS = 1e9;

  private final int before;
  private final int epochs;
  private final LongSupplier clock;
  private final Consumer<StepProgress> watcher;
  private final long began;
  private long epochBegan;
  private OptionalDouble wer;

  /**
   * @param before epochs that were finished before this session
   * @param epochs of the whole training
   * @param wer of the last validation, if there was one
   * @param clock nanoseconds
   * @param watcher is told
   */
  Pace(
      int before,
      int epochs,
      OptionalDouble wer,
      LongSupplier clock,
      Consumer<StepProgress> watcher) {
    this.before = before;
    this.epochs = epochs;
    this.wer = wer;
    this.clock = clock;
    this.watcher = watcher;
    this.began = clock.getAsLong();
    this.epochBegan = began;
  }

  void epochBegins() {
    epochBegan = clock.getAsLong();
  }

  void validated(double result) {
    wer = OptionalDouble.of(result);
  }

  /**
   * Takes note of a batch.
   *
   * @param epoch from 1
   * @param batch of it, from 1
   * @param batches of it
   * @param tally of the epoch so far
   */
  void batch(int epoch, int batch, int batches, EpochTally tally) {
    long now = clock.getAsLong();
    double done = epoch - 1 + (double) batch / batches;
    watcher.accept(
        new StepProgress(
            epoch,
            epochs,
            batch,
            batches,
            some(tally.loss()),
            some(tally.gradientNorm()),
            wer,
            tally.frames() * NANOS / (now - epochBegan),
            (now - began) / NANOS / (done - before) * (epochs - done)));
  }

  /** No number is what the mean of nothing is. */
  private static OptionalDouble some(double mean) {
    return Double.isNaN(mean) ? OptionalDouble.empty() : OptionalDouble.of(mean);
  }
}
