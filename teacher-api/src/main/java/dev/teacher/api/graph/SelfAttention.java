package dev.teacher.api.graph;

import dev.teacher.api.error.Problem;
import dev.teacher.api.graph.Op.UnaryKind;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;

/** Multi-head self-attention over the valid frames of a sequence. */
public final class SelfAttention {
  /** Keys farther away share the bias of this distance. */
  private static final int MAX_DISTANCE = 64;

  /** Taken from the scores of padding: more than any score can make up for. */
  private static final double HIDDEN = 1e30;

  private SelfAttention() {}

  /** How a layer knows the order of frames. */
  public enum Positions {
    /** Not at all. */
    NONE,
    /** Rotary embedding of queries and keys (Su et al. 2021). */
    ROTARY,
    /** A trained bias per head and clipped distance (after Shaw et al. 2018). */
    RELATIVE
  }

  static Sequence apply(Sequence x, int heads, Positions positions) {
    GraphBuilder builder = x.builder();
    Values ops = new Values(builder);
    int channels = x.channels();
    int size = channels / heads;
    if (size * heads != channels || (positions == Positions.ROTARY && size % 2 != 0)) {
      throw Problem.usage(builder.qualified("") + ": cannot split " + channels + " channels")
          .expected("heads of equal" + (positions == Positions.ROTARY ? ", even" : "") + " size")
          .found(heads + " heads")
          .exception();
    }
    Value query = heads(ops, x.linear("query", channels), heads, size);
    Value key = heads(ops, x.linear("key", channels), heads, size);
    Value value = heads(ops, x.linear("value", channels), heads, size);
    if (positions == Positions.ROTARY) {
      query = rotate(ops, query, size);
      key = rotate(ops, key, size);
    }
    Value visible = ops.reshape(ops.cast(x.mask(), DType.FLOAT32), 0, 1, 1, -1);
    Value bias = ops.multiply(ops.subtract(visible, ops.constant(1.0)), HIDDEN);
    if (positions == Positions.RELATIVE) {
      bias = ops.add(bias, distances(builder, ops, x.data(), heads));
    }
    Value mixed = builder.add(new Op.Attention(), query, key, value, bias);
    Value merged = ops.reshape(ops.transpose(mixed, 0, 2, 1, 3), 0, 0, channels);
    return x.soiled(merged).linear("out", channels);
  }

  private static Value heads(Values ops, Sequence x, int heads, int size) {
    return ops.transpose(ops.reshape(x.data(), 0, 0, heads, size), 0, 2, 1, 3);
  }

  /** x [B, H, T, D]: turns the pair (i, i + D/2) by the angle t / 10000^(2i/D). */
  private static Value rotate(Values ops, Value x, int size) {
    int half = size / 2;
    float[] frequencies = new float[half];
    for (int i = 0; i < half; i++) {
      frequencies[i] = (float) Math.pow(10000, -2.0 * i / size);
    }
    Value time = ops.reshape(ops.cast(ops.range(x, 2), DType.FLOAT32), -1, 1);
    Value angle = ops.multiply(time, ops.constant(Tensor.of(frequencies, 1, half)));
    Value cos = ops.unary(UnaryKind.COS, angle);
    Value sin = ops.unary(UnaryKind.SIN, angle);
    Value a = ops.slice(x, 3, 0, half);
    Value b = ops.slice(x, 3, half, size);
    return ops.concat(
        3,
        ops.subtract(ops.multiply(a, cos), ops.multiply(b, sin)),
        ops.add(ops.multiply(a, sin), ops.multiply(b, cos)));
  }

  /** A bias [H, T, T] from a trained table over the distance of key and query. */
  private static Value distances(GraphBuilder builder, Values ops, Value data, int heads) {
    Value table =
        builder.parameter(
            "distance_bias", new Initializer.Normal(0.02), 2 * MAX_DISTANCE + 1, heads);
    Value range = ops.range(data, 1);
    Value distance = ops.subtract(ops.reshape(range, 1, -1), ops.reshape(range, -1, 1));
    Value clipped =
        ops.minimum(
            ops.maximum(distance, ops.constant((long) -MAX_DISTANCE)),
            ops.constant((long) MAX_DISTANCE));
    Value index = ops.add(clipped, ops.constant((long) MAX_DISTANCE));
    Value picked = ops.gather(table, 0, index); // [T, T, H]
    return ops.transpose(picked, 2, 0, 1);
  }
}
