package dev.teacher.api.graph;

import dev.teacher.api.data.Layout;
import dev.teacher.api.error.Problem;
import dev.teacher.api.graph.Op.BinaryKind;
import dev.teacher.api.graph.Op.RecurrentKind;
import dev.teacher.api.graph.Op.ReduceKind;
import dev.teacher.api.graph.Op.UnaryKind;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A batch of sequences of different length: data FLOAT32 [batch, time, channels] with lengths INT64
 * [batch]. Every operation keeps one invariant: <em>frames past a sequence's length are zero and
 * are never looked at</em>, so a sample's result is the same alone and in any batch. Operations
 * return a new sequence; their parameters are named after the layer, {@code layer.weight}, within
 * the builder's scope.
 */
public final class Sequence {
  private final GraphBuilder builder;
  private final Values ops;
  private final Value raw;
  private final Value lengths;
  private final Layout layout;
  private final boolean clean; // raw is zero past the lengths; else finite numbers stand there

  private Sequence(GraphBuilder builder, Value raw, Value lengths, Layout layout, boolean clean) {
    this.builder = builder;
    this.ops = new Values(builder);
    this.raw = raw;
    this.lengths = lengths;
    this.layout = layout;
    this.clean = clean;
  }

  /** A sequence over data [batch, time, channels] and lengths [batch]; masks what is past them. */
  public static Sequence of(GraphBuilder builder, Value data, Value lengths) {
    boolean sound =
        data.dtype() == DType.FLOAT32
            && data.shape().rank() == 3
            && data.shape().dim(2).isFixed()
            && lengths.dtype() == DType.INT64
            && lengths.shape().rank() == 1;
    if (!sound) {
      throw Problem.usage(builder.qualified("") + ": no sequence")
          .expected("data FLOAT32 [batch, time, channels] and lengths INT64 [batch]")
          .found(data + " and " + lengths)
          .exception();
    }
    return new Sequence(builder, builder.masked(data, lengths), lengths, null, true);
  }

  /** The builder of this sequence's graph. */
  public GraphBuilder builder() {
    return builder;
  }

  /** The data, FLOAT32 [batch, time, channels], zero past the lengths. */
  public Value data() {
    return clean ? raw : builder.masked(raw, lengths);
  }

  /** The lengths, INT64 [batch]. */
  public Value lengths() {
    return lengths;
  }

  /** BOOL [batch, time]: whether a frame is within its sequence. */
  public Value mask() {
    return builder.mask(raw, lengths);
  }

  /** The number of channels. */
  public int channels() {
    return raw.shape().dim(2).size();
  }

  /** The time dimension; its stride is this sequence's stride against the input. */
  public Dim time() {
    return raw.shape().dim(1);
  }

  /** The names of the channels, where they still have some. */
  public Optional<Layout> layout() {
    return Optional.ofNullable(layout);
  }

  /** The same sequence with named channels. */
  public Sequence as(Layout layout) {
    if (layout.width() != channels()) {
      throw Problem.usage(builder.qualified("") + ": the layout does not fit")
          .expected(channels() + " columns")
          .found(layout.spec() + " with " + layout.width())
          .exception();
    }
    return new Sequence(builder, raw, lengths, layout, clean);
  }

  /** The channels of a named segment of the layout, which stays on as the result's layout. */
  public Sequence segment(String name) {
    if (layout == null) {
      throw Problem.usage(
              builder.qualified("") + ": wants segment " + name + " of unnamed channels")
          .exception();
    }
    Layout part = layout.part(name);
    int from = layout.offset(name);
    return slice(from, from + part.width()).as(part);
  }

  /** Channels {@code from} (inclusive) to {@code to} (exclusive). */
  public Sequence slice(int from, int to) {
    return derived(ops.slice(raw, 2, from, to));
  }

  /** The channels at these indices, in that order. */
  public Sequence select(int... channels) {
    return derived(ops.select(raw, 2, channels));
  }

  /** Channels of several sequences of equal lengths side by side. */
  public static Sequence concat(Sequence first, Sequence... others) {
    Value[] values = new Value[others.length + 1];
    values[0] = first.raw;
    boolean clean = first.clean;
    for (int i = 0; i < others.length; i++) {
      first.requireSameLengths(others[i]);
      values[i + 1] = others[i].raw;
      clean &= others[i].clean;
    }
    Value joined = first.ops.concat(2, values);
    return new Sequence(first.builder, joined, first.lengths, null, clean);
  }

