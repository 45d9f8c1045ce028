package dev.teacher.model.onnx;

import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Value;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Computes graphs in the plainest way, in double precision, straight from the words of Op. */
final class Reference {
  private Reference() {}

  static Map<String, Nd> run(Graph graph, Weights weights, Map<String, Tensor> inputs) {
    Map<Value, Nd> known = new HashMap<>();
    graph.inputs().forEach((name, value) -> known.put(value, Nd.of(inputs.get(name))));
    graph.parameters().forEach(p -> known.put(p.value(), Nd.of(weights.get(p.name()))));
    graph.buffers().forEach(b -> known.put(b.value(), Nd.of(weights.get(b.name()))));
    for (Node node : graph.nodes()) {
      known.put(node.output(), compute(node, node.inputs().stream().map(known::get).toList()));
    }
    Map<String, Nd> outputs = new LinkedHashMap<>();
    graph.outputs().forEach((name, value) -> outputs.put(name, known.get(value)));
    return outputs;
  }

  private static Nd compute(Node node, List<Nd> in) {
    Op op = node.op();
    if (op instanceof Op.Constant constant) {
      return Nd.of(constant.value());
    } else if (op instanceof Op.Unary unary) {
      return in.get(0).map(x -> unary(unary.kind(), x));
    } else if (op instanceof Op.Binary binary) {
      boolean whole = node.inputs().get(0).dtype() == DType.INT64;
      return Nd.zip(in.get(0), in.get(1), (a, b) -> binary(binary.kind(), a, b, whole));
    } else if (op instanceof Op.Cast cast) {
      return in.get(0).map(x -> cast(cast.to(), x));
    } else if (op instanceof Op.Where) {
      int[] shape =
          Nd.broadcast(in.get(0).shape(), Nd.broadcast(in.get(1).shape(), in.get(2).shape()));
      return Nd.fill(i -> (in.get(0).at(i) != 0 ? in.get(1) : in.get(2)).at(i), shape);
    } else if (op instanceof Op.Reduce reduce) {
      return reduce(reduce, in.get(0));
    } else if (op instanceof Op.Softmax softmax) {
      return softmax(in.get(0), softmax.axis(), softmax.log());
    } else if (op instanceof Op.Dropout) {
      return in.get(0);
    } else if (op instanceof Op.Concat concat) {
      return concat(in, concat.axis());
    } else if (op instanceof Op.Slice slice) {
      return slice(in.get(0), slice);
    } else if (op instanceof Op.Gather gather) {
      return gather(in.get(0), in.get(1), gather.axis());
    } else if (op instanceof Op.GatherTime) {
      Nd x = in.get(0);
      Nd index = in.get(1);
      return Nd.fill(i -> x.at(i[0], (int) index.at(i[0], i[1]), i[2]), x.with(1, index.size(1)));
    } else if (op instanceof Op.Transpose transpose) {
      return transpose(in.get(0), transpose.permutation());
    } else if (op instanceof Op.Reshape reshape) {
      return reshape(in.get(0), reshape.sizes());
    } else if (op instanceof Op.Pad pad) {
      return moved(in.get(0), pad.axis(), pad.before(), pad.before() + pad.after(), pad.value());
    } else if (op instanceof Op.Shift shift) {
      return moved(in.get(0), shift.axis(), shift.by(), 0, 0);
    } else if (op instanceof Op.Range range) {
      return Nd.fill(i -> i[0], in.get(0).size(range.axis()));
    }
    return ReferenceLayers.compute(op, in);
  }

  private static double unary(Op.UnaryKind kind, double x) {
    return switch (kind) {
      case NEGATE -> -x;
      case ABS -> Math.abs(x);
      case EXP -> Math.exp(x);
      case LOG -> Math.log(x);
      case SQRT -> Math.sqrt(x);
      case SIN -> Math.sin(x);
      case COS -> Math.cos(x);
      case FLOOR -> Math.floor(x);
      case RELU -> x > 0 ? x : 0;
      case GELU -> x * normalDistribution(x);
      case SILU -> x / (1 + Math.exp(-x));
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case TANH -> Math.tanh(x);
      case NOT -> x == 0 ? 1 : 0;
    };
  }

  /** Integrates the density with Simpson's rule from 0. */
  private static double normalDistribution(double x) {
    int steps = 2000;
    double h = x / steps;
    double sum = 0;
    for (int i = 0; i <= steps; i++) {
      int weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * Math.exp(-(i * h) * (i * h) / 2);
    }
    return 0.5 + sum * h / 3 / Math.sqrt(2 * Math.PI);
  }

