package dev.teacher.train.djl;

import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Op.BinaryKind;
import dev.teacher.api.graph.Op.UnaryKind;
import dev.teacher.api.graph.Value;
import dev.teacher.api.tensor.DType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Random cases of every operation, the same for a seed. Operations and widths take turns that do
 * not divide each other, so that each operation comes with each width.
 */
final class AuditCases {
  /** The widest that is audited: more than four vectors of the widest processors. */
  static final int WIDEST = 72;

  private static final float[] SOILS = {
    Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY
  };

  /** Operations with kernels of their own for odd sizes come more often; 47 is prime. */
  private static final List<Drawing> DRAWINGS = new ArrayList<>();

  static {
    add(1, AuditCases::constant);
    add(2, AuditCases::unary);
    add(2, AuditCases::binary);
    add(1, AuditCases::cast);
    add(1, AuditCases::where);
    add(2, AuditCases::reduce);
    add(3, AuditCases::matMul);
    add(4, AuditCases::linear);
    add(9, AuditCases::conv1d);
    add(3, AuditCases::pool1d);
    add(1, AuditCases::softmax);
    add(1, AuditCases::layerNorm);
    add(1, AuditCases::batchNorm);
    add(1, AuditCases::dropout);
    add(4, AuditCases::recurrent);
    add(2, AuditCases::attention);
    add(1, AuditCases::concat);
    add(1, AuditCases::slice);
    add(1, AuditCases::gather);
    add(1, AuditCases::gatherTime);
    add(1, AuditCases::transpose);
    add(1, AuditCases::reshape);
    add(1, AuditCases::pad);
    add(1, AuditCases::shift);
    add(1, AuditCases::range);
  }

  private AuditCases() {}

  /** Draws an operation at a width, and gives its result. */
  @FunctionalInterface
  private interface Drawing {
    Value draw(AuditSketch sketch, int width);
  }

  private static void add(int turns, Drawing drawing) {
    DRAWINGS.addAll(Collections.nCopies(turns, drawing));
  }

  /** A case, whatever was drawn before. */
  static AuditCase of(long seed, int index) {
    AuditSketch sketch = new AuditSketch(new SplittableRandom(new Random(seed).nextLong() + index));
    int width = 1 + index % WIDEST;
    Value result = DRAWINGS.get(index % DRAWINGS.size()).draw(sketch, width);
    return sketch.finished(index, result, SOILS[sketch.size(0, SOILS.length - 1)]);
  }

  private static int batch(AuditSketch s) {
    return s.size(1, 5);
  }

  /** Odd mostly: the frames that are left over are those to look at. */
  private static int frames(AuditSketch s) {
    return s.chance(0.8) ? 2 * s.size(0, 20) + 1 : s.size(1, 41);
  }

  private static int other(AuditSketch s) {
    return s.size(1, WIDEST);
  }

  private static Value sequence(AuditSketch s, int width) {
    return s.data(batch(s), frames(s), width);
  }

  private static Value constant(AuditSketch s, int width) {
    Value constant = s.subject(new Op.Constant(s.numbers(-2, 2, width)));
    return s.helper(new Op.Binary(BinaryKind.ADD), sequence(s, width), constant);
  }

  private static Value unary(AuditSketch s, int width) {
    UnaryKind kind = s.one(UnaryKind.values());
    int batch = batch(s);
    int frames = frames(s);
    Value x =
        switch (kind) {
          case NOT -> s.flags(batch, frames, width);
          case LOG, SQRT -> s.floats(0.1, 3, batch, frames, width);
          default -> s.data(batch, frames, width);
        };
    return s.subject(new Op.Unary(kind), x);
  }

  private static Value binary(AuditSketch s, int width) {
    BinaryKind kind = s.one(BinaryKind.values());
    int[] a = {batch(s), frames(s), width};
    int[] b = s.one(a, new int[] {width}, new int[] {1, a[1], 1}, new int[0]);
    Op op = new Op.Binary(kind);
    if (kind == BinaryKind.AND || kind == BinaryKind.OR) {
      return s.subject(op, s.flags(a), s.flags(b));
    }
    if (kind == BinaryKind.POWER) {
      return s.subject(op, s.floats(0.5, 2, a), s.data(b));
    }
    if (s.chance(0.4)) {
      return s.subject(op, s.whole(0, 9, a), s.whole(1, 9, b));
    }
    boolean divides = kind == BinaryKind.DIVIDE;
    return s.subject(op, s.data(a), divides ? s.floats(0.5, 2, b) : s.data(b));
  }

