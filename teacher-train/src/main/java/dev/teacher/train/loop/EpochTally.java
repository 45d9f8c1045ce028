package dev.teacher.train.loop;

import dev.teacher.api.data.Batch;
import dev.teacher.api.plugin.TrainingSession.StepResult;
import dev.teacher.train.guard.EpochNumbers;
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
      int epoch,
      long step,
      double seconds,
      double waited,
      EpochMetrics.Validation validation,
      EpochNumbers guards) {
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
