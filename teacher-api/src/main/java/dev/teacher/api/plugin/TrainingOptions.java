package dev.teacher.api.plugin;

/**
 * How steps are made: by an optimiser after clipping the global norm.
 *
 * @param optimizer moves the weights
 * @param clipNorm largest global gradient norm; 0 for no clipping
 * @param averageDecay decay of the running average of the weights; 0 for none. After step n, from
 *     1, the average moves towards the weights by the larger of 1 - averageDecay and 9 / (10 + n):
 *     it begins as the first weights, and soon forgets them
 * @param threads engine threads; 0 for all cores
 * @param precision of the numbers in a step
 */
public record TrainingOptions(
    Optimizer optimizer, double clipNorm, double averageDecay, int threads, Precision precision) {
  /** Options of a training in float32. */
  public TrainingOptions(Optimizer optimizer, double clipNorm, double averageDecay, int threads) {
    this(optimizer, clipNorm, averageDecay, threads, Precision.FLOAT32);
  }

  /** The same in another precision. */
  public TrainingOptions with(Precision other) {
    return new TrainingOptions(optimizer, clipNorm, averageDecay, threads, other);
  }
}
