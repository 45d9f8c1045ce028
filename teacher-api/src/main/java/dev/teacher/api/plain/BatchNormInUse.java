package dev.teacher.api.plain;

import java.util.Arrays;
import java.util.List;

/** Inputs x [B, T, C], mask, weight, bias, running mean, running variance: with what was kept. */
record BatchNormInUse(double eps) implements Operation {
  @Override
  public NdArray forward(List<NdArray> in) {
    return normal(in).combine(in.get(2), (a, b) -> a * b).combine(in.get(3), Double::sum);
  }

  @Override
  public List<NdArray> backward(List<NdArray> in, NdArray out, NdArray upstream) {
    NdArray scale = in.get(2).combine(deviation(in), (weight, spread) -> weight / spread);
    return Arrays.asList(
        upstream.combine(scale, (g, v) -> g * v),
        null,
        Bias.sums(upstream.combine(normal(in), (g, v) -> g * v)),
        Bias.sums(upstream),
        null,
        null);
  }

  private NdArray normal(List<NdArray> in) {
    return in.get(0)
        .combine(in.get(4), (x, mean) -> x - mean)
        .combine(deviation(in), (x, spread) -> x / spread);
  }

  private NdArray deviation(List<NdArray> in) {
    return in.get(5).map(variance -> Math.sqrt(variance + eps));
  }
}
