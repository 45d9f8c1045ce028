package dev.teacher.train.torchscript;

import dev.teacher.api.plugin.Precision;
import dev.teacher.api.plugin.TrainingOptions;
import java.util.Set;

/**
 * In what numbers a body computes.
 *
 * @param precision of large products
 * @param avoid kinds of operations that are computed in float64 instead of float32, for which
 *     LibTorch has other kernels: their safe form
 */
record Numerics(Precision precision, Set<String> avoid) {
  /** All in float32, in the usual forms. */
  static final Numerics PLAIN = new Numerics(Precision.FLOAT32, Set.of());

  Numerics {
    avoid = Set.copyOf(avoid);
  }

  /** Of a step. */
  static Numerics of(TrainingOptions options) {
    return new Numerics(options.precision(), options.avoid());
  }

  /** Of what is computed outside of steps. */
  Numerics outsideOfSteps() {
    return new Numerics(Precision.FLOAT32, avoid);
  }
}