  private static Value cast(AuditSketch s, int width) {
    int[] shape = {batch(s), frames(s), width};
    Value x =
        switch (s.one(DType.values())) {
          case FLOAT32 -> s.data(shape);
          case INT64 -> s.whole(-3, 4, shape);
          case BOOL -> s.flags(shape);
        };
    return s.subject(new Op.Cast(s.one(DType.values())), x);
  }

  private static Value where(AuditSketch s, int width) {
    int[] shape = {batch(s), frames(s), width};
    Value condition = s.chance(0.5) ? s.flags(shape) : s.flags(shape[0], shape[1], 1);
    Value a = s.data(shape);
    return s.subject(new Op.Where(), condition, a, s.chance(0.5) ? s.data(shape) : s.data(width));
  }

  private static Value reduce(AuditSketch s, int width) {
    List<Integer> axes =
        s.one(List.of(0), List.of(1), List.of(2), List.of(0, 1), List.of(1, 2), List.of(0, 1, 2));
    Op op = new Op.Reduce(s.one(Op.ReduceKind.values()), axes, s.chance(0.5));
    return s.subject(op, sequence(s, width));
  }

  private static Value matMul(AuditSketch s, int width) {
    int batch = batch(s);
    int[] sizes = {frames(s), other(s), other(s)};
    sizes[s.size(0, 2)] = width;
    Value a = s.data(batch, sizes[0], sizes[1]);
    Value b =
        s.chance(0.5)
            ? s.weight(sizes[1], batch, sizes[1], sizes[2])
            : s.weight(sizes[1], sizes[1], sizes[2]);
    return s.subject(new Op.MatMul(), a, b);
  }

  private static Value linear(AuditSketch s, int width) {
    if (s.chance(0.5)) {
      s.mixed(2);
    }
    boolean into = s.chance(0.5);
    int in = into ? width : other(s);
    int out = into ? other(s) : width;
    Value x = sequence(s, in);
    Value weight = s.weight(in, out, in);
    return s.chance(0.5)
        ? s.subject(new Op.Linear(true), x, weight, s.data(out))
        : s.subject(new Op.Linear(false), x, weight);
  }

  private static Value conv1d(AuditSketch s, int width) {
    int kernel = s.size(1, 9);
    int groups = groups(s, width);
    if (groups == 1 && s.chance(0.3)) {
      s.mixed(1 + kernel); // a product, and the sums of those that share a frame
    }
    int in = width;
    int out = groups == 1 ? other(s) : s.chance(0.6) ? width : groups * s.size(1, 2);
    if (s.chance(0.5)) {
      int first = in;
      in = out;
      out = first;
    }
    int dilation = s.size(1, 3);
    int padding = (kernel - 1) * dilation;
    int before = s.chance(0.5) ? padding / 2 : s.size(0, padding);
    boolean bias = s.chance(0.5);
    Op op = new Op.Conv1d(s.size(1, 4), dilation, before, padding - before, groups, bias);
    Value x = sequence(s, in);
    Value weight = s.weight(in / groups * kernel, out, in / groups, kernel);
    return bias ? s.subject(op, x, weight, s.data(out)) : s.subject(op, x, weight);
  }

  /** None, one for each channel, or something between. */
  private static int groups(AuditSketch s, int width) {
    if (s.chance(0.5)) {
      return 1;
    }
    if (s.chance(0.6)) {
      return width;
    }
    int groups = s.size(1, width);
    while (width % groups != 0) {
      groups--;
    }
    return groups;
  }

  private static Value pool1d(AuditSketch s, int width) {
    int kernel = s.size(1, 9);
    int before = s.chance(0.5) ? (kernel - 1) / 2 : s.size(0, kernel - 1);
    Op.PoolKind kind = s.one(Op.PoolKind.values());
    Op op = new Op.Pool1d(kind, kernel, s.size(1, 4), before, kernel - 1 - before);
    return s.subject(op, sequence(s, width));
  }

  private static Value softmax(AuditSketch s, int width) {
    return s.subject(new Op.Softmax(s.size(0, 2), s.chance(0.5)), sequence(s, width));
  }

  /**
   * Of channels that are nearly equal the norm is ill-conditioned, in any engine; of one channel it
   * multiplies rounding errors by 1 / sqrt(eps).
   */
  private static Value layerNorm(AuditSketch s, int width) {
    double eps = width == 1 ? 1e-2 : 1e-5;
    Value x = s.spread(batch(s), frames(s), width);
    return s.subject(new Op.LayerNorm(eps), x, s.floats(0.5, 1.5, width), s.data(width));
  }

