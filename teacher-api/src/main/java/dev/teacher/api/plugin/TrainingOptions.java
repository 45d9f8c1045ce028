package dev.teacher.api.plugin;

import java.util.Set;

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
 * @param avoid {@linkplain dev.teacher.api.graph.Op#operation kinds} of operations whose usual
 *     kernels are wrong on this machine, to be computed in their safe form
 */
public record TrainingOptions(
    Optimizer optimizer,
    double clipNorm,
    double averageDecay,
    int threads,
    Precision precision,
    Set<String> avoid) {
  public TrainingOptions {
    avoid = Set.copyOf(avoid);
  }

  /** Options of a training with all operations in their usual form. */
  public TrainingOptions(
      Optimizer optimizer, double clipNorm, double averageDecay, int threads, Precision precision) {
    this(optimizer, clipNorm, averageDecay, threads, precision, Set.of());
  }

  /** Options of a training in float32. */
  public TrainingOptions(Optimizer optimizer, double clipNorm, double averageDecay, int threads) {
    this(optimizer, clipNorm, averageDecay, threads, Precision.FLOAT32);
  }

  /** The same in another precision. */
  public TrainingOptions with(Precision other) {
    return new TrainingOptions(optimizer, clipNorm, averageDecay, threads, other, avoid);
  }

  /** The same without averaged weights. */
  public TrainingOptions withoutAverage() {
    return new TrainingOptions(optimizer, clipNorm, 0, threads, precision, avoid);
  }

  /** The same on another number of engine threads. */
  public TrainingOptions onThreads(int number) {
    return new TrainingOptions(optimizer, clipNorm, averageDecay, number, precision, avoid);
  }

  /** The same with these kinds of operations in their safe form. */
  public TrainingOptions avoiding(Set<String> kinds) {
    return new TrainingOptions(optimizer, clipNorm, averageDecay, threads, precision, kinds);
  }
}
