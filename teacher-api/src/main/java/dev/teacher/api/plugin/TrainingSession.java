package dev.teacher.api.plugin;

import dev.teacher.api.data.Batch;
import dev.teacher.api.tensor.Weights;
import java.util.function.Supplier;

/**
 * A network in training. Used by one thread; closing twice is allowed.
 *
 * <p>The loss of a sample is the CTC loss (Graves et al. 2006) of its labels on the output {@code
 * log_probs}, plus that on each auxiliary of the graph times its weight, divided by the number of
 * labels.
 */
public interface TrainingSession extends AutoCloseable {
  /**
   * One optimiser step on one batch, which lowers the mean of its samples' losses. Labels must be
   * feasible: an infinite loss is reported in the result, and then no weight moves.
   *
   * @param batch the inputs
   * @param labels vocabulary indices of each sample, none 0
   * @param learningRate of this step
   * @param seed of drop-out in this step
   */
  StepResult step(Batch batch, int[][] labels, double learningRate, long seed);

  /**
   * Adds a batch's part to the next {@link #apply}: the step over several batches that is the same
   * as one over all their samples in one batch, since each sample weighs the same. (Batch norm
   * alone sees samples batch by batch; its running statistics move once, by the mean over the
   * samples.) If the loss or its gradients are not finite, {@code applied} is false and all that
   * waited for the step is dropped.
   *
   * @param batch the inputs
   * @param labels vocabulary indices of each sample, none 0
   * @param seed of drop-out in this batch
   * @return the numbers of this batch alone
   */
  StepResult accumulate(Batch batch, int[][] labels, long seed);

  /**
   * The step over the batches that were accumulated since the last one, one at least; clips the
   * norm of their mean gradient.
   *
   * @return the numbers of all of them together; losses in their order
   */
  StepResult apply(double learningRate);

  /** The losses of a batch's samples, without drop-out and without training. */
  float[] losses(Batch batch, int[][] labels);

  /** The log-probabilities of a batch, without drop-out. */
  ModelOutput run(Batch batch);

  /**
   * The gradients of the summed per-sample losses with respect to each parameter, without drop-out
   * and without changing anything: for tests and diagnosis.
   */
  Weights gradients(Batch batch, int[][] labels);

  /** A copy of parameters and buffers. */
  Weights weights();

  /**
   * Calls {@code use} while the averaged weights stand in the place of the trained ones, so that
   * {@link #run}, {@link #losses}, {@link #gradients} and {@link #weights} are theirs; calls it as
   * it is where nothing is averaged. Buffers are not averaged. It must neither train nor look at
   * the optimiser.
   */
  <T> T withAverage(Supplier<T> use);

  /**
   * A copy of what a training needs beside its weights to go on after a step: the optimiser's state
   * under the parameters' names, and the step count. Where weights are averaged, the trained ones
   * as well, since it is the averaged ones that are kept as weights.
   */
  Weights optimizerState();

  /**
   * Puts a state back that {@link #optimizerState} gave. Where weights are averaged, the session
   * was opened with the average of that moment.
   */
  void restoreOptimizer(Weights state);

  @Override
  void close();

  /**
   * The numbers of one step.
   *
   * @param loss mean over the samples, before the step
   * @param losses of each sample
   * @param gradientNorm global norm before clipping
   * @param parameterNorms norm of each parameter's gradient before clipping, in the graph's order;
   *     none where the loss was not finite or the backend does not measure them
   * @param applied false if loss or gradients were not finite, so that no weight moved
   */
  record StepResult(
      double loss, float[] losses, double gradientNorm, float[] parameterNorms, boolean applied) {
    /** The numbers of a backend that measures the global norm alone. */
    public StepResult(double loss, float[] losses, double gradientNorm, boolean applied) {
      this(loss, losses, gradientNorm, new float[0], applied);
    }
  }
}