  private static double binary(Op.BinaryKind kind, double a, double b, boolean whole) {
    return switch (kind) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> whole ? Math.floor(a / b) : a / b;
      case MINIMUM -> Math.min(a, b);
      case MAXIMUM -> Math.max(a, b);
      case POWER -> Math.pow(a, b);
      case EQUAL -> truth(a == b);
      case LESS -> truth(a < b);
      case LESS_OR_EQUAL -> truth(a <= b);
      case GREATER -> truth(a > b);
      case GREATER_OR_EQUAL -> truth(a >= b);
      case AND -> truth(a != 0 && b != 0);
      case OR -> truth(a != 0 || b != 0);
    };
  }

  private static double truth(boolean value) {
    return value ? 1 : 0;
  }

  private static double cast(DType to, double x) {
    return switch (to) {
      case FLOAT32 -> x;
      case INT64 -> (long) x;
      case BOOL -> truth(x != 0);
    };
  }

  private static Nd reduce(Op.Reduce reduce, Nd x) {
    int[] kept = x.shape().clone();
    reduce.axes().forEach(axis -> kept[axis] = 1);
    double count = (double) Tensor.elements(x.shape()) / Tensor.elements(kept);
    Nd result =
        Nd.fill(
            i -> {
              double[] values = under(x, kept, i);
              return switch (reduce.kind()) {
                case SUM -> Arrays.stream(values).sum();
                case MEAN -> Arrays.stream(values).sum() / count;
                case MAX -> Arrays.stream(values).max().orElseThrow();
                case MIN -> Arrays.stream(values).min().orElseThrow();
              };
            },
            kept);
    if (reduce.keepDims()) {
      return result;
    }
    List<Integer> left = new ArrayList<>();
    for (int axis = 0; axis < x.rank(); axis++) {
      if (!reduce.axes().contains(axis)) {
        left.add(x.size(axis));
      }
    }
    return new Nd(result.data(), left.stream().mapToInt(Integer::intValue).toArray());
  }

  private static double[] under(Nd x, int[] kept, int[] at) {
    int[] window = new int[kept.length];
    for (int axis = 0; axis < kept.length; axis++) {
      window[axis] = kept[axis] == 1 ? x.size(axis) : 1;
    }
    int[] index = new int[kept.length];
    return Nd.fill(
            i -> {
              for (int axis = 0; axis < i.length; axis++) {
                index[axis] = window[axis] == 1 ? (kept[axis] == 1 ? 0 : at[axis]) : i[axis];
              }
              return x.at(index);
            },
            window)
        .data();
  }

  static Nd softmax(Nd x, int axis, boolean log) {
    return Nd.fill(
        i -> {
          double max = Double.NEGATIVE_INFINITY;
          for (int k = 0; k < x.size(axis); k++) {
            max = Math.max(max, x.at(Nd.with(i, axis, k)));
          }
          double sum = 0;
          for (int k = 0; k < x.size(axis); k++) {
            sum += Math.exp(x.at(Nd.with(i, axis, k)) - max);
          }
          double result = x.at(i) - max - Math.log(sum);
          return log ? result : Math.exp(result);
        },
        x.shape());
  }

  private static Nd concat(List<Nd> in, int axis) {
    int total = in.stream().mapToInt(x -> x.size(axis)).sum();
    return Nd.fill(
        i -> {
          int place = i[axis];
          for (Nd x : in) {
            if (place < x.size(axis)) {
              return x.at(Nd.with(i, axis, place));
            }
            place -= x.size(axis);
          }
          throw new AssertionError(place);
        },
        in.get(0).with(axis, total));
  }

  private static Nd slice(Nd x, Op.Slice slice) {
    int size = x.size(slice.axis());
    int start = slice.start() < 0 ? slice.start() + size : slice.start();
    int end = slice.end() < 0 ? slice.end() + size : Math.min(slice.end(), size);
    return Nd.fill(
        i -> x.at(Nd.with(i, slice.axis(), i[slice.axis()] + start)),
        x.with(slice.axis(), end - start));
  }

  private static Nd gather(Nd x, Nd index, int axis) {
    int rank = index.rank();
    int[] shape = new int[x.rank() - 1 + rank];
    System.arraycopy(x.shape(), 0, shape, 0, axis);
    System.arraycopy(index.shape(), 0, shape, axis, rank);
    System.arraycopy(x.shape(), axis + 1, shape, axis + rank, x.rank() - axis - 1);
    return Nd.fill(
        i -> {
          int[] from = new int[x.rank()];
          System.arraycopy(i, 0, from, 0, axis);
          from[axis] = (int) index.at(Arrays.copyOfRange(i, axis, axis + rank));
          System.arraycopy(i, axis + rank, from, axis + 1, x.rank() - axis - 1);
          return x.at(from);
        },
        shape);
  }

  private static Nd transpose(Nd x, List<Integer> permutation) {
    int[] shape = permutation.stream().mapToInt(x::size).toArray();
    return Nd.fill(
        i -> {
          int[] from = new int[i.length];
          for (int axis = 0; axis < i.length; axis++) {
            from[permutation.get(axis)] = i[axis];
          }
          return x.at(from);
        },
        shape);
  }

  private static Nd reshape(Nd x, List<Integer> sizes) {
    int[] shape = new int[sizes.size()];
    long known = 1;
    for (int i = 0; i < shape.length; i++) {
      shape[i] = sizes.get(i) == 0 ? x.size(i) : sizes.get(i);
      known *= shape[i] < 0 ? 1 : shape[i];
    }
    for (int i = 0; i < shape.length; i++) {
      shape[i] = shape[i] < 0 ? (int) (x.data().length / known) : shape[i];
    }
    return new Nd(x.data(), shape);
  }

  private static Nd moved(Nd x, int axis, int by, int longer, double outside) {
    return Nd.fill(
        i -> {
          int from = i[axis] - by;
          return from < 0 || from >= x.size(axis) ? outside : x.at(Nd.with(i, axis, from));
        },
        x.with(axis, x.size(axis) + longer));
  }
}
