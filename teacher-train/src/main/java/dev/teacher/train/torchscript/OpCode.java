package dev.teacher.train.torchscript;

import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Value;
import dev.teacher.api.tensor.DType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The expression that computes a node: total over {@link Op}. */
final class OpCode {
  private OpCode() {}

  static String of(Node node, Body body) {
    Op op = node.op();
    List<Value> in = node.inputs();
    if (op instanceof Op.Binary binary) {
      return binary(binary.kind(), in, body);
    } else if (op instanceof Op.Where) {
      return where(in, body);
    }
    List<String> x = in.stream().map(body::get).toList();
    if (op instanceof Op.Unary unary) {
      return call(unary(unary.kind()), x.get(0));
    } else if (op instanceof Op.Cast cast) {
      return call("torch.to", x.get(0), dtype(cast.to()));
    } else if (op instanceof Op.Reduce reduce) {
      String axes = list(reduce.axes());
      return call(reduction(reduce.kind()), x.get(0), axes, bool(reduce.keepDims()));
    } else if (op instanceof Op.MatMul) {
      return call("torch.matmul", x.get(0), x.get(1));
    } else if (op instanceof Op.Linear linear) {
      String bias = linear.bias() ? x.get(2) : Products.NONE;
      return Products.linear(x.get(0), x.get(1), in.get(1), bias, body);
    } else if (op instanceof Op.Conv1d conv) {
      return Convolutions.conv(conv, in, x, body);
    } else if (op instanceof Op.Pool1d pool) {
      return Convolutions.pool(pool, in.get(0), x.get(0), body);
    } else if (op instanceof Op.Softmax softmax) {
      String function = softmax.log() ? "torch.log_softmax" : "torch.softmax";
      return call(function, x.get(0), Integer.toString(softmax.axis()));
    } else if (op instanceof Op.LayerNorm norm) {
      String channels = list(List.of(in.get(1).shape().dim(0).size()));
      return call(
          "torch.layer_norm", x.get(0), channels, x.get(1), x.get(2), Body.number(norm.eps()));
    } else if (op instanceof Op.BatchNorm norm) {
      return BatchNormalization.of(norm, in, x, body);
    } else if (op instanceof Op.Dropout dropout) {
      return body.mode() == Mode.TRAINING
          ? call("torch.dropout", x.get(0), Body.number(dropout.probability()), "True")
          : x.get(0);
    } else if (op instanceof Op.Recurrent recurrent) {
      int channels = in.get(0).shape().dim(2).size();
      String time = in.get(0).shape().dim(1).toString();
      return RecurrentLayers.of(recurrent, channels, time, x, body);
    } else if (op instanceof Op.Attention) {
      return call(
          "torch.scaled_dot_product_attention",
          x.get(0),
          x.get(1),
          x.get(2),
          x.get(3),
          "0.",
          "False");
    } else if (op instanceof Op.Concat concat) {
      String parts = "[" + String.join(", ", x) + "]";
      return call("torch.cat", parts, Integer.toString(concat.axis()));
    } else if (op instanceof Op.Slice slice) {
      String end =
          slice.end() == Integer.MAX_VALUE
              ? Long.toString(Long.MAX_VALUE)
              : Integer.toString(slice.end());
      return call(
          "torch.slice", x.get(0), Integer.toString(slice.axis()), "" + slice.start(), end, "1");
    } else if (op instanceof Op.Gather gather) {
      return gather(gather, in, x, body);
    } else if (op instanceof Op.GatherTime) {
      String index = body.let(call("torch.unsqueeze", x.get(1), "2"));
      String channels = Integer.toString(in.get(0).shape().dim(2).size());
      return call(
          "torch.gather", x.get(0), "1", call("torch.expand", index, "[-1, -1, " + channels + "]"));
    } else if (op instanceof Op.Transpose transpose) {
      return call("torch.permute", x.get(0), list(transpose.permutation()));
    } else if (op instanceof Op.Reshape reshape) {
      return reshape(reshape, x.get(0));
    } else if (op instanceof Op.Pad pad) {
      String value = Body.number(pad.value());
      return pad(x.get(0), in.get(0), pad.axis(), pad.before(), pad.after(), value);
    } else if (op instanceof Op.Shift shift) {
      return shift(shift, in.get(0), x.get(0), body);
    } else if (op instanceof Op.Range range) {
      return call("torch.arange", call("torch.size", x.get(0), "" + range.axis()));
    }
    throw new IllegalStateException("no TorchScript for " + op);
  }

  static String call(String function, String... arguments) {
    return function + "(" + String.join(", ", arguments) + ")";
  }

