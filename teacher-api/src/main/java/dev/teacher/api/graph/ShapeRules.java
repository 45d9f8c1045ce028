package dev.teacher.api.graph;

import static dev.teacher.api.graph.Mismatch.requireAxis;
import static dev.teacher.api.graph.Mismatch.requireSameType;
import static dev.teacher.api.graph.Mismatch.requireType;

import dev.teacher.api.tensor.DType;
import java.util.ArrayList;
import java.util.List;

/** The type and shape of an operation's output, or a {@link Mismatch} that says what is wrong. */
final class ShapeRules implements Op.Visitor<ShapeRules.Result> {
  private final List<Value> in;

  private ShapeRules(List<Value> in) {
    this.in = in;
  }

  /** Type and shape of a result. */
  record Result(DType dtype, Shape shape) {}

  static Result infer(Op op, List<Value> in) {
    return op.accept(new ShapeRules(in));
  }

  @Override
  public Result constant(Op.Constant op) {
    require(op, 0);
    return new Result(op.value().dtype(), Shape.of(op.value().shape()));
  }

  @Override
  public Result unary(Op.Unary op) {
    Value x = first(op, 1);
    return like(requireType(x, op.kind() == Op.UnaryKind.NOT ? DType.BOOL : DType.FLOAT32));
  }

  @Override
  public Result binary(Op.Binary op) {
    return binary(op.kind(), first(op, 2), in.get(1));
  }

  @Override
  public Result cast(Op.Cast op) {
    return new Result(op.to(), first(op, 1).shape());
  }

  @Override
  public Result where(Op.Where op) {
    return where(first(op, 3), in.get(1), in.get(2));
  }

  @Override
  public Result reduce(Op.Reduce op) {
    return floats(reduce(op, requireType(first(op, 1), DType.FLOAT32)));
  }

  @Override
  public Result matMul(Op.MatMul op) {
    return floats(matMul(first(op, 2), in.get(1)));
  }

  @Override
  public Result linear(Op.Linear op) {
    require(op, op.bias() ? 3 : 2);
    return floats(LayerRules.linear(op, in));
  }

  @Override
  public Result conv1d(Op.Conv1d op) {
    require(op, op.bias() ? 3 : 2);
    return floats(LayerRules.conv(op, in));
  }

  @Override
  public Result pool1d(Op.Pool1d op) {
    return floats(LayerRules.pool(op, first(op, 1)));
  }

  @Override
  public Result softmax(Op.Softmax op) {
    return like(floatsWithAxis(op, op.axis()));
  }

  @Override
  public Result layerNorm(Op.LayerNorm op) {
    require(op, 3);
    return floats(LayerRules.layerNorm(in));
  }

  @Override
  public Result batchNorm(Op.BatchNorm op) {
    require(op, 6);
    return floats(LayerRules.batchNorm(in));
  }

  @Override
  public Result dropout(Op.Dropout op) {
    return dropout(op, requireType(first(op, 1), DType.FLOAT32));
  }

  @Override
  public Result recurrent(Op.Recurrent op) {
    require(op, 6);
    return floats(LayerRules.recurrent(op, in));
  }

  @Override
  public Result attention(Op.Attention op) {
    require(op, 4);
    return floats(LayerRules.attention(in));
  }

  @Override
  public Result concat(Op.Concat op) {
    Value first = first(op, Math.max(1, in.size()));
    return new Result(first.dtype(), StructureRules.concat(op, in));
  }

  @Override
  public Result slice(Op.Slice op) {
    Value x = first(op, 1);
    return new Result(x.dtype(), StructureRules.slice(op, x));
  }

  @Override
  public Result gather(Op.Gather op) {
    Value x = first(op, 2);
    return new Result(x.dtype(), StructureRules.gather(op, x, in.get(1)));
  }

  @Override
  public Result gatherTime(Op.GatherTime op) {
    return floats(StructureRules.gatherTime(first(op, 2), in.get(1)));
  }

  @Override
  public Result transpose(Op.Transpose op) {
    Value x = first(op, 1);
    return new Result(x.dtype(), StructureRules.transpose(op, x));
  }

  @Override
  public Result reshape(Op.Reshape op) {
    Value x = first(op, 1);
    return new Result(x.dtype(), StructureRules.reshape(op, x));
  }

