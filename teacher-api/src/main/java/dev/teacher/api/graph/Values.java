package dev.teacher.api.graph;

import dev.teacher.api.graph.Op.BinaryKind;
import dev.teacher.api.graph.Op.ReduceKind;
import dev.teacher.api.graph.Op.UnaryKind;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The raw operations, one method each, for code that leaves {@link Sequence}: nothing here knows of
 * lengths. Shapes and types are those that {@link Op} states; axes may be negative.
 */
public final class Values {
  private final GraphBuilder builder;

  /** Raw operations that are added to {@code builder}. */
  public Values(GraphBuilder builder) {
    this.builder = builder;
  }

  /** A FLOAT32 constant of rank 0. */
  public Value constant(double value) {
    return constant(Tensor.scalar((float) value));
  }

  /** An INT64 constant of rank 0. */
  public Value constant(long value) {
    return constant(Tensor.scalar(value));
  }

  /** A constant. */
  public Value constant(Tensor value) {
    return builder.add(new Op.Constant(value));
  }

  /** A function of one value. */
  public Value unary(UnaryKind kind, Value x) {
    return builder.add(new Op.Unary(kind), x);
  }

  /** A function of two values, broadcast. */
  public Value binary(BinaryKind kind, Value a, Value b) {
    return builder.add(new Op.Binary(kind), a, b);
  }

  /** a + b. */
  public Value add(Value a, Value b) {
    return binary(BinaryKind.ADD, a, b);
  }

  /** a - b. */
  public Value subtract(Value a, Value b) {
    return binary(BinaryKind.SUBTRACT, a, b);
  }

  /** a * b. */
  public Value multiply(Value a, Value b) {
    return binary(BinaryKind.MULTIPLY, a, b);
  }

  /** a * b. */
  public Value multiply(Value a, double b) {
    return multiply(a, constant(b));
  }

  /** a / b; INT64 rounds down. */
  public Value divide(Value a, Value b) {
    return binary(BinaryKind.DIVIDE, a, b);
  }

  /** The larger of both. */
  public Value maximum(Value a, Value b) {
    return binary(BinaryKind.MAXIMUM, a, b);
  }

  /** The smaller of both. */
  public Value minimum(Value a, Value b) {
    return binary(BinaryKind.MINIMUM, a, b);
  }

  /** The square root. */
  public Value sqrt(Value x) {
    return unary(UnaryKind.SQRT, x);
  }

  /** x in another type. */
  public Value cast(Value x, DType to) {
    return builder.add(new Op.Cast(to), x);
  }

  /** a where the condition holds, else b. */
  public Value where(Value condition, Value a, Value b) {
    return builder.add(new Op.Where(), condition, a, b);
  }

  /** x reduced over the axes, which stay as 1. */
  public Value reduce(ReduceKind kind, Value x, int... axes) {
    List<Integer> sorted = Arrays.stream(axes).map(a -> axis(x, a)).sorted().boxed().toList();
    return builder.add(new Op.Reduce(kind, sorted, true), x);
  }

  /** The matrix product, batched and broadcast over the outer dimensions. */
  public Value matMul(Value a, Value b) {
    return builder.add(new Op.MatMul(), a, b);
  }

  /** The soft-max along an axis. */
  public Value softmax(Value x, int axis) {
    return builder.add(new Op.Softmax(axis(x, axis), false), x);
  }

  /** The logarithm of the soft-max along an axis. */
  public Value logSoftmax(Value x, int axis) {
    return builder.add(new Op.Softmax(axis(x, axis), true), x);
  }

  /** Values one behind the other along an axis. */
  public Value concat(int axis, Value... values) {
    return builder.add(new Op.Concat(axis(values[0], axis)), values);
  }

  /** Elements {@code start} (inclusive) to {@code end} (exclusive); negative count from the end. */
  public Value slice(Value x, int axis, int start, int end) {
    return builder.add(new Op.Slice(axis(x, axis), start, end), x);
  }

  /** Picks elements of an axis by constant indices, in that order. */
  public Value select(Value x, int axis, int... indices) {
    long[] index = Arrays.stream(indices).asLongStream().toArray();
    int at = axis(x, axis);
    Dim dim = x.shape().dim(at);
    for (int i : indices) {
      if (i < 0 || (dim.isFixed() && i >= dim.size())) {
        throw new IndexOutOfBoundsException("index " + i + " of an axis of " + dim);
      }
    }
    return builder.add(new Op.Gather(at), x, constant(Tensor.of(index, index.length)));
  }

  /** Picks elements of an axis by an INT64 index of any shape. */
  public Value gather(Value x, int axis, Value index) {
    return builder.add(new Op.Gather(axis(x, axis)), x, index);
  }

  /** x [B, T, C] and index INT64 [B, S] give [B, S, C]. */
  public Value gatherTime(Value x, Value index) {
    return builder.add(new Op.GatherTime(), x, index);
  }

  /** Axes permuted. */
  public Value transpose(Value x, int... permutation) {
    return builder.add(new Op.Transpose(Arrays.stream(permutation).boxed().toList()), x);
  }

  /** Reshaped; 0 copies the size at the same place, one -1 is inferred. */
  public Value reshape(Value x, int... sizes) {
    return builder.add(new Op.Reshape(Arrays.stream(sizes).boxed().toList()), x);
  }

  /** x with a dimension of 1 put in at {@code axis}; at most one symbol may follow the new axis. */
  public Value unsqueeze(Value x, int axis) {
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < x.shape().rank(); i++) {
      Dim dim = x.shape().dim(i);
      sizes.add(i < axis ? 0 : dim.isFixed() ? dim.size() : -1);
    }
    sizes.add(axis, 1);
    return builder.add(new Op.Reshape(sizes), x);
  }

  /** The axis with {@code value} before and after. */
  public Value pad(Value x, int axis, int before, int after, double value) {
    return builder.add(new Op.Pad(axis(x, axis), before, after, value), x);
  }

  /** Moved by {@code by} > 0 later or < 0 earlier along an axis; zeros are shifted in. */
  public Value shift(Value x, int axis, int by) {
    return by == 0 ? x : builder.add(new Op.Shift(axis(x, axis), by), x);
  }

  /** INT64 [n]: 0 to n - 1, where n is x's size at the axis. */
  public Value range(Value x, int axis) {
    return builder.add(new Op.Range(axis(x, axis)), x);
  }

  private static int axis(Value x, int axis) {
    return axis < 0 ? axis + x.shape().rank() : axis;
  }
}
