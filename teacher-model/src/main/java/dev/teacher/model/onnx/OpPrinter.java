package dev.teacher.model.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Op.UnaryKind;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import java.util.List;

/** Prints a node as nodes of ONNX opset 17, which has no operator for some operations. */
final class OpPrinter implements Op.Visitor<String> {
  private final OnnxNodes out;
  private final Node node;

  private OpPrinter(OnnxNodes out, Node node) {
    this.out = out;
    this.node = node;
  }

  /** Prints one node and gives the name of its result. */
  static String print(Node node, OnnxNodes out) {
    return node.op().accept(new OpPrinter(out, node));
  }

  @Override
  public String constant(Op.Constant op) {
    return out.constant(op.value());
  }

  @Override
  public String unary(Op.Unary op) {
    return unary(op.kind(), x(0));
  }

  @Override
  public String binary(Op.Binary op) {
    return out.add(operator(op.kind()), all());
  }

  @Override
  public String cast(Op.Cast op) {
    return cast(x(0), onnxType(op.to()));
  }

  @Override
  public String where(Op.Where op) {
    return where(all());
  }

  @Override
  public String reduce(Op.Reduce op) {
    return reduce(op, x(0));
  }

  @Override
  public String matMul(Op.MatMul op) {
    return out.add("MatMul", all());
  }

  @Override
  public String linear(Op.Linear op) {
    return new LayerPrinter(out).linear(node, op);
  }

  @Override
  public String conv1d(Op.Conv1d op) {
    return new LayerPrinter(out).conv(op, all());
  }

  @Override
  public String pool1d(Op.Pool1d op) {
    return new LayerPrinter(out).pool(op, x(0));
  }

  @Override
  public String softmax(Op.Softmax op) {
    String operator = op.log() ? "LogSoftmax" : "Softmax";
    return out.add(operator, all(), Attributes.of("axis", op.axis()));
  }

  @Override
  public String layerNorm(Op.LayerNorm op) {
    return new LayerPrinter(out).layerNorm(op, all());
  }

  @Override
  public String batchNorm(Op.BatchNorm op) {
    return new LayerPrinter(out).batchNorm(op, all());
  }

  @Override
  public String dropout(Op.Dropout op) {
    return x(0);
  }

  @Override
  public String recurrent(Op.Recurrent op) {
    return new RecurrentPrinter(out).print(node, op);
  }

  @Override
  public String attention(Op.Attention op) {
    return attention(all());
  }

  @Override
  public String concat(Op.Concat op) {
    return out.add("Concat", all(), Attributes.of("axis", op.axis()));
  }

  @Override
  public String slice(Op.Slice op) {
    return slice(x(0), op.axis(), op.start(), op.end());
  }

  @Override
  public String gather(Op.Gather op) {
    return out.add("Gather", all(), Attributes.of("axis", op.axis()));
  }

  @Override
  public String gatherTime(Op.GatherTime op) {
    String index = out.add("Unsqueeze", List.of(x(1), out.list(2)));
    return out.add("GatherND", List.of(x(0), index), Attributes.of("batch_dims", 1));
  }

  @Override
  public String transpose(Op.Transpose op) {
    return out.add("Transpose", all(), Attributes.of("perm", op.permutation()));
  }

  @Override
  public String reshape(Op.Reshape op) {
    long[] sizes = op.sizes().stream().mapToLong(Integer::longValue).toArray();
    return out.add("Reshape", List.of(x(0), out.list(sizes)));
  }

  @Override
  public String pad(Op.Pad op) {
    return pad(x(0), rank(), op.axis(), op.before(), op.after(), op.value());
  }

  @Override
  public String shift(Op.Shift op) {
    return shift(op, x(0), rank());
  }

  @Override
  public String range(Op.Range op) {
    return range(op, x(0));
  }

  private String x(int input) {
    return out.name(node.inputs().get(input));
  }

  private List<String> all() {
    return node.inputs().stream().map(out::name).toList();
  }

  private int rank() {
    return node.inputs().get(0).shape().rank();
  }

  private String unary(UnaryKind kind, String x) {
    return switch (kind) {
      case NEGATE -> out.add("Neg", List.of(x));
      case ABS -> out.add("Abs", List.of(x));
      case EXP -> out.add("Exp", List.of(x));
      case LOG -> out.add("Log", List.of(x));
      case SQRT -> out.add("Sqrt", List.of(x));
      case SIN -> out.add("Sin", List.of(x));
      case COS -> out.add("Cos", List.of(x));
      case FLOOR -> out.add("Floor", List.of(x));
      case RELU -> out.add("Relu", List.of(x));
      case GELU -> gelu(x);
      case SILU -> out.add("Mul", List.of(x, out.add("Sigmoid", List.of(x))));
      case SIGMOID -> out.add("Sigmoid", List.of(x));
      case TANH -> out.add("Tanh", List.of(x));
      case NOT -> out.add("Not", List.of(x));
    };
  }

