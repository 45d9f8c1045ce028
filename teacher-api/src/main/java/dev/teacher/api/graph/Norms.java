package dev.teacher.api.graph;

import dev.teacher.api.error.Problem;
import dev.teacher.api.graph.Op.ReduceKind;
import dev.teacher.api.tensor.DType;

/** Statistics over the valid frames of a sequence, in raw operations. */
final class Norms {
  private Norms() {}

  /** The mean over time and, if {@code axes} names it, channels. */
  static Value mean(Sequence x, int... axes) {
    Values ops = new Values(x.builder());
    return ops.divide(x.reduceValid(ReduceKind.SUM, axes), count(x, axes));
  }

  /** The biased variance around {@link #mean}, in two passes. */
  static Value variance(Sequence x, int... axes) {
    Values ops = new Values(x.builder());
    Sequence centred = x.map(v -> ops.subtract(v, mean(x, axes)));
    Value squares = ops.multiply(centred.data(), centred.data());
    return ops.divide(ops.reduce(ReduceKind.SUM, squares, axes), count(x, axes));
  }

  static Sequence groupNorm(Sequence x, int groups, Value weight, Value bias) {
    int channels = x.channels();
    if (channels % groups != 0) {
      throw Problem.usage(x.builder().qualified("") + ": cannot group " + channels + " channels")
          .expected("a divisor of " + channels)
          .found(groups + " groups")
          .exception();
    }
    Values ops = new Values(x.builder());
    int size = channels / groups;
    Value mask = ops.reshape(ops.cast(x.mask(), DType.FLOAT32), 0, -1, 1, 1);
    Value grouped = ops.reshape(x.data(), 0, 0, groups, size);
    Value frames = ops.reshape(ops.cast(x.lengths(), DType.FLOAT32), 0, 1, 1, 1);
    Value count = ops.multiply(frames, size);
    Value mean = ops.divide(ops.reduce(ReduceKind.SUM, grouped, 1, 3), count);
    Value centred = ops.multiply(ops.subtract(grouped, mean), mask);
    Value squares = ops.reduce(ReduceKind.SUM, ops.multiply(centred, centred), 1, 3);
    Value deviation = ops.sqrt(ops.add(ops.divide(squares, count), ops.constant(1e-5)));
    // One factor a sample and channel, so that frames are multiplied once.
    Value scale = ops.divide(ops.reshape(weight, 1, 1, groups, size), deviation);
    Value flat = ops.reshape(centred, 0, 0, channels);
    Value scaled = ops.multiply(flat, ops.reshape(scale, 0, 1, channels));
    return x.soiled(ops.add(scaled, bias));
  }

  private static Value count(Sequence x, int... axes) {
    Values ops = new Values(x.builder());
    Value frames = ops.reshape(ops.cast(x.lengths(), DType.FLOAT32), 0, 1, 1);
    return axes.length == 1 ? frames : ops.multiply(frames, x.channels());
  }
}
