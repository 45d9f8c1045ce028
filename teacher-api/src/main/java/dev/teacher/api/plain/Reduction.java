package dev.teacher.api.plain;

import dev.teacher.api.graph.Op;
import java.util.Arrays;
import java.util.List;

/** Sums, means and extremes over axes. */
record Reduction(Op.Reduce op) implements Operation {
  @Override
  public NdArray forward(List<NdArray> in) {
    NdArray result = in.get(0);
    for (int axis : op.axes()) {
      result = along(op.kind(), result, axis);
    }
    return op.keepDims() ? result : result.as(without(in.get(0).shape()));
  }

  @Override
  public List<NdArray> backward(List<NdArray> in, NdArray out, NdArray upstream) {
    NdArray x = in.get(0);
    int[] kept = kept(x.shape());
    NdArray slope = upstream.as(kept).expand(x.shape());
    return switch (op.kind()) {
      case SUM -> List.of(slope);
      case MEAN -> {
        double share = (double) out.data().length / x.data().length;
        yield List.of(slope.map(v -> v * share));
      }
      case MAX, MIN -> {
        NdArray extreme = x.combine(out.as(kept), (a, b) -> a == b ? 1 : 0);
        NdArray ties = extreme.sumTo(kept);
        yield List.of(
            slope.combine(extreme, (a, b) -> b == 0 ? 0 : a).combine(ties, (a, b) -> a / b));
      }
    };
  }

  /** The shape with 1 at the axes. */
  private int[] kept(int[] shape) {
    int[] kept = shape.clone();
    op.axes().forEach(axis -> kept[axis] = 1);
    return kept;
  }

  private int[] without(int[] shape) {
    int[] sizes = new int[shape.length - op.axes().size()];
    int next = 0;
    for (int i = 0; i < shape.length; i++) {
      if (!op.axes().contains(i)) {
        sizes[next++] = shape[i];
      }
    }
    return sizes;
  }

  /** Over one axis, which stays as 1. */
  static NdArray along(Op.ReduceKind kind, NdArray x, int axis) {
    NdArray result = NdArray.zeros(x.with(axis, 1));
    int inner = x.inner(axis);
    int size = x.shape()[axis];
    for (int i = 0; i < result.data().length; i++) {
      int from = i / inner * inner * size + i % inner;
      double[] line = new double[size];
      for (int k = 0; k < size; k++) {
        line[k] = x.data()[from + k * inner];
      }
      result.data()[i] =
          switch (kind) {
            case SUM -> Arrays.stream(line).sum();
            case MEAN -> Arrays.stream(line).sum() / size;
            case MAX -> Arrays.stream(line).reduce(Double.NEGATIVE_INFINITY, Math::max);
            case MIN -> Arrays.stream(line).reduce(Double.POSITIVE_INFINITY, Math::min);
          };
    }
    return result;
  }
}
