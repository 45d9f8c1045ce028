package dev.teacher.api.plain;

import dev.teacher.api.plain.Matrices.Block;
import java.util.ArrayList;
import java.util.List;

/** Inputs x [..., in], weight [out, in], bias [out] if so. */
record LinearMap() implements Operation {
  @Override
  public NdArray forward(List<NdArray> in) {
    NdArray x = in.get(0);
    int columns = x.size(-1);
    int out = in.get(1).size(0);
    int rows = x.outer(x.rank() - 1);
    NdArray result = Bias.rows(in.size() > 2 ? in.get(2) : null, x.with(x.rank() - 1, out));
    Matrices.addTransposed(
        new Block(x.data(), 0),
        new Block(in.get(1).data(), 0),
        new Block(result.data(), 0),
        rows,
        columns,
        out);
    return result;
  }

  @Override
  public List<NdArray> backward(List<NdArray> in, NdArray out, NdArray upstream) {
    NdArray x = in.get(0);
    NdArray weight = in.get(1);
    int rows = x.outer(x.rank() - 1);
    Block slope = new Block(upstream.data(), 0);
    NdArray ofX = NdArray.zeros(x.shape());
    NdArray ofWeight = NdArray.zeros(weight.shape());
    Matrices.add(
        slope,
        new Block(weight.data(), 0),
        new Block(ofX.data(), 0),
        rows,
        weight.size(0),
        weight.size(1));
    Matrices.addOfTransposed(
        slope,
        new Block(x.data(), 0),
        new Block(ofWeight.data(), 0),
        rows,
        weight.size(0),
        weight.size(1));
    List<NdArray> gradients = new ArrayList<>(List.of(ofX, ofWeight));
    if (in.size() > 2) {
      gradients.add(Bias.sums(upstream));
    }
    return gradients;
  }
}