  /**
   * A function in raw operations of the data [batch, time, channels], which are zero past the
   * lengths; its result has as many frames, and whatever it makes of those zeros is masked. It must
   * not mix frames. The channels lose their names.
   */
  public Sequence map(UnaryOperator<Value> function) {
    Value result = function.apply(data());
    Shape before = raw.shape();
    if (result.shape().rank() != 3 || !result.shape().with(2, before.dim(2)).equals(before)) {
      throw Problem.usage(builder.qualified("") + ": a function of frames changed their number")
          .expected(before.with(2, Dim.symbol("channels")))
          .found(result.shape())
          .exception();
    }
    return of(builder, result, lengths);
  }

  /** The same with the layout kept: the columns keep their meaning. */
  public Sequence mapColumns(UnaryOperator<Value> function) {
    Sequence mapped = map(function);
    return layout == null ? mapped : mapped.as(layout);
  }

  /** The sum of two sequences of equal lengths. */
  public Sequence add(Sequence other) {
    return binary(BinaryKind.ADD, other);
  }

  /** The element-wise product of two sequences of equal lengths; one may have one channel. */
  public Sequence multiply(Sequence other) {
    return binary(BinaryKind.MULTIPLY, other);
  }

  /** Every element times a number. */
  public Sequence scale(double factor) {
    return derived(ops.multiply(raw, factor));
  }

  /** Rectified linear unit. */
  public Sequence relu() {
    return derived(ops.unary(UnaryKind.RELU, raw));
  }

  /** Gaussian error linear unit, exact. */
  public Sequence gelu() {
    return derived(ops.unary(UnaryKind.GELU, raw));
  }

  /** x * sigmoid(x), also known as swish. */
  public Sequence silu() {
    return derived(ops.unary(UnaryKind.SILU, raw));
  }

  /** Hyperbolic tangent. */
  public Sequence tanh() {
    return derived(ops.unary(UnaryKind.TANH, raw));
  }

  /** Logistic function. */
  public Sequence sigmoid() {
    return soiled(ops.unary(UnaryKind.SIGMOID, raw));
  }

  /** Gated linear unit (Dauphin et al. 2017): first half times the sigmoid of the second. */
  public Sequence glu() {
    int half = channels() / 2;
    if (half * 2 != channels()) {
      throw Problem.usage(builder.qualified("") + ": glu wants even channels, got " + channels())
          .exception();
    }
    Value gate = ops.unary(UnaryKind.SIGMOID, ops.slice(raw, 2, half, 2 * half));
    return derived(ops.multiply(ops.slice(raw, 2, 0, half), gate));
  }

  /** Inverted drop-out in training, nothing else. */
  public Sequence dropout(double probability) {
    return probability == 0 ? this : derived(builder.add(new Op.Dropout(probability), raw));
  }

  /** A linear map with bias of every frame: weight [out, in], bias [out]. */
  public Sequence linear(String layer, int out) {
    return builder.scope(
        layer,
        () -> {
          Value weight =
              builder.parameter("weight", Initializer.fanIn(channels()), out, channels());
          Value bias = builder.parameter("bias", Initializer.fanIn(channels()), out);
          return soiled(builder.add(new Op.Linear(true), raw, weight, bias));
        });
  }

  /** A convolution over time; lengths become ceil(length / stride). */
  public Sequence conv1d(String layer, Conv conv) {
    return builder.scope(layer, () -> Layers.conv1d(this, conv));
  }

  /** The maximum of the valid frames under each window; lengths become ceil(length / stride). */
  public Sequence maxPool(int kernel, int stride) {
    return Layers.maxPool(this, kernel, stride);
  }

  /** The mean of the valid frames under each window; lengths become ceil(length / stride). */
  public Sequence averagePool(int kernel, int stride) {
    return Layers.averagePool(this, kernel, stride);
  }

  /** Layer normalisation of every frame (Ba et al. 2016): weight [channels], bias [channels]. */
  public Sequence layerNorm(String layer) {
    return builder.scope(
        layer, () -> soiled(builder.add(new Op.LayerNorm(1e-5), raw, ones(), zeros("bias"))));
  }

  /**
   * Group normalisation (Wu and He 2018): each sample and group of channels over its valid frames
   * to mean 0 and variance 1 (biased, eps 1e-5), then weight [channels] and bias [channels].
   */
  public Sequence groupNorm(String layer, int groups) {
    return builder.scope(layer, () -> Norms.groupNorm(this, groups, ones(), zeros("bias")));
  }

