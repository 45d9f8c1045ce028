package dev.teacher.api.plain;

import dev.teacher.api.graph.Op;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Inputs x [B, T, C], mask, weight, bias, running mean, running variance: with the statistics of
 * the valid frames. Padded frames are not looked at, and give the bias.
 */
record BatchNormInTraining(Op.BatchNorm op) implements Operation {
  @Override
  public NdArray forward(List<NdArray> in) {
    return normal(in, statistics(in))
        .combine(in.get(2), (a, b) -> a * b)
        .combine(in.get(3), Double::sum);
  }

  @Override
  public List<NdArray> backward(List<NdArray> in, NdArray out, NdArray upstream) {
    Statistics statistics = statistics(in);
    NdArray normal = normal(in, statistics);
    int channels = upstream.size(2);
    double[] mean = new double[channels];
    double[] along = new double[channels];
    for (int i = 0; i < upstream.data().length; i++) {
      if (isValid(in, i)) {
        mean[i % channels] += upstream.data()[i] / statistics.count();
        along[i % channels] += upstream.data()[i] * normal.data()[i] / statistics.count();
      }
    }
    NdArray gradient = NdArray.zeros(upstream.shape());
    for (int i = 0; i < upstream.data().length; i++) {
      if (isValid(in, i)) {
        int c = i % channels;
        double rest = upstream.data()[i] - mean[c] - normal.data()[i] * along[c];
        double deviation = Math.sqrt(statistics.variance(c) + op.eps());
        gradient.data()[i] = in.get(2).data()[c] * rest / deviation;
      }
    }
    NdArray ofWeight = Bias.sums(upstream.combine(normal, (g, v) -> g * v));
    return Arrays.asList(gradient, null, ofWeight, Bias.sums(upstream), null, null);
  }

  /** The running statistics, nearer to those of the batch; its variance without bias. */
  @Override
  public Map<Integer, NdArray> moved(List<NdArray> in) {
    Statistics batch = statistics(in);
    double freedom = Math.max(1, batch.count() - 1);
    NdArray mean = in.get(4).map(v -> v);
    NdArray variance = in.get(5).map(v -> v);
    for (int c = 0; c < mean.data().length; c++) {
      mean.data()[c] += op.momentum() * (batch.means()[c] - mean.data()[c]);
      variance.data()[c] += op.momentum() * (batch.squares()[c] / freedom - variance.data()[c]);
    }
    return Map.of(4, mean, 5, variance);
  }

  /**
   * Of the valid frames, for each channel.
   *
   * @param count valid frames
   * @param means of them
   * @param squares sum of squared differences from the mean
   */
  private record Statistics(double count, double[] means, double[] squares) {
    double variance(int channel) {
      return squares[channel] / count;
    }
  }

  private static Statistics statistics(List<NdArray> in) {
    NdArray x = in.get(0);
    int channels = x.size(2);
    double count = Arrays.stream(in.get(1).data()).sum();
    double[] means = new double[channels];
    double[] squares = new double[channels];
    for (int i = 0; i < x.data().length; i++) {
      means[i % channels] += isValid(in, i) ? x.data()[i] / count : 0;
    }
    for (int i = 0; i < x.data().length; i++) {
      double difference = isValid(in, i) ? x.data()[i] - means[i % channels] : 0;
      squares[i % channels] += difference * difference;
    }
    return new Statistics(count, means, squares);
  }

  private NdArray normal(List<NdArray> in, Statistics statistics) {
    NdArray x = in.get(0);
    NdArray normal = NdArray.zeros(x.shape());
    for (int i = 0; i < x.data().length; i++) {
      if (isValid(in, i)) {
        int c = i % x.size(2);
        double deviation = Math.sqrt(statistics.variance(c) + op.eps());
        normal.data()[i] = (x.data()[i] - statistics.means()[c]) / deviation;
      }
    }
    return normal;
  }

  private static boolean isValid(List<NdArray> in, int element) {
    return in.get(1).data()[element / in.get(0).size(2)] != 0;
  }
}
