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

/** The expression that computes a node. */
final class OpCode implements Op.Visitor<String> {
  private final List<Value> in;
  private final Body body;

  private OpCode(List<Value> in, Body body) {
    this.in = in;
    this.body = body;
  }

  static String of(Node node, Body body) {
    return node.op().accept(new OpCode(node.inputs(), body));
  }

  @Override
  public String constant(Op.Constant op) {
    throw new IllegalStateException("constants are attributes, or numbers where they are used");
  }

  @Override
  public String unary(Op.Unary op) {
    return call(unary(op.kind()), x(0));
  }

  @Override
  public String binary(Op.Binary op) {
    return binary(op.kind(), in, body);
  }

  @Override
  public String cast(Op.Cast op) {
    return call("torch.to", x(0), dtype(op.to()));
  }

  @Override
  public String where(Op.Where op) {
    return where(in, body);
  }

  @Override
  public String reduce(Op.Reduce op) {
    return call(reduction(op.kind()), x(0), list(op.axes()), bool(op.keepDims()));
  }

  @Override
  public String matMul(Op.MatMul op) {
    return call("torch.matmul", x(0), x(1));
  }

  @Override
  public String linear(Op.Linear op) {
    return Products.linear(x(0), x(1), in.get(1), op.bias() ? x(2) : Products.NONE, body);
  }

  @Override
  public String conv1d(Op.Conv1d op) {
    return Convolutions.conv(op, in, all(), body);
  }

  @Override
  public String pool1d(Op.Pool1d op) {
    return Convolutions.pool(op, in.get(0), x(0), body);
  }

  @Override
  public String softmax(Op.Softmax op) {
    String function = op.log() ? "torch.log_softmax" : "torch.softmax";
    return call(function, x(0), Integer.toString(op.axis()));
  }

  @Override
  public String layerNorm(Op.LayerNorm op) {
    String channels = list(List.of(in.get(1).shape().dim(0).size()));
    return call("torch.layer_norm", x(0), channels, x(1), x(2), Body.number(op.eps()));
  }

  @Override
  public String batchNorm(Op.BatchNorm op) {
    return BatchNormalization.of(op, in, all(), body);
  }

  @Override
  public String dropout(Op.Dropout op) {
    return body.mode() == Mode.TRAINING
        ? call("torch.dropout", x(0), Body.number(op.probability()), "True")
        : x(0);
  }

  @Override
  public String recurrent(Op.Recurrent op) {
    int channels = in.get(0).shape().dim(2).size();
    return RecurrentLayers.of(op, channels, in.get(0).shape().dim(1).toString(), all(), body);
  }

  @Override
  public String attention(Op.Attention op) {
    return call("torch.scaled_dot_product_attention", x(0), x(1), x(2), x(3), "0.", "False");
  }

  @Override
  public String concat(Op.Concat op) {
    String parts = "[" + String.join(", ", all()) + "]";
    return call("torch.cat", parts, Integer.toString(op.axis()));
  }

  @Override
  public String slice(Op.Slice op) {
    long end = op.end() == Integer.MAX_VALUE ? Long.MAX_VALUE : op.end();
    return call("torch.slice", x(0), "" + op.axis(), "" + op.start(), "" + end, "1");
  }

  @Override
  public String gather(Op.Gather op) {
    return gather(op, in, all(), body);
  }

  @Override
  public String gatherTime(Op.GatherTime op) {
    String index = body.let(call("torch.unsqueeze", x(1), "2"));
    String channels = Integer.toString(in.get(0).shape().dim(2).size());
    return call(
        "torch.gather", x(0), "1", call("torch.expand", index, "[-1, -1, " + channels + "]"));
  }

  @Override
  public String transpose(Op.Transpose op) {
    return call("torch.permute", x(0), list(op.permutation()));
  }

  @Override
  public String reshape(Op.Reshape op) {
    return reshape(op, x(0));
  }

  @Override
  public String pad(Op.Pad op) {
    return pad(x(0), in.get(0), op.axis(), op.before(), op.after(), Body.number(op.value()));
  }

  @Override
  public String shift(Op.Shift op) {
    return shift(op, in.get(0), x(0), body);
  }

  @Override
  public String range(Op.Range op) {
    return call("torch.arange", call("torch.size", x(0), "" + op.axis()), "device=None");
  }

  private String x(int input) {
    return body.get(in.get(input));
  }

  private List<String> all() {
    return in.stream().map(body::get).toList();
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
