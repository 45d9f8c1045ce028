package dev.teacher.api.graph;

import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import java.util.List;
import java.util.Locale;

/**
 * The operations of the graph. What is done with them is a {@link Visitor}. Each comment gives the
 * inputs of the node and its output; B is batch, T time, C channels. Axes are never negative here.
 * Sequences lie channels-last, {@code [B, T, C]}, everywhere.
 */
public sealed interface Op {
  /** What it is called, for example {@code layer-norm}; the same for all of its kind. */
  default String operation() {
    return getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }

  /** What {@code visitor} makes of this operation. */
  <R> R accept(Visitor<R> visitor);

  /**
   * A total function over the operations: one that is added compiles only when every visitor knows
   * it.
   *
   * @param <R> what it gives
   */
  interface Visitor<R> {
    R constant(Constant op);

    R unary(Unary op);

    R binary(Binary op);

    R cast(Cast op);

    R where(Where op);

    R reduce(Reduce op);

    R matMul(MatMul op);

    R linear(Linear op);

    R conv1d(Conv1d op);

    R pool1d(Pool1d op);

    R softmax(Softmax op);

    R layerNorm(LayerNorm op);

    R batchNorm(BatchNorm op);

    R dropout(Dropout op);

    R recurrent(Recurrent op);

    R attention(Attention op);

    R concat(Concat op);

    R slice(Slice op);

    R gather(Gather op);

    R gatherTime(GatherTime op);

    R transpose(Transpose op);

    R reshape(Reshape op);

    R pad(Pad op);

    R shift(Shift op);

    R range(Range op);
  }

