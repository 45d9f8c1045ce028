package dev.teacher.api.graph;

import dev.teacher.api.graph.Op.BinaryKind;

/** Changes of the frame rate inside the graph. */
final class Resampling {
  private Resampling() {}

  /**
   * Linear interpolation with half-pixel centres. Output frame t * factor + p lies at t + (p + 0.5)
   * / factor - 0.5; each phase p mixes a frame with its earlier or later neighbour, and the ends of
   * each sequence (not of the batch) are their own neighbours.
   */
  static Sequence linear(Sequence x, int factor) {
    Values ops = new Values(x.builder());
    Value data = x.data();
    Value earlier = ops.where(x.isFrame(0), data, ops.shift(data, 1, 1));
    Value last = ops.subtract(ops.reshape(x.lengths(), 0, 1, 1), ops.constant(1L));
    Value index = ops.reshape(ops.range(data, 1), 1, -1, 1);
    Value isLast = ops.binary(BinaryKind.EQUAL, index, last);
    Value later = ops.where(isLast, data, ops.shift(data, 1, -1));
    Value[] phases = new Value[factor];
    for (int p = 0; p < factor; p++) {
      double offset = (p + 0.5) / factor - 0.5;
      Value neighbour = offset < 0 ? earlier : later;
      double weight = Math.abs(offset);
      phases[p] = ops.add(ops.multiply(data, 1 - weight), ops.multiply(neighbour, weight));
    }
    Value stacked = ops.concat(2, phases); // [B, T, factor * C], phases of a frame side by side
    Value spread = ops.reshape(stacked, 0, -1, x.channels());
    return x.soiled(spread, x.builder().lengths().repeated(x.lengths(), factor));
  }
}
