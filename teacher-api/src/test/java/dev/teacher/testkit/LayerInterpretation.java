package dev.teacher.testkit;

import dev.teacher.api.graph.Op;
import java.util.Arrays;
import java.util.List;

/** Layers, straight from their definitions in {@link Op}, as they are outside of training. */
final class LayerInterpretation {
  private LayerInterpretation() {}

  static NdArray linear(NdArray x, NdArray weight, NdArray bias) {
    NdArray product = Interpretation.matMul(x, weight.transpose(1, 0));
    return bias == null ? product : product.combine(bias, Double::sum);
  }

  static NdArray conv(Op.Conv1d conv, NdArray x, NdArray weight, NdArray bias) {
    int time = x.size(1);
    int in = x.size(2);
    int out = weight.size(0);
    int perGroup = weight.size(1);
    int kernel = weight.size(2);
    NdArray result = NdArray.zeros(x.size(0), ceil(time, conv.stride()), out);
    for (int i = 0; i < result.data().length; i++) {
      int o = i % out;
      int t = i / out % result.size(1) * conv.stride() - conv.padBefore();
      int sample = i / out / result.size(1);
      int group = o / (out / conv.groups());
      double sum = bias == null ? 0 : bias.data()[o];
      for (int k = 0; k < kernel; k++) {
        int at = t + k * conv.dilation();
        for (int c = 0; at >= 0 && at < time && c < perGroup; c++) {
          sum +=
              weight.data()[(o * perGroup + c) * kernel + k]
                  * x.data()[(sample * time + at) * in + group * perGroup + c];
        }
      }
      result.data()[i] = sum;
    }
    return result;
  }

  static NdArray pool(Op.Pool1d pool, NdArray x) {
    int time = x.size(1);
    int channels = x.size(2);
    NdArray result = NdArray.zeros(x.with(1, ceil(time, pool.stride())));
    boolean max = pool.kind() == Op.PoolKind.MAX;
    for (int i = 0; i < result.data().length; i++) {
      int first = i / channels % result.size(1) * pool.stride() - pool.padBefore();
      int sample = i / channels / result.size(1);
      double value = max ? Double.NEGATIVE_INFINITY : 0;
      for (int at = Math.max(0, first); at < Math.min(time, first + pool.kernel()); at++) {
        double element = x.data()[(sample * time + at) * channels + i % channels];
        value = max ? Math.max(value, element) : value + element / pool.kernel();
      }
      result.data()[i] = value;
    }
    return result;
  }

  static NdArray layerNorm(double eps, NdArray x, NdArray weight, NdArray bias) {
    int channels = x.size(-1);
    NdArray result = NdArray.zeros(x.shape());
    for (int row = 0; row < x.data().length; row += channels) {
      double[] values = Arrays.copyOfRange(x.data(), row, row + channels);
      double mean = Arrays.stream(values).average().orElseThrow();
      double variance =
          Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
      for (int c = 0; c < channels; c++) {
        double normal = (values[c] - mean) / Math.sqrt(variance + eps);
        result.data()[row + c] = normal * weight.data()[c] + bias.data()[c];
      }
    }
    return result;
  }

  /** Inputs x, mask, weight, bias, running mean, running variance. */
  static NdArray batchNorm(double eps, List<NdArray> in) {
    NdArray deviation = in.get(5).map(v -> Math.sqrt(v + eps));
    return in.get(0)
        .combine(in.get(4), (a, b) -> a - b)
        .combine(deviation, (a, b) -> a / b)
        .combine(in.get(2), (a, b) -> a * b)
        .combine(in.get(3), Double::sum);
  }

  /** Inputs q, k, v, bias. */
  static NdArray attention(List<NdArray> in) {
    double scale = 1 / Math.sqrt(in.get(0).size(3));
    NdArray scores =
        Interpretation.matMul(in.get(0), in.get(1).transpose(0, 1, 3, 2))
            .map(v -> v * scale)
            .combine(in.get(3), Double::sum);
    return Interpretation.matMul(
        Interpretation.softmax(new Op.Softmax(3, false), scores), in.get(2));
  }

  /** Inputs x, lengths, weight_ih, weight_hh, bias_ih, bias_hh. Undefined frames become NaN. */
  static NdArray recurrent(Op.Recurrent op, List<NdArray> in) {
    NdArray x = in.get(0);
    int time = x.size(1);
    NdArray result = NdArray.zeros(x.size(0), time, op.hidden());
    Arrays.fill(result.data(), Double.NaN);
    for (int sample = 0; sample < x.size(0); sample++) {
      int length = (int) in.get(1).data()[sample];
      double[] hidden = new double[op.hidden()];
      double[] cell = new double[op.hidden()];
      for (int step = 0; step < length; step++) {
        int row = sample * time + (op.reverse() ? length - 1 - step : step);
        double[] frame = Arrays.copyOfRange(x.data(), row * x.size(2), (row + 1) * x.size(2));
        double[] input = affine(in.get(2), frame, in.get(4));
        double[] state = affine(in.get(3), hidden, in.get(5));
        for (int h = 0; h < op.hidden(); h++) {
          if (op.kind() == Op.RecurrentKind.LSTM) {
            hidden[h] = lstm(input, state, cell, h);
          } else {
            hidden[h] = gru(input, state, hidden[h], h, op.hidden());
          }
        }
        System.arraycopy(hidden, 0, result.data(), row * op.hidden(), op.hidden());
      }
    }
    return result;
  }

  /** Gates i, f, g, o. */
  private static double lstm(double[] input, double[] state, double[] cell, int h) {
    int size = cell.length;
    double in = Interpretation.sigmoid(input[h] + state[h]);
    double forget = Interpretation.sigmoid(input[size + h] + state[size + h]);
    double candidate = Math.tanh(input[2 * size + h] + state[2 * size + h]);
    double out = Interpretation.sigmoid(input[3 * size + h] + state[3 * size + h]);
    cell[h] = forget * cell[h] + in * candidate;
    return out * Math.tanh(cell[h]);
  }

  /** Gates r, z, n; the reset gate is applied after the product. */
  private static double gru(double[] input, double[] state, double hidden, int h, int size) {
    double reset = Interpretation.sigmoid(input[h] + state[h]);
    double update = Interpretation.sigmoid(input[size + h] + state[size + h]);
    double candidate = Math.tanh(input[2 * size + h] + reset * state[2 * size + h]);
    return (1 - update) * candidate + update * hidden;
  }

  private static double[] affine(NdArray weight, double[] x, NdArray bias) {
    double[] result = bias.data().clone();
    for (int row = 0; row < result.length; row++) {
      for (int c = 0; c < x.length; c++) {
        result[row] += weight.data()[row * x.length + c] * x[c];
      }
    }
    return result;
  }

  private static int ceil(int size, int stride) {
    return (size + stride - 1) / stride;
  }
}