  static String list(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
  }

  static String bool(boolean value) {
    return value ? "True" : "False";
  }

  /** The axis made longer; LibTorch counts paddings from the last axis. */
  static String pad(String x, Value shape, int axis, int before, int after, String value) {
    int behind = shape.shape().rank() - 1 - axis;
    List<Integer> sizes = new ArrayList<>(Collections.nCopies(2 * behind, 0));
    sizes.add(before);
    sizes.add(after);
    return call("torch.constant_pad_nd", x, list(sizes), value);
  }

  private static String unary(Op.UnaryKind kind) {
    return switch (kind) {
      case NEGATE -> "torch.neg";
      case NOT -> "torch.logical_not";
      default -> "torch." + kind.name().toLowerCase(Locale.ROOT);
    };
  }

  private static String binary(Op.BinaryKind kind, List<Value> in, Body body) {
    String a = body.get(in.get(0));
    Optional<String> scalar =
        switch (kind) {
          case MINIMUM, MAXIMUM, AND, OR -> Optional.empty(); // take tensors only
          default -> body.scalar(in.get(1));
        };
    String b = scalar.orElseGet(() -> body.get(in.get(1)));
    boolean whole = in.get(0).dtype() == DType.INT64;
    return switch (kind) {
      case ADD -> call("torch.add", a, b);
      case SUBTRACT -> call("torch.sub", a, b);
      case MULTIPLY -> call("torch.mul", a, b);
      case DIVIDE -> call(whole ? "torch.floor_divide" : "torch.div", a, b);
      case MINIMUM -> call("torch.minimum", a, b);
      case MAXIMUM -> call("torch.maximum", a, b);
      case POWER -> call("torch.pow", a, b);
      case EQUAL -> call("torch.eq", a, b);
      case LESS -> call("torch.lt", a, b);
      case LESS_OR_EQUAL -> call("torch.le", a, b);
      case GREATER -> call("torch.gt", a, b);
      case GREATER_OR_EQUAL -> call("torch.ge", a, b);
      case AND -> call("torch.logical_and", a, b);
      case OR -> call("torch.logical_or", a, b);
    };
  }

  private static String where(List<Value> in, Body body) {
    String otherwise = body.scalar(in.get(2)).orElseGet(() -> body.get(in.get(2)));
    return call("torch.where", body.get(in.get(0)), body.get(in.get(1)), otherwise);
  }

  private static String reduction(Op.ReduceKind kind) {
    return switch (kind) {
      case SUM -> "torch.sum";
      case MEAN -> "torch.mean";
      case MAX -> "torch.amax";
      case MIN -> "torch.amin";
    };
  }

  private static String dtype(DType type) { // c10::ScalarType
    return switch (type) {
      case FLOAT32 -> "6";
      case INT64 -> "4";
      case BOOL -> "11";
    };
  }

  private static String gather(Op.Gather gather, List<Value> in, List<String> x, Body body) {
    String axis = Integer.toString(gather.axis());
    if (in.get(1).shape().rank() == 1) {
      return call("torch.index_select", x.get(0), axis, x.get(1));
    }
    String flat = call("torch.reshape", x.get(1), "[-1]");
    String rows = body.let(call("torch.index_select", x.get(0), axis, flat));
    List<String> sizes = new ArrayList<>(sizes(x.get(0), 0, gather.axis()));
    sizes.addAll(sizes(x.get(1), 0, in.get(1).shape().rank()));
    sizes.addAll(sizes(x.get(0), gather.axis() + 1, in.get(0).shape().rank()));
    return call("torch.reshape", rows, "[" + String.join(", ", sizes) + "]");
  }

  private static List<String> sizes(String x, int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> call("torch.size", x, "" + i)).toList();
  }

  private static String reshape(Op.Reshape reshape, String x) {
    List<String> sizes = new ArrayList<>();
    for (int i = 0; i < reshape.sizes().size(); i++) {
      int size = reshape.sizes().get(i);
      sizes.add(size == 0 ? call("torch.size", x, "" + i) : Integer.toString(size));
    }
    return call("torch.reshape", x, "[" + String.join(", ", sizes) + "]");
  }

  private static String shift(Op.Shift shift, Value shape, String x, Body body) {
    int by = shift.by();
    String axis = Integer.toString(shift.axis());
    String longer = body.let(pad(x, shape, shift.axis(), Math.max(by, 0), Math.max(-by, 0), "0."));
    String start = Integer.toString(Math.max(-by, 0));
    return call("torch.narrow", longer, axis, start, call("torch.size", x, axis));
  }
}
