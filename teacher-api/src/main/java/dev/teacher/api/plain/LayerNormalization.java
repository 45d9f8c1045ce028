package dev.teacher.api.plain;

import java.util.List;

/** Inputs x [..., C], weight [C], bias [C]. */
record LayerNormalization(double eps) implements Operation {
  @Override
  public NdArray forward(List<NdArray> in) {
    return normal(in.get(0))
        .combine(in.get(1), (normal, weight) -> normal * weight)
        .combine(in.get(2), Double::sum);
  }

  @Override
  public List<NdArray> backward(List<NdArray> in, NdArray out, NdArray upstream) {
    NdArray x = in.get(0);
    NdArray normal = normal(x);
    NdArray slope = upstream.combine(in.get(1), (g, weight) -> g * weight);
    int channels = x.size(-1);
    NdArray gradient = NdArray.zeros(x.shape());
    for (int row = 0; row < x.data().length; row += channels) {
      double mean = 0;
      double along = 0;
      for (int i = row; i < row + channels; i++) {
        mean += slope.data()[i] / channels;
        along += slope.data()[i] * normal.data()[i] / channels;
      }
      double deviation = deviation(x, row, channels);
      for (int i = row; i < row + channels; i++) {
        gradient.data()[i] = (slope.data()[i] - mean - normal.data()[i] * along) / deviation;
      }
    }
    NdArray ofWeight = Bias.sums(upstream.combine(normal, (g, v) -> g * v));
    return List.of(gradient, ofWeight, Bias.sums(upstream));
  }

  private NdArray normal(NdArray x) {
    int channels = x.size(-1);
    NdArray result = NdArray.zeros(x.shape());
    for (int row = 0; row < x.data().length; row += channels) {
      double mean = mean(x, row, channels);
      double deviation = deviation(x, row, channels);
      for (int i = row; i < row + channels; i++) {
        result.data()[i] = (x.data()[i] - mean) / deviation;
      }
    }
    return result;
  }

  private static double mean(NdArray x, int row, int channels) {
    double sum = 0;
    for (int i = row; i < row + channels; i++) {
      sum += x.data()[i];
    }
    return sum / channels;
  }

  private double deviation(NdArray x, int row, int channels) {
    double mean = mean(x, row, channels);
    double squares = 0;
    for (int i = row; i < row + channels; i++) {
      squares += (x.data()[i] - mean) * (x.data()[i] - mean);
    }
    return Math.sqrt(squares / channels + eps);
  }
}
