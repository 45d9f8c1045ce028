package dev.teacher.api.graph;

import dev.teacher.api.error.Problem;
import dev.teacher.api.graph.Op.PoolKind;
import dev.teacher.api.graph.Op.RecurrentKind;
import dev.teacher.api.tensor.DType;

/** Layers that look at several frames: convolution, pooling and recurrence. */
final class Layers {
  private Layers() {}

  static Sequence conv1d(Sequence x, Conv conv) {
    GraphBuilder builder = x.builder();
    if (x.channels() % conv.groups() != 0) {
      throw Problem.usage(builder.qualified("") + ": cannot split " + x.channels())
          .expected("channels divisible by " + conv.groups() + " groups")
          .exception();
    }
    int perGroup = x.channels() / conv.groups();
    int fanIn = perGroup * conv.kernel();
    int padding = (conv.kernel() - 1) * conv.dilation();
    Value weight =
        builder.parameter("weight", conv.initializer(fanIn), conv.out(), perGroup, conv.kernel());
    Op op =
        new Op.Conv1d(
            conv.stride(),
            conv.dilation(),
            padding / 2,
            padding - padding / 2,
            conv.groups(),
            conv.bias());
    Value input = conv.kernel() == 1 ? x.raw() : x.data(); // one frame sees no other
    Value result =
        conv.bias()
            ? builder.add(
                op, input, weight, builder.parameter("bias", Initializer.fanIn(fanIn), conv.out()))
            : builder.add(op, input, weight);
    return x.soiled(result, builder.lengths().strided(x.lengths(), conv.stride()));
  }

  static Sequence maxPool(Sequence x, int kernel, int stride) {
    GraphBuilder builder = x.builder();
    Values ops = new Values(builder);
    Value lowest = ops.constant((double) -Float.MAX_VALUE);
    Value hidden = ops.where(ops.unsqueeze(x.mask(), 2), x.raw(), lowest);
    Value result = builder.add(pool(PoolKind.MAX, kernel, stride), hidden);
    return Sequence.of(builder, result, builder.lengths().strided(x.lengths(), stride));
  }

  static Sequence averagePool(Sequence x, int kernel, int stride) {
    GraphBuilder builder = x.builder();
    Values ops = new Values(builder);
    Op pool = pool(PoolKind.AVERAGE, kernel, stride);
    Value valid = ops.unsqueeze(ops.cast(x.mask(), DType.FLOAT32), 2);
    Value share = ops.maximum(builder.add(pool, valid), ops.constant(0.5 / kernel));
    Value result = ops.divide(builder.add(pool, x.data()), share);
    return x.soiled(result, builder.lengths().strided(x.lengths(), stride));
  }

  static Sequence recurrent(Sequence x, RecurrentKind kind, int hidden, boolean both) {
    Value result = direction(x, kind, hidden, false);
    if (both) {
      Value backward = direction(x, kind, hidden, true);
      result = new Values(x.builder()).concat(2, result, backward);
    }
    return Sequence.of(x.builder(), result, x.lengths());
  }

  private static Op pool(PoolKind kind, int kernel, int stride) {
    int before = (kernel - 1) / 2;
    return new Op.Pool1d(kind, kernel, stride, before, kernel - 1 - before);
  }

  private static Value direction(Sequence x, RecurrentKind kind, int hidden, boolean reverse) {
    GraphBuilder builder = x.builder();
    String suffix = reverse ? "_reverse" : "";
    Initializer start = Initializer.fanIn(hidden);
    int rows = kind.gates() * hidden;
    return builder.add(
        new Op.Recurrent(kind, hidden, reverse),
        x.data(),
        x.lengths(),
        builder.parameter("weight_ih" + suffix, start, rows, x.channels()),
        builder.parameter("weight_hh" + suffix, start, rows, hidden),
        builder.parameter("bias_ih" + suffix, start, rows),
        builder.parameter("bias_hh" + suffix, start, rows));
  }
}
