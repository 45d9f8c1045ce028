package dev.teacher.testkit;

import dev.teacher.api.graph.Op;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntUnaryOperator;

/** Element-wise and structural operations, straight from their definitions in {@link Op}. */
final class Interpretation {
  private Interpretation() {}

  static double unary(Op.UnaryKind kind, double x) {
    return switch (kind) {
      case NEGATE -> -x;
      case ABS -> Math.abs(x);
      case EXP -> Math.exp(x);
      case LOG -> Math.log(x);
      case SQRT -> Math.sqrt(x);
      case SIN -> Math.sin(x);
      case COS -> Math.cos(x);
      case FLOOR -> Math.floor(x);
      case RELU -> Math.max(x, 0);
      case GELU -> x * (1 + Erf.of(x / Math.sqrt(2))) / 2;
      case SILU -> x * sigmoid(x);
      case SIGMOID -> sigmoid(x);
      case TANH -> Math.tanh(x);
      case NOT -> 1 - x;
    };
  }

  static DoubleBinaryOperator binary(Op.BinaryKind kind, boolean whole) {
    return switch (kind) {
      case ADD -> (a, b) -> a + b;
      case SUBTRACT -> (a, b) -> a - b;
      case MULTIPLY -> (a, b) -> a * b;
      case DIVIDE -> whole ? (a, b) -> Math.floor(a / b) : (a, b) -> a / b;
      case MINIMUM -> Math::min;
      case MAXIMUM -> Math::max;
      case POWER -> Math::pow;
      case EQUAL -> (a, b) -> a == b ? 1 : 0;
      case LESS -> (a, b) -> a < b ? 1 : 0;
      case LESS_OR_EQUAL -> (a, b) -> a <= b ? 1 : 0;
      case GREATER -> (a, b) -> a > b ? 1 : 0;
      case GREATER_OR_EQUAL -> (a, b) -> a >= b ? 1 : 0;
      case AND -> (a, b) -> a * b;
      case OR -> Math::max;
    };
  }

  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  static NdArray where(NdArray condition, NdArray a, NdArray b) {
    int[] common = NdArray.broadcast(condition.shape(), NdArray.broadcast(a.shape(), b.shape()));
    NdArray choice = condition.expand(common);
    NdArray yes = a.expand(common);
    NdArray no = b.expand(common);
    NdArray result = NdArray.zeros(common);
    for (int i = 0; i < result.data().length; i++) {
      result.data()[i] = choice.data()[i] != 0 ? yes.data()[i] : no.data()[i];
    }
    return result;
  }

  static NdArray reduce(Op.Reduce reduce, NdArray x) {
    NdArray result = x;
    for (int axis : reduce.axes()) {
      result = reduceAxis(reduce.kind(), result, axis);
    }
    if (reduce.keepDims()) {
      return result;
    }
    int[] sizes = new int[x.rank() - reduce.axes().size()];
    int next = 0;
    for (int i = 0; i < x.rank(); i++) {
      if (!reduce.axes().contains(i)) {
        sizes[next++] = x.shape()[i];
      }
    }
    return new NdArray(sizes, result.data());
  }