  /**
   * Batch normalisation (Ioffe and Szegedy 2015) over the valid frames of the batch in training,
   * running statistics otherwise.
   */
  public Sequence batchNorm(String layer) {
    return builder.scope(
        layer,
        () -> {
          float[] unit = new float[channels()];
          Arrays.fill(unit, 1);
          Value mean = builder.buffer("running_mean", Tensor.of(new float[channels()], channels()));
          Value variance = builder.buffer("running_var", Tensor.of(unit, channels()));
          Op op = new Op.BatchNorm(0.1, 1e-5);
          return soiled(builder.add(op, data(), mask(), ones(), zeros("bias"), mean, variance));
        });
  }

  /** A long short-term memory layer, each direction with {@code hidden} channels. */
  public Sequence lstm(String layer, int hidden, boolean bidirectional) {
    return builder.scope(
        layer, () -> Layers.recurrent(this, RecurrentKind.LSTM, hidden, bidirectional));
  }

  /** A gated recurrent unit layer, each direction with {@code hidden} channels. */
  public Sequence gru(String layer, int hidden, boolean bidirectional) {
    return builder.scope(
        layer, () -> Layers.recurrent(this, RecurrentKind.GRU, hidden, bidirectional));
  }

  /** Multi-head self-attention with projections (Vaswani et al. 2017), channels as before. */
  public Sequence selfAttention(String layer, int heads, SelfAttention.Positions positions) {
    return builder.scope(layer, () -> SelfAttention.apply(this, heads, positions));
  }

  /** Reduces valid frames to [batch, 1, channels]: their mean. */
  public Value meanOverTime() {
    return Norms.mean(this, 1);
  }

  /** Standard deviation over valid frames (biased), [batch, 1, channels]. */
  public Value deviationOverTime(double eps) {
    return ops.sqrt(ops.add(Norms.variance(this, 1), ops.constant(eps * eps)));
  }

  /**
   * Differences of neighbouring frames: d[t] = x[t] - x[t-1] and d[0] = d[1]; zero for a sequence
   * of one frame.
   */
  public Sequence delta() {
    Value difference = soiled(ops.subtract(data(), ops.shift(data(), 1, 1))).data();
    Value repaired = ops.where(isFrame(0), ops.shift(difference, 1, -1), difference);
    return new Sequence(builder, repaired, lengths, null, true);
  }

  /** The sequence moved in time by {@code by} frames (later if positive), zeros shifted in. */
  public Sequence shift(int by) {
    return soiled(ops.shift(data(), 1, by));
  }

  /** Linear interpolation to {@code factor} times the frames (half-pixel centres, clamped ends). */
  public Sequence upsample(int factor) {
    return factor == 1 ? this : Resampling.linear(this, factor);
  }

  /** The data with zeros or other finite numbers past the lengths, for what masks them itself. */
  Value raw() {
    return raw;
  }

  /** BOOL [1, time, 1]: whether a frame has that index. */
  Value isFrame(long index) {
    Value range = ops.reshape(ops.range(raw, 1), 1, -1, 1);
    return ops.binary(BinaryKind.EQUAL, range, ops.constant(index));
  }

  /** A result whose frames past the lengths are zero if this sequence's are. */
  private Sequence derived(Value value) {
    return new Sequence(builder, value, lengths, null, clean);
  }

  /**
   * A result that is masked only where someone looks past the lengths. What stands there must be
   * small and finite: a later layer may compute with it, and then 0 * NaN would be its gradient.
   */
  Sequence soiled(Value value) {
    return soiled(value, lengths);
  }

  /** The same with other lengths. */
  Sequence soiled(Value value, Value newLengths) {
    return new Sequence(builder, value, newLengths, null, false);
  }

  private Sequence binary(BinaryKind kind, Sequence other) {
    requireSameLengths(other);
    Value value = ops.binary(kind, raw, other.raw);
    return new Sequence(builder, value, lengths, null, clean && other.clean);
  }

  private void requireSameLengths(Sequence other) {
    if (!other.lengths.equals(lengths)) {
      throw Problem.usage(builder.qualified("") + ": two sequences of different lengths meet")
          .expected(raw.shape())
          .found(other.raw.shape())
          .remedy("bring both to one stride first")
          .exception();
    }
  }

  private Value ones() {
    return builder.parameter("weight", new Initializer.Constant(1), channels());
  }

  private Value zeros(String name) {
    return builder.parameter(name, new Initializer.Constant(0), channels());
  }

  Value reduceValid(ReduceKind kind, int... axes) {
    return ops.reduce(kind, data(), axes);
  }
}
