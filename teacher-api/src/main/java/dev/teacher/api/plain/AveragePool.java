package dev.teacher.api.plain;

import dev.teacher.api.graph.Op;
import java.util.List;

/** The mean of each window; padding counts as zeros. */
record AveragePool(Op.Pool1d op) implements Operation {
  @Override
  public NdArray forward(List<NdArray> in) {
    Windows windows = new Windows(op, in.get(0).shape());
    NdArray result = NdArray.zeros(windows.result());
    windows.forEach(
        (out, from, to) -> {
          for (int i = from; i < to; i += windows.step()) {
            result.data()[out] += in.get(0).data()[i] / op.kernel();
          }
        });
    return result;
  }

  @Override
  public List<NdArray> backward(List<NdArray> in, NdArray out, NdArray upstream) {
    Windows windows = new Windows(op, in.get(0).shape());
    NdArray gradient = NdArray.zeros(in.get(0).shape());
    windows.forEach(
        (o, from, to) -> {
          for (int i = from; i < to; i += windows.step()) {
            gradient.data()[i] += upstream.data()[o] / op.kernel();
          }
        });
    return List.of(gradient);
  }
}