  private static NdArray reduceAxis(Op.ReduceKind kind, NdArray x, int axis) {
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

  static NdArray softmax(Op.Softmax softmax, NdArray x) {
    int axis = softmax.axis();
    NdArray centred =
        x.combine(reduceAxis(Op.ReduceKind.MAX, x, axis), (value, most) -> value - most);
    NdArray sum = reduceAxis(Op.ReduceKind.SUM, centred.map(Math::exp), axis);
    return softmax.log()
        ? centred.combine(sum, (value, total) -> value - Math.log(total))
        : centred.combine(sum, (value, total) -> Math.exp(value) / total);
  }

  static NdArray matMul(NdArray a, NdArray b) {
    int n = a.size(-2);
    int k = a.size(-1);
    int m = b.size(-1);
    int[] outer =
        NdArray.broadcast(
            Arrays.copyOf(a.shape(), a.rank() - 2), Arrays.copyOf(b.shape(), b.rank() - 2));
    NdArray left = a.expand(append(outer, n, k));
    NdArray right = b.expand(append(outer, k, m));
    NdArray result = NdArray.zeros(append(outer, n, m));
    for (int i = 0; i < result.data().length; i++) {
      int block = i / (n * m);
      int row = i / m % n;
      int column = i % m;
      for (int j = 0; j < k; j++) {
        result.data()[i] +=
            left.data()[(block * n + row) * k + j] * right.data()[(block * k + j) * m + column];
      }
    }
    return result;
  }

  static NdArray concat(int axis, List<NdArray> values) {
    int size = values.stream().mapToInt(v -> v.shape()[axis]).sum();
    NdArray result = NdArray.zeros(values.get(0).with(axis, size));
    int inner = result.inner(axis);
    int done = 0;
    for (NdArray value : values) {
      int run = value.shape()[axis] * inner;
      for (int o = 0; o < value.outer(axis); o++) {
        System.arraycopy(value.data(), o * run, result.data(), o * size * inner + done, run);
      }
      done += run;
    }
    return result;
  }

  /**
   * An axis rebuilt: its place k holds what stood at source(k), or {@code other} where negative.
   */
  static NdArray along(NdArray x, int axis, int size, IntUnaryOperator source, double other) {
    NdArray result = NdArray.zeros(x.with(axis, size));
    int inner = x.inner(axis);
    int before = x.shape()[axis];
    for (int i = 0; i < result.data().length; i++) {
      int from = source.applyAsInt(i / inner % size);
      boolean there = from >= 0 && from < before;
      int place = (i / inner / size * before + from) * inner + i % inner;
      result.data()[i] = there ? x.data()[place] : other;
    }
    return result;
  }

  static NdArray slice(Op.Slice slice, NdArray x) {
    int size = x.shape()[slice.axis()];
    int start = slice.start() < 0 ? slice.start() + size : slice.start();
    int end = slice.end() < 0 ? slice.end() + size : Math.min(slice.end(), size);
    return along(x, slice.axis(), end - start, k -> start + k, Double.NaN);
  }

  static NdArray gather(int axis, NdArray x, NdArray index) {
    int count = index.data().length;
    NdArray flat = along(x, axis, count, k -> (int) index.data()[k], Double.NaN);
    int[] sizes = new int[x.rank() - 1 + index.rank()];
    System.arraycopy(x.shape(), 0, sizes, 0, axis);
    System.arraycopy(index.shape(), 0, sizes, axis, index.rank());
    System.arraycopy(x.shape(), axis + 1, sizes, axis + index.rank(), x.rank() - axis - 1);
    return new NdArray(sizes, flat.data());
  }

  static NdArray gatherTime(NdArray x, NdArray index) {
    int channels = x.size(2);
    NdArray result = NdArray.zeros(x.with(1, index.size(1)));
    for (int i = 0; i < index.data().length; i++) {
      int sample = i / index.size(1);
      int from = (sample * x.size(1) + (int) index.data()[i]) * channels;
      System.arraycopy(x.data(), from, result.data(), i * channels, channels);
    }
    return result;
  }

  static NdArray reshape(List<Integer> sizes, NdArray x) {
    int[] shape = new int[sizes.size()];
    int known = 1;
    for (int i = 0; i < shape.length; i++) {
      shape[i] = sizes.get(i) == 0 ? x.shape()[i] : sizes.get(i);
      known *= shape[i] < 0 ? 1 : shape[i];
    }
    for (int i = 0; i < shape.length; i++) {
      shape[i] = shape[i] < 0 ? x.data().length / known : shape[i];
    }
    return new NdArray(shape, x.data());
  }

  private static int[] append(int[] outer, int rows, int columns) {
    int[] sizes = Arrays.copyOf(outer, outer.length + 2);
    sizes[outer.length] = rows;
    sizes[outer.length + 1] = columns;
    return sizes;
  }
}