  private static Value batchNorm(AuditSketch s, int width) {
    int batch = batch(s);
    int frames = frames(s);
    return s.subject(
        new Op.BatchNorm(0.1, 1e-5),
        s.data(batch, frames, width),
        s.flags(batch, frames),
        s.floats(0.5, 1.5, width),
        s.data(width),
        s.constant(-1, 1, width),
        s.constant(0.5, 1.5, width));
  }

  private static Value dropout(AuditSketch s, int width) {
    return s.subject(new Op.Dropout(s.one(0.0, 0.3, 0.9)), sequence(s, width));
  }

  private static Value recurrent(AuditSketch s, int width) {
    boolean into = s.chance(0.5);
    int in = into ? width : other(s);
    int hidden = into ? other(s) : width;
    Op.RecurrentKind kind = s.one(Op.RecurrentKind.values());
    int rows = kind.gates() * hidden;
    int batch = batch(s);
    int frames = frames(s);
    Value x = s.data(batch, frames, in);
    Value lengths = s.whole(1, frames + 1, batch);
    Value result =
        s.subject(
            new Op.Recurrent(kind, hidden, s.chance(0.5)),
            x,
            lengths,
            s.weight(in, rows, in),
            s.weight(hidden, rows, hidden),
            s.weight(hidden, rows),
            s.weight(hidden, rows));
    return s.masked(result, lengths);
  }

  private static Value attention(AuditSketch s, int width) {
    int batch = batch(s);
    int heads = s.size(1, 4);
    int frames = frames(s);
    int values = s.chance(0.5) ? width : other(s);
    Value bias =
        s.data(
            s.one(
                new int[] {frames, frames},
                new int[] {batch, 1, 1, frames},
                new int[] {1, heads, frames, frames}));
    return s.subject(
        new Op.Attention(),
        s.data(batch, heads, frames, width),
        s.data(batch, heads, frames, width),
        s.data(batch, heads, frames, values),
        bias);
  }

  private static Value concat(AuditSketch s, int width) {
    int axis = s.size(0, 2);
    int[] shape = {batch(s), frames(s), width};
    Value[] parts = new Value[s.size(1, 3)];
    for (int i = 0; i < parts.length; i++) {
      int[] part = shape.clone();
      part[axis] = s.size(1, 5);
      parts[i] = s.data(i == 0 ? shape : part);
    }
    return s.subject(new Op.Concat(axis), parts);
  }

  private static Value slice(AuditSketch s, int width) {
    int[] shape = {batch(s), frames(s), width};
    int axis = s.size(0, 2);
    int start = s.size(0, shape[axis] - 1);
    int end = s.chance(0.3) ? Integer.MAX_VALUE : s.size(start + 1, shape[axis]);
    int first = s.chance(0.3) ? start - shape[axis] : start;
    return s.subject(new Op.Slice(axis, first, end), s.data(shape));
  }

  private static Value gather(AuditSketch s, int width) {
    int[] shape = {batch(s), frames(s), width};
    int axis = s.size(0, 2);
    int[] index = s.one(new int[] {s.size(1, 9)}, new int[] {s.size(1, 3), s.size(1, 5)});
    return s.subject(new Op.Gather(axis), s.data(shape), s.whole(0, shape[axis], index));
  }

  private static Value gatherTime(AuditSketch s, int width) {
    int batch = batch(s);
    int frames = frames(s);
    Value x = s.data(batch, frames, width);
    return s.subject(new Op.GatherTime(), x, s.whole(0, frames, batch, frames(s)));
  }

  private static Value transpose(AuditSketch s, int width) {
    List<Integer> order =
        s.one(List.of(0, 2, 1), List.of(1, 0, 2), List.of(2, 1, 0), List.of(1, 2, 0));
    return s.subject(new Op.Transpose(order), sequence(s, width));
  }

  private static Value reshape(AuditSketch s, int width) {
    List<Integer> sizes =
        s.one(List.of(0, -1), List.of(-1, width), List.of(-1), List.of(0, 0, 1, width));
    return s.subject(new Op.Reshape(sizes), sequence(s, width));
  }

  private static Value pad(AuditSketch s, int width) {
    double value = s.one(0.0, -1.5, 3.0);
    return s.subject(
        new Op.Pad(s.size(0, 2), s.size(0, 4), s.size(0, 4), value), sequence(s, width));
  }

  private static Value shift(AuditSketch s, int width) {
    int[] shape = {batch(s), frames(s), width};
    int axis = s.size(0, 2);
    int by = s.size(1, Math.min(5, shape[axis]));
    return s.subject(new Op.Shift(axis, s.chance(0.5) ? by : -by), s.data(shape));
  }

  private static Value range(AuditSketch s, int width) {
    return s.subject(new Op.Range(s.size(0, 2)), sequence(s, width));
  }
}