  @Override
  public Result pad(Op.Pad op) {
    return floats(StructureRules.pad(op, first(op, 1)));
  }

  @Override
  public Result shift(Op.Shift op) {
    return like(floatsWithAxis(op, op.axis()));
  }

  @Override
  public Result range(Op.Range op) {
    Value x = first(op, 1);
    requireAxis(x, op.axis());
    return new Result(DType.INT64, Shape.of(x.shape().dim(op.axis())));
  }

  /** The shape of two values side by side as NumPy broadcasts them. */
  static Shape broadcast(Value culprit, Shape a, Shape b) {
    int rank = Math.max(a.rank(), b.rank());
    List<Dim> dims = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      Dim da = i < rank - a.rank() ? Dim.of(1) : a.dim(i - (rank - a.rank()));
      Dim db = i < rank - b.rank() ? Dim.of(1) : b.dim(i - (rank - b.rank()));
      if (da.equals(db) || db.size() == 1) {
        dims.add(da);
      } else if (da.size() == 1) {
        dims.add(db);
      } else {
        throw new Mismatch(culprit, "shapes " + a + " and " + b + " do not broadcast");
      }
    }
    return new Shape(dims);
  }

  private Value first(Op op, int operands) {
    require(op, operands);
    return in.get(0);
  }

  private void require(Op op, int operands) {
    if (in.size() != operands) {
      throw new IllegalArgumentException(op + " takes " + operands + " operands, got " + in.size());
    }
  }

  private Value floatsWithAxis(Op op, int axis) {
    Value x = first(op, 1);
    requireAxis(x, axis);
    return requireType(x, DType.FLOAT32);
  }

  private static Result like(Value value) {
    return new Result(value.dtype(), value.shape());
  }

  private static Result floats(Shape shape) {
    return new Result(DType.FLOAT32, shape);
  }

  private static Result binary(Op.BinaryKind kind, Value a, Value b) {
    requireSameType(a, b);
    boolean wantsBool = kind == Op.BinaryKind.AND || kind == Op.BinaryKind.OR;
    if (wantsBool != (a.dtype() == DType.BOOL)) {
      throw new Mismatch(a, kind + " cannot take " + a.dtype());
    }
    Shape shape = broadcast(b, a.shape(), b.shape());
    return new Result(kind.isLogical() ? DType.BOOL : a.dtype(), shape);
  }

  private static Result where(Value condition, Value a, Value b) {
    requireType(condition, DType.BOOL);
    requireSameType(a, b);
    Shape branches = broadcast(b, a.shape(), b.shape());
    return new Result(a.dtype(), broadcast(condition, condition.shape(), branches));
  }

  private static Shape reduce(Op.Reduce reduce, Value x) {
    reduce.axes().forEach(axis -> requireAxis(x, axis));
    List<Dim> dims = new ArrayList<>();
    for (int i = 0; i < x.shape().rank(); i++) {
      if (!reduce.axes().contains(i)) {
        dims.add(x.shape().dim(i));
      } else if (reduce.keepDims()) {
        dims.add(Dim.of(1));
      }
    }
    return new Shape(dims);
  }

  private static Shape matMul(Value a, Value b) {
    Shape left = requireType(a, DType.FLOAT32).shape();
    Shape right = requireType(b, DType.FLOAT32).shape();
    boolean fits = left.rank() >= 2 && right.rank() >= 2 && left.dim(-1).equals(right.dim(-2));
    if (!fits) {
      throw new Mismatch(b, "cannot multiply " + left + " by " + right);
    }
    Shape outerLeft = new Shape(left.dims().subList(0, left.rank() - 2));
    Shape outerRight = new Shape(right.dims().subList(0, right.rank() - 2));
    List<Dim> dims = new ArrayList<>(broadcast(b, outerLeft, outerRight).dims());
    dims.add(left.dim(-2));
    dims.add(right.dim(-1));
    return new Shape(dims);
  }

  private static Result dropout(Op.Dropout dropout, Value x) {
    if (!(dropout.probability() >= 0 && dropout.probability() < 1)) {
      throw new Mismatch(x, "drop-out wants 0 <= p < 1, got " + dropout.probability());
    }
    return like(x);
  }
}
