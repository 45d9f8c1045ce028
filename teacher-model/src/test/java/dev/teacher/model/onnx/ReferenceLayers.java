package dev.teacher.model.onnx;

import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Op.PoolKind;
import dev.teacher.api.graph.Op.RecurrentKind;
import java.util.Arrays;
import java.util.List;

/** The reference for operations with weights and windows. */
final class ReferenceLayers {
  private ReferenceLayers() {}

  static Nd compute(Op op, List<Nd> in) {
    Nd x = in.get(0);
    if (op instanceof Op.MatMul) {
      return matMul(x, in.get(1));
    } else if (op instanceof Op.Linear linear) {
      return linear(
          x, in.get(1), linear.bias() ? in.get(2) : new Nd(new double[] {0}, new int[] {1}));
    } else if (op instanceof Op.Conv1d conv) {
      return conv(
          conv, x, in.get(1), conv.bias() ? in.get(2) : new Nd(new double[] {0}, new int[] {1}));
    } else if (op instanceof Op.Pool1d pool) {
      return pool(pool, x);
    } else if (op instanceof Op.LayerNorm norm) {
      return layerNorm(norm, x, in.get(1), in.get(2));
    } else if (op instanceof Op.BatchNorm norm) {
      return Nd.fill(
          i ->
              (x.at(i) - in.get(4).at(i))
                      / Math.sqrt(in.get(5).at(i) + norm.eps())
                      * in.get(2).at(i)
                  + in.get(3).at(i),
          x.shape());
    } else if (op instanceof Op.Recurrent recurrent) {
      return recurrent(recurrent, in);
    } else if (op instanceof Op.Attention) {
      return attention(in);
    }
    throw new AssertionError("no reference for " + op);
  }

  private static Nd matMul(Nd a, Nd b) {
    int[] outer =
        Nd.broadcast(
            Arrays.copyOf(a.shape(), a.rank() - 2), Arrays.copyOf(b.shape(), b.rank() - 2));
    int[] shape = Arrays.copyOf(outer, outer.length + 2);
    shape[outer.length] = a.size(a.rank() - 2);
    shape[outer.length + 1] = b.size(b.rank() - 1);
    return Nd.fill(
        i -> {
          double sum = 0;
          for (int k = 0; k < a.size(a.rank() - 1); k++) {
            sum += a.at(Nd.with(i, i.length - 1, k)) * b.at(Nd.with(i, i.length - 2, k));
          }
          return sum;
        },
        shape);
  }

  private static Nd linear(Nd x, Nd weight, Nd bias) {
    int last = x.rank() - 1;
    return Nd.fill(
        i -> {
          double sum = bias.at(i[last]);
          for (int k = 0; k < x.size(last); k++) {
            sum += x.at(Nd.with(i, last, k)) * weight.at(i[last], k);
          }
          return sum;
        },
        x.with(last, weight.size(0)));
  }

  private static Nd conv(Op.Conv1d conv, Nd x, Nd weight, Nd bias) {
    int time = (x.size(1) + conv.stride() - 1) / conv.stride();
    int perGroup = weight.size(1);
    int outPerGroup = weight.size(0) / conv.groups();
    return Nd.fill(
        i -> {
          double sum = bias.at(i[2]);
          for (int tap = 0; tap < weight.size(2); tap++) {
            int t = i[1] * conv.stride() - conv.padBefore() + tap * conv.dilation();
            for (int c = 0; c < perGroup && t >= 0 && t < x.size(1); c++) {
              int channel = i[2] / outPerGroup * perGroup + c;
              sum += x.at(i[0], t, channel) * weight.at(i[2], c, tap);
            }
          }
          return sum;
        },
        x.size(0),
        time,
        weight.size(0));
  }

  private static Nd pool(Op.Pool1d pool, Nd x) {
    int time = (x.size(1) + pool.stride() - 1) / pool.stride();
    return Nd.fill(
        i -> {
          double max = Double.NEGATIVE_INFINITY;
          double sum = 0;
          for (int tap = 0; tap < pool.kernel(); tap++) {
            int t = i[1] * pool.stride() - pool.padBefore() + tap;
            if (t >= 0 && t < x.size(1)) {
              max = Math.max(max, x.at(i[0], t, i[2]));
              sum += x.at(i[0], t, i[2]);
            }
          }
          return pool.kind() == PoolKind.MAX ? max : sum / pool.kernel();
        },
        x.with(1, time));
  }

