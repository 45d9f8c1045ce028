package dev.teacher.api.graph;

import dev.teacher.api.tensor.DType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;

/**
 * The type and shape of an operation's output, or a {@link Mismatch} that says what does not fit.
 * One method an operation.
 */
final class ShapeRules {
  private ShapeRules() {}

  /** What does not fit; the builder adds the layers concerned. */
  static final class Mismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final transient Value culprit;

    Mismatch(Value culprit, String message) {
      super(message);
      this.culprit = culprit;
    }
  }

  /** Type and shape of a result. */
  record Result(DType dtype, Shape shape) {}

  static Result infer(Op op, List<Value> in) {
    if (op instanceof Op.Constant constant) {
      return new Result(constant.value().dtype(), Shape.of(constant.value().shape()));
    } else if (op instanceof Op.Unary unary) {
      DType expected = unary.kind() == Op.UnaryKind.NOT ? DType.BOOL : DType.FLOAT32;
      return like(typed(in.get(0), expected));
    } else if (op instanceof Op.Binary binary) {
      return binary(binary.kind(), in.get(0), in.get(1));
    } else if (op instanceof Op.Cast cast) {
      return new Result(cast.to(), in.get(0).shape());
    } else if (op instanceof Op.Where) {
      typed(in.get(0), DType.BOOL);
      sameType(in.get(1), in.get(2));
      Shape branches = broadcast(in.get(2), in.get(1).shape(), in.get(2).shape());
      return new Result(in.get(1).dtype(), broadcast(in.get(0), in.get(0).shape(), branches));
    } else if (op instanceof Op.Reduce reduce) {
      return reduce(reduce, typed(in.get(0), DType.FLOAT32));
    } else if (op instanceof Op.MatMul) {
      return matMul(typed(in.get(0), DType.FLOAT32), typed(in.get(1), DType.FLOAT32));
    } else if (op instanceof Op.Linear) {
      channels(in.get(0), in.get(1).shape().dim(1).size());
      return new Result(DType.FLOAT32, in.get(0).shape().with(-1, in.get(1).shape().dim(0)));
    } else if (op instanceof Op.Conv1d conv) {
      return conv(conv, sequence(in.get(0)), in.get(1));
    } else if (op instanceof Op.Pool1d pool) {
      padded(in.get(0), pool.kernel() - 1, pool.padBefore() + pool.padAfter(), pool.stride());
      Shape x = sequence(in.get(0)).shape();
      return new Result(DType.FLOAT32, x.with(1, x.dim(1).strided(pool.stride())));
    } else if (op instanceof Op.Softmax softmax) {
      axis(in.get(0), softmax.axis());
      return like(typed(in.get(0), DType.FLOAT32));
    } else if (op instanceof Op.LayerNorm) {
      channels(in.get(0), in.get(1).shape().dim(0).size());
      return like(in.get(0));
    } else if (op instanceof Op.BatchNorm) {
      channels(sequence(in.get(0)), in.get(2).shape().dim(0).size());
      typed(in.get(1), DType.BOOL);
      return like(in.get(0));
    } else if (op instanceof Op.Dropout dropout) {
      if (!(dropout.probability() >= 0 && dropout.probability() < 1)) {
        throw new Mismatch(in.get(0), "drop-out wants 0 <= p < 1, got " + dropout.probability());
      }
      return like(typed(in.get(0), DType.FLOAT32));
    } else if (op instanceof Op.Recurrent recurrent) {
      channels(sequence(in.get(0)), in.get(2).shape().dim(1).size());
      typed(in.get(1), DType.INT64);
      return new Result(DType.FLOAT32, in.get(0).shape().with(-1, Dim.of(recurrent.hidden())));
    } else if (op instanceof Op.Attention) {
      return attention(in);
    } else if (op instanceof Op.Concat concat) {
      return concat(concat, in);
    } else if (op instanceof Op.Slice slice) {
      return slice(slice, in.get(0));
    } else if (op instanceof Op.Gather gather) {
      return gather(gather, in.get(0), typed(in.get(1), DType.INT64));
    } else if (op instanceof Op.GatherTime) {
      sequence(in.get(0));
      Shape index = rank(typed(in.get(1), DType.INT64), 2).shape();
      return new Result(DType.FLOAT32, in.get(0).shape().with(1, index.dim(1)));
    } else if (op instanceof Op.Transpose transpose) {
      return transpose(transpose, in.get(0));
    } else if (op instanceof Op.Reshape reshape) {
      return new Result(in.get(0).dtype(), reshape(reshape, in.get(0)));
    } else if (op instanceof Op.Pad pad) {
      axis(typed(in.get(0), DType.FLOAT32), pad.axis());
      Dim dim = in.get(0).shape().dim(pad.axis());
      Dim longer =
          dim.isFixed()
              ? Dim.of(dim.size() + pad.before() + pad.after())
              : Dim.symbol("(" + dim + "+" + (pad.before() + pad.after()) + ")");
      return new Result(DType.FLOAT32, in.get(0).shape().with(pad.axis(), longer));
    } else if (op instanceof Op.Shift shift) {
      axis(in.get(0), shift.axis());
      return like(typed(in.get(0), DType.FLOAT32));
    } else if (op instanceof Op.Range range) {
      axis(in.get(0), range.axis());
      return new Result(DType.INT64, Shape.of(in.get(0).shape().dim(range.axis())));
    }
    throw new IllegalStateException("no shape rule for " + op);
  }

  private static Result like(Value value) {
    return new Result(value.dtype(), value.shape());
  }

  private static Value typed(Value value, DType expected) {
    if (value.dtype() != expected) {
      throw new Mismatch(value, "expects " + expected + ", got " + value.dtype());
    }
    return value;
  }

  private static void sameType(Value a, Value b) {
    if (a.dtype() != b.dtype()) {
      throw new Mismatch(b, "expects " + a.dtype() + " on both sides, got " + b.dtype());
    }
  }

  private static Value rank(Value value, int expected) {
    if (value.shape().rank() != expected) {
      throw new Mismatch(value, "expects " + expected + " dimensions, got " + value.shape());
    }
    return value;
  }

  private static Value sequence(Value value) {
    return rank(typed(value, DType.FLOAT32), 3);
  }

  private static void axis(Value value, int axis) {
    if (axis < 0 || axis >= value.shape().rank()) {
      throw new Mismatch(value, "has no axis " + axis + " in " + value.shape());
    }
  }

  private static void channels(Value value, int expected) {
    typed(value, DType.FLOAT32);
    Dim last = value.shape().dim(-1);
    if (last.size() != expected) {
      throw new Mismatch(value, "expects " + expected + " channels, got " + last);
    }
  }

  private static Shape broadcast(Value culprit, Shape a, Shape b) {
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

  private static Result binary(Op.BinaryKind kind, Value a, Value b) {
    sameType(a, b);
    boolean wantsBool = kind == Op.BinaryKind.AND || kind == Op.BinaryKind.OR;
    if (wantsBool != (a.dtype() == DType.BOOL)) {
      throw new Mismatch(a, kind + " cannot take " + a.dtype());
    }
    Shape shape = broadcast(b, a.shape(), b.shape());
    return new Result(kind.isLogical() ? DType.BOOL : a.dtype(), shape);
  }

  private static Result reduce(Op.Reduce reduce, Value x) {
    List<Dim> dims = new ArrayList<>();
    reduce.axes().forEach(axis -> axis(x, axis));
    for (int i = 0; i < x.shape().rank(); i++) {
      if (!reduce.axes().contains(i)) {
        dims.add(x.shape().dim(i));
      } else if (reduce.keepDims()) {
        dims.add(Dim.of(1));
      }
    }
    return new Result(DType.FLOAT32, new Shape(dims));
  }

  private static Result matMul(Value a, Value b) {
    if (a.shape().rank() < 2 || b.shape().rank() < 2) {
      throw new Mismatch(b, "matrix product wants matrices, got " + a.shape() + b.shape());
    }
    if (!a.shape().dim(-1).equals(b.shape().dim(-2))) {
      throw new Mismatch(b, "cannot multiply " + a.shape() + " by " + b.shape());
    }
    Shape outerA = new Shape(a.shape().dims().subList(0, a.shape().rank() - 2));
    Shape outerB = new Shape(b.shape().dims().subList(0, b.shape().rank() - 2));
    List<Dim> dims = new ArrayList<>(broadcast(b, outerA, outerB).dims());
    dims.add(a.shape().dim(-2));
    dims.add(b.shape().dim(-1));
    return new Result(DType.FLOAT32, new Shape(dims));
  }

  private static void padded(Value x, int needed, int given, int stride) {
    if (needed != given || stride < 1) {
      throw new Mismatch(
          x, "wants padding " + needed + " in all and stride >= 1, got " + given + ", " + stride);
    }
  }

  private static Result conv(Op.Conv1d conv, Value x, Value weight) {
    int kernel = weight.shape().dim(2).size();
    padded(x, (kernel - 1) * conv.dilation(), conv.padBefore() + conv.padAfter(), conv.stride());
    int out = weight.shape().dim(0).size();
    if (out % conv.groups() != 0) {
      throw new Mismatch(x, "cannot put " + out + " channels into " + conv.groups() + " groups");
    }
    channels(x, weight.shape().dim(1).size() * conv.groups());
    Dim time = x.shape().dim(1).strided(conv.stride());
    return new Result(DType.FLOAT32, Shape.of(x.shape().dim(0), time, Dim.of(out)));
  }

  private static Result attention(List<Value> in) {
    for (Value value : in.subList(0, 3)) {
      rank(typed(value, DType.FLOAT32), 4);
    }
    if (!in.get(0).shape().equals(in.get(1).shape())) {
      throw new Mismatch(in.get(1), "expects keys like queries " + in.get(0).shape());
    }
    Shape q = in.get(0).shape();
    Shape scores = Shape.of(q.dim(0), q.dim(1), q.dim(2), q.dim(2));
    if (!broadcast(in.get(3), scores, in.get(3).shape()).equals(scores)) {
      throw new Mismatch(in.get(3), "bias does not broadcast to " + scores);
    }
    return new Result(DType.FLOAT32, q.with(-1, in.get(2).shape().dim(-1)));
  }

  private static Result concat(Op.Concat concat, List<Value> in) {
    Value first = in.get(0);
    axis(first, concat.axis());
    int size = 0;
    for (Value value : in) {
      sameType(first, value);
      rank(value, first.shape().rank());
      Dim dim = value.shape().dim(concat.axis());
      if (!dim.isFixed()) {
        throw new Mismatch(value, "cannot concatenate along " + dim);
      }
      if (!value
          .shape()
          .with(concat.axis(), Dim.of(1))
          .equals(first.shape().with(concat.axis(), Dim.of(1)))) {
        throw new Mismatch(value, "cannot concatenate " + first.shape() + " and " + value.shape());
      }
      size += dim.size();
    }
    return new Result(first.dtype(), first.shape().with(concat.axis(), Dim.of(size)));
  }

  private static Result slice(Op.Slice slice, Value x) {
    axis(x, slice.axis());
    Dim dim = x.shape().dim(slice.axis());
    if (!dim.isFixed()) {
      String end = slice.end() == Integer.MAX_VALUE ? "" : Integer.toString(slice.end());
      Dim part = Dim.symbol(dim + "[" + slice.start() + ":" + end + "]");
      return new Result(x.dtype(), x.shape().with(slice.axis(), part));
    }
    int start = slice.start() < 0 ? slice.start() + dim.size() : slice.start();
    int end = slice.end() < 0 ? slice.end() + dim.size() : Math.min(slice.end(), dim.size());
    boolean beyond = slice.end() > dim.size() && slice.end() != Integer.MAX_VALUE;
    if (start < 0 || start >= end || beyond) {
      throw new Mismatch(
          x, "cannot take " + slice.start() + " to " + slice.end() + " of " + dim + " elements");
    }
    return new Result(x.dtype(), x.shape().with(slice.axis(), Dim.of(end - start)));
  }

  private static Result gather(Op.Gather gather, Value x, Value index) {
    axis(x, gather.axis());
    List<Dim> dims = new ArrayList<>(x.shape().dims());
    dims.remove(gather.axis());
    dims.addAll(gather.axis(), index.shape().dims());
    return new Result(x.dtype(), new Shape(dims));
  }

  private static Result transpose(Op.Transpose transpose, Value x) {
    List<Integer> sorted = new ArrayList<>(new HashSet<>(transpose.permutation()));
    Collections.sort(sorted);
    List<Dim> dims = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      if (sorted.get(i) != i) {
        throw new Mismatch(x, "no permutation: " + transpose.permutation());
      }
    }
    rank(x, sorted.size());
    transpose.permutation().forEach(axis -> dims.add(x.shape().dim(axis)));
    return new Result(x.dtype(), new Shape(dims));
  }

  private static Shape reshape(Op.Reshape reshape, Value x) {
    List<Dim> left = new ArrayList<>(x.shape().dims());
    List<Dim> dims = new ArrayList<>();
    long fixed = 1;
    for (int i = 0; i < reshape.sizes().size(); i++) {
      int size = reshape.sizes().get(i);
      if (size == 0) {
        axis(x, i);
        left.remove(x.shape().dim(i));
        dims.add(x.shape().dim(i));
      } else {
        dims.add(size < 0 ? null : Dim.of(size));
        fixed *= size < 0 ? 1 : size;
      }
    }
    long available = 1;
    Dim symbol = null;
    for (Dim dim : left) {
      if (dim.isFixed()) {
        available *= dim.size();
      } else if (symbol == null) {
        symbol = dim;
      } else {
        throw new Mismatch(x, "cannot merge " + symbol + " with " + dim + " in " + x.shape());
      }
    }
    int inferred = dims.indexOf(null);
    boolean fits = inferred < 0 ? available == fixed && symbol == null : available % fixed == 0;
    if (!fits) {
      throw new Mismatch(x, "cannot reshape " + x.shape() + " to " + reshape.sizes());
    }
    if (inferred >= 0) {
      int factor = (int) (available / fixed);
      dims.set(inferred, symbol == null ? Dim.of(factor) : symbol.times(factor));
    }
    return new Shape(dims);
  }
}