  /** x / 2 * (1 + erf(x / sqrt(2))), in the order that ONNX Runtime recognises and fuses. */
  private String gelu(String x) {
    String scaled = out.add("Div", List.of(x, scalar(Math.sqrt(2))));
    String shifted = out.add("Add", List.of(out.add("Erf", List.of(scaled)), scalar(1)));
    return out.add("Mul", List.of(out.add("Mul", List.of(x, shifted)), scalar(0.5)));
  }

  private static String operator(Op.BinaryKind kind) {
    return switch (kind) {
      case ADD -> "Add";
      case SUBTRACT -> "Sub";
      case MULTIPLY -> "Mul";
      case DIVIDE -> "Div";
      case MINIMUM -> "Min";
      case MAXIMUM -> "Max";
      case POWER -> "Pow";
      case EQUAL -> "Equal";
      case LESS -> "Less";
      case LESS_OR_EQUAL -> "LessOrEqual";
      case GREATER -> "Greater";
      case GREATER_OR_EQUAL -> "GreaterOrEqual";
      case AND -> "And";
      case OR -> "Or";
    };
  }

  static DataType onnxType(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> DataType.FLOAT;
      case INT64 -> DataType.INT64;
      case BOOL -> DataType.BOOL;
    };
  }

  private String cast(String x, DataType to) {
    return out.add("Cast", List.of(x), Attributes.of("to", to.getNumber()));
  }

  /** ONNX Runtime selects numbers only, so truth values are put together by logic. */
  private String where(List<String> in) {
    if (node.output().dtype() != DType.BOOL) {
      return out.add("Where", in);
    }
    String not = out.add("Not", List.of(in.get(0)));
    String first = out.add("And", List.of(in.get(0), in.get(1)));
    return out.add("Or", List.of(first, out.add("And", List.of(not, in.get(2)))));
  }

  /** Opset 17 takes the axes as an input for sums and as an attribute for the others. */
  private String reduce(Op.Reduce reduce, String x) {
    var keep = Attributes.of("keepdims", reduce.keepDims() ? 1 : 0);
    var axes = Attributes.of("axes", reduce.axes());
    return switch (reduce.kind()) {
      case SUM ->
          out.add(
              "ReduceSum",
              List.of(x, out.list(reduce.axes().stream().mapToLong(i -> i).toArray())),
              keep);
      case MEAN -> out.add("ReduceMean", List.of(x), axes, keep);
      case MAX -> out.add("ReduceMax", List.of(x), axes, keep);
      case MIN -> out.add("ReduceMin", List.of(x), axes, keep);
    };
  }

  private String attention(List<String> in) {
    int size = node.inputs().get(0).shape().dim(3).size();
    String query = out.add("Mul", List.of(in.get(0), scalar(1 / Math.sqrt(size))));
    String key =
        out.add("Transpose", List.of(in.get(1)), Attributes.of("perm", List.of(0, 1, 3, 2)));
    String scores = out.add("Add", List.of(out.add("MatMul", List.of(query, key)), in.get(3)));
    String shares = out.add("Softmax", List.of(scores), Attributes.of("axis", 3));
    return out.add("MatMul", List.of(shares, in.get(2)));
  }

  private String slice(String x, int axis, int start, int end) {
    return out.add("Slice", List.of(x, out.list(start), out.list(end), out.list(axis)));
  }

  private String pad(String x, int rank, int axis, int before, int after, double value) {
    long[] pads = new long[2 * rank];
    pads[axis] = before;
    pads[rank + axis] = after;
    return out.add("Pad", List.of(x, out.list(pads), scalar(value)));
  }

  /** Padding first makes room, so that moving farther than the axis is long gives zeros. */
  private String shift(Op.Shift shift, String x, int rank) {
    int by = shift.by();
    int axis = shift.axis();
    return by > 0
        ? slice(pad(x, rank, axis, by, 0, 0), axis, 0, -by)
        : slice(pad(x, rank, axis, 0, -by, 0), axis, -by, Integer.MAX_VALUE);
  }

  private String range(Op.Range range, String x) {
    String size =
        out.add(
            "Shape",
            List.of(x),
            Attributes.of("start", range.axis()),
            Attributes.of("end", range.axis() + 1));
    String limit = out.add("Squeeze", List.of(size, out.list(0)));
    return out.add(
        "Range", List.of(out.constant(Tensor.scalar(0L)), limit, out.constant(Tensor.scalar(1L))));
  }

  private String scalar(double value) {
    return out.constant(Tensor.scalar((float) value));
  }
}