  /** Inputs: none. Output: the value, float32 or int64. */
  record Constant(Tensor value) implements Op {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.constant(this);
    }
  }

  /** Inputs: x. Output: like x; BOOL for NOT. */
  record Unary(UnaryKind kind) implements Op {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.unary(this);
    }
  }

  /** Inputs: a, b of one type, broadcast as in NumPy. Output: that type, BOOL for comparisons. */
  record Binary(BinaryKind kind) implements Op {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.binary(this);
    }
  }

  /** Inputs: x. Output: x in another type; BOOL to number gives 0 and 1, number to BOOL x != 0. */
  record Cast(DType to) implements Op {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.cast(this);
    }
  }

  /** Inputs: condition (BOOL), a, b, broadcast. Output: a where the condition holds, else b. */
  record Where() implements Op {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.where(this);
    }
  }

  /** Inputs: x (FLOAT32). Output: x reduced over the axes, which stay as 1 if keepDims. */
  record Reduce(ReduceKind kind, List<Integer> axes, boolean keepDims) implements Op {
    public Reduce {
      axes = List.copyOf(axes);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.reduce(this);
    }
  }

  /** Inputs: a [..., n, k], b [..., k, m], outer dimensions broadcast. Output: [..., n, m]. */
  record MatMul() implements Op {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.matMul(this);
    }
  }

  /** Inputs: x [..., in], weight [out, in], bias [out] if so. Output: [..., out]. */
  record Linear(boolean bias) implements Op {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.linear(this);
    }
  }

  /**
   * Cross-correlation over time. Inputs: x [B, T, in], weight [out, in / groups, kernel], bias
   * [out] if so. The zero padding around T is (kernel - 1) * dilation in all, so that the output is
   * [B, ceil(T / stride), out].
   */
  record Conv1d(int stride, int dilation, int padBefore, int padAfter, int groups, boolean bias)
      implements Op {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.conv1d(this);
    }
  }

  /**
   * Inputs: x [B, T, C]. Output: [B, ceil(T / stride), C]. The padding around T is kernel - 1 in
   * all and counts as minus infinity for MAX, as zero (and in the divisor) for AVERAGE.
   */
  record Pool1d(PoolKind kind, int kernel, int stride, int padBefore, int padAfter) implements Op {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.pool1d(this);
    }
  }

  /** Inputs: x. Output: like x; logarithm of the soft-max if {@code log}. */
  record Softmax(int axis, boolean log) implements Op {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.softmax(this);
    }
  }

  /**
   * Over the last axis. Inputs: x [..., C], weight [C], bias [C]. Output: like x. Ba et al. 2016.
   */
  record LayerNorm(double eps) implements Op {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.layerNorm(this);
    }
  }

  /**
   * Batch normalisation over valid frames (Ioffe and Szegedy 2015). Inputs: x [B, T, C], mask BOOL
   * [B, T], weight [C], bias [C], running mean [C], running variance [C] (buffers). Output: like x.
   * In training: the statistics of the valid frames of the batch (biased variance), and the buffers
   * move by {@code momentum} towards them (unbiased variance). Else: the buffers.
   */
  record BatchNorm(double momentum, double eps) implements Op {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.batchNorm(this);
    }
  }

  /** Inputs: x. Output: like x. Inverted drop-out in training, x itself else. */
  record Dropout(double probability) implements Op {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.dropout(this);
    }
  }

  /**
   * One direction of one recurrent layer. Inputs: x [B, T, in], lengths INT64 [B], weight_ih [G *
   * hidden, in], weight_hh [G * hidden, hidden], bias_ih [G * hidden], bias_hh [G * hidden].
   * Output: [B, T, hidden]; frames past a length are undefined. G and gate order are LibTorch's:
   * LSTM 4 (i, f, g, o), GRU 3 (r, z, n; reset applied after the product). Initial states are zero.
   * {@code reverse} runs from each sequence's last valid frame to its first.
   */
  record Recurrent(RecurrentKind kind, int hidden, boolean reverse) implements Op {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.recurrent(this);
    }
  }

  /**
   * Soft-max(q kᵀ / sqrt(D) + bias) v. Inputs: q, k, v [B, H, T, D], bias FLOAT32 that broadcasts
   * to [B, H, T, T] and is added (a large negative number hides a key). Output: [B, H, T, D].
   */
  record Attention() implements Op {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.attention(this);
    }
  }

  /** Inputs: any number, equal but for the axis. Output: one behind the other. */
  record Concat(int axis) implements Op {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.concat(this);
    }
  }

  /**
   * Inputs: x. Output: elements start (inclusive) to end (exclusive); negative count from the end;
   * an end of {@link Integer#MAX_VALUE} is the end of the axis.
   */
  record Slice(int axis, int start, int end) implements Op {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.slice(this);
    }
  }

  /** Inputs: x, index INT64 of any shape. Output: x with the axis replaced by the index's shape. */
  record Gather(int axis) implements Op {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.gather(this);
    }
  }

  /** Inputs: x [B, T, C], index INT64 [B, S]. Output: [B, S, C], frames picked a sample. */
  record GatherTime() implements Op {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.gatherTime(this);
    }
  }

  /** Inputs: x. Output: axes permuted, output axis i is input axis {@code permutation[i]}. */
  record Transpose(List<Integer> permutation) implements Op {
    public Transpose {
      permutation = List.copyOf(permutation);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.transpose(this);
    }
  }

  /**
   * Inputs: x. Output: reshaped; 0 copies the input's size at the same place, one -1 is inferred.
   */
  record Reshape(List<Integer> sizes) implements Op {
    public Reshape {
      sizes = List.copyOf(sizes);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.reshape(this);
    }
  }

  /** Inputs: x (FLOAT32). Output: the axis with {@code value} before and after. */
  record Pad(int axis, int before, int after, double value) implements Op {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.pad(this);
    }
  }

  /**
   * Inputs: x (FLOAT32). Output: moved by {@code by} > 0 later or < 0 earlier along the axis, same
   * shape, zeros shifted in.
   */
  record Shift(int axis, int by) implements Op {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.shift(this);
    }
  }

  /** Inputs: x. Output: INT64 [n], 0 to n - 1, where n is x's size at the axis. */
  record Range(int axis) implements Op {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.range(this);
    }
  }

  /** Functions of one value. GELU is the exact one, with the error function. */
  enum UnaryKind {
    NEGATE,
    ABS,
    EXP,
    LOG,
    SQRT,
    SIN,
    COS,
    FLOOR,
    RELU,
    GELU,
    SILU,
    SIGMOID,
    TANH,
    NOT
  }

  /** Functions of two values. DIVIDE of INT64 rounds down and is for values >= 0. */
  enum BinaryKind {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    MINIMUM,
    MAXIMUM,
    POWER,
    EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    AND,
    OR;

    /** Whether the result is BOOL. */
    public boolean isLogical() {
      return compareTo(EQUAL) >= 0;
    }
  }

  /** Reductions. */
  enum ReduceKind {
    SUM,
    MEAN,
    MAX,
    MIN
  }

  /** Pooling. */
  enum PoolKind {
    MAX,
    AVERAGE
  }

  /** Recurrent cells. */
  enum RecurrentKind {
    LSTM(4),
    GRU(3);

    private final int gates;

    RecurrentKind(int gates) {
      this.gates = gates;
    }

    /** The number of gates that the weights stack. */
    public int gates() {
      return gates;
    }
  }
}