  private static Nd layerNorm(Op.LayerNorm norm, Nd x, Nd weight, Nd bias) {
    int last = x.rank() - 1;
    int size = x.size(last);
    return Nd.fill(
        i -> {
          double mean = 0;
          double squares = 0;
          for (int c = 0; c < size; c++) {
            mean += x.at(Nd.with(i, last, c)) / size;
          }
          for (int c = 0; c < size; c++) {
            squares += Math.pow(x.at(Nd.with(i, last, c)) - mean, 2) / size;
          }
          return (x.at(i) - mean) / Math.sqrt(squares + norm.eps()) * weight.at(i[last])
              + bias.at(i[last]);
        },
        x.shape());
  }

  private static Nd attention(List<Nd> in) {
    Nd query = in.get(0);
    Nd key = in.get(1);
    int time = query.size(2);
    Nd scores =
        Nd.fill(
            i -> {
              double sum = 0;
              for (int d = 0; d < query.size(3); d++) {
                sum += query.at(i[0], i[1], i[2], d) * key.at(i[0], i[1], i[3], d);
              }
              return sum / Math.sqrt(query.size(3)) + in.get(3).at(i);
            },
            query.size(0),
            query.size(1),
            time,
            time);
    return matMul(Reference.softmax(scores, 3, false), in.get(2));
  }

  private static Nd recurrent(Op.Recurrent op, List<Nd> in) {
    Nd x = in.get(0);
    Nd result = Nd.fill(i -> 0, x.with(2, op.hidden()));
    for (int b = 0; b < x.size(0); b++) {
      int length = (int) in.get(1).at(b);
      double[] hidden = new double[op.hidden()];
      double[] cell = new double[op.hidden()];
      for (int step = 0; step < length; step++) {
        int t = op.reverse() ? length - 1 - step : step;
        double[] fromInput = gates(op, in.get(2), in.get(4), x, b, t);
        double[] fromHidden =
            gates(op, in.get(3), in.get(5), new Nd(hidden, new int[] {1, 1, op.hidden()}), 0, 0);
        hidden =
            op.kind() == RecurrentKind.LSTM
                ? lstm(fromInput, fromHidden, cell)
                : gru(fromInput, fromHidden, hidden);
        System.arraycopy(hidden, 0, result.data(), (b * x.size(1) + t) * op.hidden(), op.hidden());
      }
    }
    return result;
  }

  private static double[] gates(Op.Recurrent op, Nd weight, Nd bias, Nd x, int b, int t) {
    double[] sums = new double[op.kind().gates() * op.hidden()];
    for (int row = 0; row < sums.length; row++) {
      sums[row] = bias.at(row);
      for (int c = 0; c < x.size(2); c++) {
        sums[row] += weight.at(row, c) * x.at(b, t, c);
      }
    }
    return sums;
  }

  /** Hochreiter and Schmidhuber 1997 with forget gate; order i, f, g, o; changes the cell. */
  private static double[] lstm(double[] a, double[] b, double[] cell) {
    int n = cell.length;
    double[] hidden = new double[n];
    for (int k = 0; k < n; k++) {
      double i = sigmoid(a[k] + b[k]);
      double f = sigmoid(a[n + k] + b[n + k]);
      double g = Math.tanh(a[2 * n + k] + b[2 * n + k]);
      double o = sigmoid(a[3 * n + k] + b[3 * n + k]);
      cell[k] = f * cell[k] + i * g;
      hidden[k] = o * Math.tanh(cell[k]);
    }
    return hidden;
  }

  /** Cho et al. 2014 with the reset after the product; order r, z, n. */
  private static double[] gru(double[] a, double[] b, double[] before) {
    int n = before.length;
    double[] hidden = new double[n];
    for (int k = 0; k < n; k++) {
      double r = sigmoid(a[k] + b[k]);
      double z = sigmoid(a[n + k] + b[n + k]);
      double candidate = Math.tanh(a[2 * n + k] + r * b[2 * n + k]);
      hidden[k] = (1 - z) * candidate + z * before[k];
    }
    return hidden;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
