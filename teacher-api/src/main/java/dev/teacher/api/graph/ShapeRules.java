package dev.teacher.api.graph;

import static dev.teacher.api.graph.Mismatch.requireAxis;
import static dev.teacher.api.graph.Mismatch.requireSameType;
import static dev.teacher.api.graph.Mismatch.requireType;

import dev.teacher.api.tensor.DType;
import java.util.ArrayList;
import java.util.List;

/** The type and shape of an operation's output, or a {@link Mismatch} that says what is wrong. */
final class ShapeRules {
  private ShapeRules() {}

  /** Type and shape of a result. */
  record Result(DType dtype, Shape shape) {}

  static Result infer(Op op, List<Value> in) {
    requireOperands(op, in);
    if (op instanceof Op.Constant constant) {
      return new Result(constant.value().dtype(), Shape.of(constant.value().shape()));
    }
    Value x = in.get(0);
    if (op instanceof Op.Unary unary) {
      return like(requireType(x, unary.kind() == Op.UnaryKind.NOT ? DType.BOOL : DType.FLOAT32));
    } else if (op instanceof Op.Binary binary) {
      return binary(binary.kind(), x, in.get(1));
    } else if (op instanceof Op.Cast cast) {
      return new Result(cast.to(), x.shape());
    } else if (op instanceof Op.Where) {
      return where(x, in.get(1), in.get(2));
    } else if (op instanceof Op.Reduce reduce) {
      return floats(reduce(reduce, requireType(x, DType.FLOAT32)));
    } else if (op instanceof Op.MatMul) {
      return floats(matMul(x, in.get(1)));
    } else if (op instanceof Op.Linear linear) {
      return floats(LayerRules.linear(linear, in));
    } else if (op instanceof Op.Conv1d conv) {
      return floats(LayerRules.conv(conv, in));
    } else if (op instanceof Op.Pool1d pool) {
      return floats(LayerRules.pool(pool, x));
    } else if (op instanceof Op.Softmax softmax) {
      requireAxis(x, softmax.axis());
      return like(requireType(x, DType.FLOAT32));
    } else if (op instanceof Op.LayerNorm) {
      return floats(LayerRules.layerNorm(in));
    } else if (op instanceof Op.BatchNorm) {
      return floats(LayerRules.batchNorm(in));
    } else if (op instanceof Op.Dropout dropout) {
      return dropout(dropout, requireType(x, DType.FLOAT32));
    } else if (op instanceof Op.Recurrent recurrent) {
      return floats(LayerRules.recurrent(recurrent, in));
    } else if (op instanceof Op.Attention) {
      return floats(LayerRules.attention(in));
    } else if (op instanceof Op.Concat concat) {
      return new Result(x.dtype(), StructureRules.concat(concat, in));
    } else if (op instanceof Op.Slice slice) {
      return new Result(x.dtype(), StructureRules.slice(slice, x));
    } else if (op instanceof Op.Gather gather) {
      return new Result(x.dtype(), StructureRules.gather(gather, x, in.get(1)));
    } else if (op instanceof Op.GatherTime) {
      return floats(StructureRules.gatherTime(x, in.get(1)));
    } else if (op instanceof Op.Transpose transpose) {
      return new Result(x.dtype(), StructureRules.transpose(transpose, x));
    } else if (op instanceof Op.Reshape reshape) {
      return new Result(x.dtype(), StructureRules.reshape(reshape, x));
    } else if (op instanceof Op.Pad pad) {
      return floats(StructureRules.pad(pad, x));
    } else if (op instanceof Op.Shift shift) {
      requireAxis(x, shift.axis());
      return like(requireType(x, DType.FLOAT32));
    } else if (op instanceof Op.Range range) {
      requireAxis(x, range.axis());
      return new Result(DType.INT64, Shape.of(x.shape().dim(range.axis())));
    }
    throw new IllegalStateException("no shape rule for " + op);
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

  private static void requireOperands(Op op, List<Value> in) {
    int wanted = operands(op);
    boolean fits = op instanceof Op.Concat ? !in.isEmpty() : in.size() == wanted;
    if (!fits) {
      throw new IllegalArgumentException(op + " takes " + wanted + " operands, got " + in.size());
    }
  }

  private static int operands(Op op) {
    if (op instanceof Op.Constant) {
      return 0;
    } else if (op instanceof Op.Linear linear) {
      return linear.bias() ? 3 : 2;
    } else if (op instanceof Op.Conv1d conv) {
      return conv.bias() ? 3 : 2;
    } else if (op instanceof Op.Binary
        || op instanceof Op.MatMul
        || op instanceof Op.Gather
        || op instanceof Op.GatherTime) {
      return 2;
    } else if (op instanceof Op.Where || op instanceof Op.LayerNorm) {
      return 3;
    } else if (op instanceof Op.Attention) {
      return 4;
    }
    return op instanceof Op.BatchNorm || op instanceof Op.Recurrent ? 6 : 1;
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
