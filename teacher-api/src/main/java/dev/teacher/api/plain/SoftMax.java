package dev.teacher.api.plain;

import dev.teacher.api.graph.Op.ReduceKind;
import java.util.List;

/**
 * Shares along an axis.
 *
 * @param log whether their logarithms
 */
record SoftMax(int axis, boolean log) implements Operation {
  @Override
  public NdArray forward(List<NdArray> in) {
    NdArray x = in.get(0);
    NdArray most = Reduction.along(ReduceKind.MAX, x, axis);
    NdArray centred = x.combine(most, (value, largest) -> value - largest);
    NdArray sum = Reduction.along(ReduceKind.SUM, centred.map(Math::exp), axis);
    return log
        ? centred.combine(sum, (value, total) -> value - Math.log(total))
        : centred.combine(sum, (value, total) -> Math.exp(value) / total);
  }

  @Override
  public List<NdArray> backward(List<NdArray> in, NdArray out, NdArray upstream) {
    return List.of(backward(out, upstream));
  }

  NdArray backward(NdArray out, NdArray upstream) {
    if (log) {
      NdArray sum = Reduction.along(ReduceKind.SUM, upstream, axis);
      return upstream.combine(
          out.map(Math::exp).combine(sum, (share, total) -> share * total), (g, v) -> g - v);
    }
    NdArray weighted = upstream.combine(out, (g, share) -> g * share);
    NdArray sum = Reduction.along(ReduceKind.SUM, weighted, axis);
    return weighted.combine(out.combine(sum, (share, total) -> share * total), (g, v) -> g - v);
  }
}
