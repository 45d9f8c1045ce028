package dev.teacher.train.loop;

import dev.teacher.api.data.Batch;
import dev.teacher.api.plugin.TrainingSession.StepResult;
import dev.teacher.train.guard.EpochNumbers;
import dev.teacher.train.run.EpochState;
import java.util.stream.LongStream;

/** Adds up the steps of one epoch. */
final class EpochTally {
  private double loss;
  private long samples;
  private double norm;
  private double largestNorm;
  private int steps;
  private long frames;
  private long paddedFrames;
  private double learningRate;
  private double seconds;
  private double waited;

  /**
   * @param before sums to go on from
   */
  EpochTally(EpochState.Sums before) {
    loss = before.loss();
    samples = before.samples();
    norm = before.gradientNorm();
    largestNorm = before.gradientNormMax();
    steps = before.steps();
    frames = before.frames();
    paddedFrames = before.paddedFrames();
    learningRate = before.learningRate();
    seconds = before.seconds();
    waited = before.waited();
  }

  /** The sums so far. */
  EpochState.Sums sums() {
    return new EpochState.Sums(
        loss,
        samples,
        norm,
        largestNorm,
        steps,
        frames,
        paddedFrames,
        learningRate,
        seconds,
        waited);
  }

  void add(Batch batch) {
    frames += LongStream.of(batch.lengths()).sum();
    paddedFrames += (long) batch.size() * batch.frames();
  }

  void add(StepResult result, double rate) {
    int size = result.losses().length;
    loss += result.loss() * size;
    samples += size;
    norm += result.gradientNorm();
    largestNorm = Math.max(largestNorm, result.gradientNorm());
    steps++;
    learningRate = rate;
  }

  /**
   * Adds the time of a batch.
   *
   * @param waiting seconds until it came
   * @param working seconds that it took then
   */
  void addTime(double waiting, double working) {
    waited += waiting;
    seconds += waiting + working;
  }

  /** The mean over the samples; NaN before the first step. */
  double loss() {
    return loss / samples;
  }

  /** The mean over the steps; NaN before the first step. */
  double gradientNorm() {
    return norm / steps;
  }

  /** Without padding. */
  long frames() {
    return frames;
  }

  EpochMetrics metrics(
      int epoch, long step, EpochMetrics.Validation validation, EpochNumbers guards) {
    return new EpochMetrics(
        epoch,
        step,
        loss(),
        learningRate,
        gradientNorm(),
        largestNorm,
        seconds,
        frames / seconds,
        waited / seconds,
        1 - (double) frames / paddedFrames,
        validation,
        guards);
  }
}
