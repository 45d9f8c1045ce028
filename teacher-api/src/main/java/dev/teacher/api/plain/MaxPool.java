package dev.teacher.api.plain;

import dev.teacher.api.graph.Op;
import java.util.List;

/** The largest of each window; padding is never it. */
record MaxPool(Op.Pool1d op) implements Operation {
  @Override
  public NdArray forward(List<NdArray> in) {
    NdArray x = in.get(0);
    Windows windows = new Windows(op, x.shape());
    NdArray result = NdArray.zeros(windows.result());
    windows.forEach(
        (out, from, to) -> result.data()[out] = x.data()[largest(x, from, to, windows.step())]);
    return result;
  }

  @Override
  public List<NdArray> backward(List<NdArray> in, NdArray out, NdArray upstream) {
    NdArray x = in.get(0);
    Windows windows = new Windows(op, x.shape());
    NdArray gradient = NdArray.zeros(x.shape());
    windows.forEach(
        (o, from, to) ->
            gradient.data()[largest(x, from, to, windows.step())] += upstream.data()[o]);
    return List.of(gradient);
  }

  /** The first of the largest; NaN is larger than anything. */
  private static int largest(NdArray x, int from, int to, int step) {
    int largest = from;
    for (int i = from + step; i < to; i += step) {
      double value = x.data()[i];
      double most = x.data()[largest];
      if (value > most || (Double.isNaN(value) && !Double.isNaN(most))) {
        largest = i;
      }
    }
    return largest;
  }
}
