package dev.teacher.api.plugin;

/** In what numbers a network is trained. */
public enum Precision {
  /** All in float32. */
  FLOAT32,
  /**
   * Mixed: large products of matrices round what they multiply to bfloat16, in the forward and the
   * backward pass of a step. Weights, what the optimiser keeps, sums, norms, statistics, losses and
   * recurrences stay in float32, and so does everything outside of steps.
   */
  BFLOAT16
}
