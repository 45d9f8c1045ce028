package dev.teacher.train.run;

import java.util.List;

/**
 * How far an epoch has come that is not finished: the file {@code epoch.json} of a checkpoint that
 * stands in the midst of one, after a step.
 *
 * @param batches that are done
 * @param order hash of the epoch's batches, which tells whether they are the same when it goes on
 * @param sums of these batches
 * @param gradients of these batches, by layer
 */
public record EpochState(int batches, String order, Sums sums, Gradients gradients) {
  /**
   * What the epoch's line of {@code metrics.jsonl} will be made of.
   *
   * @param loss sum over the samples
   * @param samples of the steps
   * @param gradientNorm sum over the steps, before clipping
   * @param gradientNormMax largest
   * @param steps that were made
   * @param frames of the batches
   * @param paddedFrames the same with padding
   * @param learningRate of the last step
   * @param seconds that the batches took
   * @param waited seconds of these in which the engine waited for data
   */
  public record Sums(
      double loss,
      long samples,
      double gradientNorm,
      double gradientNormMax,
      int steps,
      long frames,
      long paddedFrames,
      double learningRate,
      double seconds,
      double waited) {
    /** Of no batch. */
    public static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /**
   * Of gradients before clipping.
   *
   * @param squares sum of the squared norms, by layer
   * @param steps that were measured
   */
  public record Gradients(List<Double> squares, int steps) {
    public Gradients {
      squares = List.copyOf(squares);
    }
  }
}
