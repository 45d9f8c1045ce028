package dev.teacher.api.plain;

import dev.teacher.api.graph.Op;
import java.util.ArrayList;
import java.util.List;

/** Inputs x [B, T, in], weight [out, in / groups, kernel], bias [out] if so. */
record Convolution(Op.Conv1d op) implements Operation {
  /** One product of the sum. */
  @FunctionalInterface
  private interface Term {
    void at(int x, int weight, int out);
  }

  @Override
  public NdArray forward(List<NdArray> in) {
    NdArray x = in.get(0);
    NdArray weight = in.get(1);
    int frames = (x.size(1) + op.stride() - 1) / op.stride();
    NdArray bias = in.size() > 2 ? in.get(2) : null;
    NdArray result = Bias.rows(bias, x.size(0), frames, weight.size(0));
    double[] sums = result.data();
    forEachTerm(x, weight, frames, (i, w, o) -> sums[o] += weight.data()[w] * x.data()[i]);
    return result;
  }

  @Override
  public List<NdArray> backward(List<NdArray> in, NdArray out, NdArray upstream) {
    NdArray x = in.get(0);
    NdArray weight = in.get(1);
    NdArray ofX = NdArray.zeros(x.shape());
    NdArray ofWeight = NdArray.zeros(weight.shape());
    forEachTerm(
        x,
        weight,
        out.size(1),
        (i, w, o) -> {
          ofX.data()[i] += weight.data()[w] * upstream.data()[o];
          ofWeight.data()[w] += x.data()[i] * upstream.data()[o];
        });
    List<NdArray> gradients = new ArrayList<>(List.of(ofX, ofWeight));
    if (in.size() > 2) {
      gradients.add(Bias.sums(upstream));
    }
    return gradients;
  }

  /** Frames of the padding have no terms. */
  private void forEachTerm(NdArray x, NdArray weight, int frames, Term term) {
    int out = weight.size(0);
    int channels = weight.size(1);
    int kernel = weight.size(2);
    for (int row = 0; row < x.size(0) * frames; row++) {
      int first = row % frames * op.stride() - op.padBefore();
      for (int o = 0; o < out; o++) {
        int group = o / (out / op.groups());
        for (int k = 0; k < kernel; k++) {
          int at = first + k * op.dilation();
          if (at >= 0 && at < x.size(1)) {
            int from = (row / frames * x.size(1) + at) * x.size(2) + group * channels;
            for (int c = 0; c < channels; c++) {
              term.at(from + c, (o * channels + c) * kernel + k, row * out + o);
            }
          }
        }
      }
    }
  }
}
