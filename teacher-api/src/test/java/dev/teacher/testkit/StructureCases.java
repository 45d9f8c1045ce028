package dev.teacher.testkit;

import dev.teacher.api.graph.Dim;
import dev.teacher.api.graph.Initializer;
import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Op.PoolKind;
import dev.teacher.api.graph.Op.RecurrentKind;
import dev.teacher.api.graph.Value;
import dev.teacher.api.tensor.DType;
import dev.teacher.testkit.OperationCases.Case;
import java.util.ArrayList;
import java.util.List;

/** Products, soft-max, attention and everything that moves elements. */
final class StructureCases {
  private static final Dim ONE = Dim.of(1);
  private static final Dim TWO = Dim.of(2);
  private static final Dim FOUR = Dim.of(4);
  private static final Dim SIX = Dim.of(6);
  private static final int END = Integer.MAX_VALUE;

  private StructureCases() {}

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    products(cases);
    slices(cases);
    gathers(cases);
    rearrangements(cases);
    for (int axis = 0; axis < 3; axis++) {
      int at = axis;
      cases.add(RawCase.of("softmax over axis " + at, c -> c.ops.softmax(c.frames(), at)));
      cases.add(RawCase.of("log softmax over axis " + at, c -> c.ops.logSoftmax(c.frames(), at)));
      cases.add(RawCase.of("range of axis " + at, c -> c.ops.range(c.frames(), at)));
      cases.add(RawCase.of("pad axis " + at, c -> c.ops.pad(c.frames(), at, 2, 1, -0.5)));
      for (int by : new int[] {1, -1, 3, -3, 8, -8}) {
        cases.add(
            RawCase.of("shift axis " + at + " by " + by, c -> c.ops.shift(c.frames(), at, by)));
      }
    }
    for (PoolKind kind : PoolKind.values()) {
      cases.add(
          RawCase.of(
              "pool " + kind + " around the frame",
              c -> c.builder.add(new Op.Pool1d(kind, 3, 2, 1, 1), c.frames())));
      cases.add(
          RawCase.of(
              "pool " + kind + " of earlier frames",
              c -> c.builder.add(new Op.Pool1d(kind, 3, 1, 2, 0), c.frames())));
    }
    cases.add(RawCase.of("conv of earlier frames", StructureCases::causalConv));
    cases.add(RawCase.of("pad behind with zeros", c -> c.ops.pad(c.frames(), 1, 0, 3, 0)));
    cases.add(RawCase.of("dropout", c -> c.builder.add(new Op.Dropout(0.5), c.frames())));
    cases.add(RawCase.of("input as output", RawCase::frames));
    cases.add(RawCase.of("layer norm of rows", c -> layerNorm(c, c.floats(Dim.BATCH, SIX))));
    cases.add(RawCase.of("batch norm without statistics of frames", StructureCases::batchNorm));
    return cases;
  }

  private static void products(List<Case> cases) {
    cases.add(RawCase.of("matmul", c -> c.ops.matMul(c.frames(), c.floats(Dim.BATCH, SIX, FOUR))));
    cases.add(
        RawCase.of(
            "matmul broadcasts",
            c ->
                c.ops.matMul(
                    c.floats(Dim.BATCH, ONE, Dim.TIME, SIX), c.floats(TWO, SIX, Dim.TIME))));
    cases.add(RawCase.of("linear of rows", c -> linear(c, c.floats(Dim.BATCH, SIX), true)));
    cases.add(RawCase.of("linear of frames", c -> linear(c, c.frames(), true)));
    cases.add(RawCase.of("linear without bias", c -> linear(c, c.frames(), false)));
    cases.add(
        RawCase.of(
            "linear of four dimensions",
            c -> linear(c, c.floats(Dim.BATCH, TWO, Dim.TIME, SIX), true)));
    cases.add(RawCase.of("linear by a computed matrix", StructureCases::linearByComputed));
    for (RecurrentKind kind : RecurrentKind.values()) {
      cases.add(RawCase.of(kind + " with computed weights", c -> recurrent(c, kind)));
    }
    cases.add(
        RawCase.of("attention", c -> attention(c, FOUR, c.floats(Dim.BATCH, ONE, ONE, Dim.TIME))));
    cases.add(
        RawCase.of(
            "attention with wider values and a bias a head",
            c -> attention(c, SIX, c.floats(TWO, Dim.TIME, Dim.TIME))));
  }

  private static Value linear(RawCase c, Value x, boolean bias) {
    Value weight = c.builder.parameter("weight", Initializer.fanIn(6), 4, 6);
    return bias
        ? c.builder.add(
            new Op.Linear(true), x, weight, c.builder.parameter("bias", Initializer.fanIn(6), 4))
        : c.builder.add(new Op.Linear(false), x, weight);
  }

  private static Value linearByComputed(RawCase c) {
    Value weight = c.ops.multiply(c.builder.parameter("weight", Initializer.fanIn(6), 4, 6), 2);
    return c.builder.add(new Op.Linear(false), c.frames(), weight);
  }

  private static Value attention(RawCase c, Dim values, Value bias) {
    Value query = c.floats(Dim.BATCH, TWO, Dim.TIME, FOUR);
    Value key = c.floats(Dim.BATCH, TWO, Dim.TIME, FOUR);
    Value value = c.floats(Dim.BATCH, TWO, Dim.TIME, values);
    return c.builder.add(new Op.Attention(), query, key, value, bias);
  }

  private static Value causalConv(RawCase c) {
    Value weight = c.builder.parameter("weight", Initializer.fanIn(18), 4, 6, 3);
    return c.builder.add(new Op.Conv1d(1, 2, 4, 0, 1, false), c.frames(), weight);
  }

  private static Value layerNorm(RawCase c, Value x) {
    Value weight = c.builder.parameter("weight", new Initializer.Constant(1), 6);
    Value bias = c.builder.parameter("bias", new Initializer.Constant(0), 6);
    return c.builder.add(new Op.LayerNorm(1e-3), x, weight, bias);
  }

  private static Value batchNorm(RawCase c) {
    Initializer one = new Initializer.Constant(1);
    return c.builder.add(
        new Op.BatchNorm(0.2, 1e-3),
        c.frames(),
        c.bools(Dim.BATCH, Dim.TIME),
        c.builder.parameter("weight", one, 6),
        c.builder.parameter("bias", one, 6),
        c.builder.buffer("running_mean", OperationCases.filled(0, 6)),
        c.builder.buffer("running_var", OperationCases.filled(1, 6)));
  }

  /** Weights that are computed in the graph, and lengths that fill the batch. */
  private static Value recurrent(RawCase c, RecurrentKind kind) {
    int rows = kind.gates() * 4;
    Initializer start = Initializer.fanIn(4);
    Value full = c.ops.add(c.wholes(0, 1, Dim.BATCH), c.ops.constant((long) RawCase.TIME));
    return c.builder.add(
        new Op.Recurrent(kind, 4, true),
        c.frames(),
        full,
        c.ops.multiply(c.builder.parameter("weight_ih", start, rows, 6), 0.5),
        c.builder.parameter("weight_hh", start, rows, 4),
        c.builder.parameter("bias_ih", start, rows),
        c.ops.multiply(c.builder.parameter("bias_hh", start, rows), 2));
  }

  private static void slices(List<Case> cases) {
    int[][] bounds = {{0, 2}, {2, END}, {-3, END}, {-4, -1}, {1, -1}, {0, END}};
    for (int[] bound : bounds) {
      String text = bound[0] + ":" + (bound[1] == END ? "" : bound[1]);
      cases.add(
          RawCase.of(
              "slice channels " + text, c -> c.ops.slice(c.frames(), 2, bound[0], bound[1])));
      cases.add(
          RawCase.of("slice time " + text, c -> c.ops.slice(c.frames(), 1, bound[0], bound[1])));
    }
    cases.add(
        RawCase.of("slice INT64", c -> c.ops.slice(c.wholes(-9, 9, Dim.BATCH, SIX), 1, 1, 3)));
  }

  private static void gathers(List<Case> cases) {
    cases.add(RawCase.of("select channels", c -> c.ops.select(c.frames(), 2, 5, 0, 0, 3)));
    cases.add(RawCase.of("select frames", c -> c.ops.select(c.frames(), 1, 4, 1)));
    cases.add(
        RawCase.of(
            "gather by a matrix",
            c -> c.ops.gather(c.floats(SIX, FOUR), 0, c.wholes(0, 6, Dim.TIME, Dim.TIME))));
    cases.add(
        RawCase.of(
            "gather INT64 by one number",
            c -> c.ops.gather(c.wholes(-9, 9, Dim.BATCH, SIX), 1, c.ops.constant(2L))));
    cases.add(
        RawCase.of(
            "gather time",
            c -> c.ops.gatherTime(c.frames(), c.wholes(0, RawCase.TIME, Dim.BATCH, Dim.of(7)))));
  }

  private static void rearrangements(List<Case> cases) {
    cases.add(RawCase.of("transpose", c -> c.ops.transpose(c.frames(), 2, 0, 1)));
    cases.add(
        RawCase.of(
            "transpose INT64", c -> c.ops.transpose(c.wholes(0, 9, Dim.BATCH, Dim.TIME), 1, 0)));
    cases.add(RawCase.of("reshape to heads", c -> c.ops.reshape(c.frames(), 0, 0, 2, 3)));
    cases.add(RawCase.of("reshape with inference", c -> c.ops.reshape(c.frames(), 0, -1, 2)));
    cases.add(
        RawCase.of(
            "unsqueeze BOOL",
            c -> c.ops.cast(c.ops.unsqueeze(c.bools(Dim.BATCH, Dim.TIME), 1), DType.FLOAT32)));
    cases.add(
        RawCase.of(
            "concat channels",
            c -> c.ops.concat(-1, c.frames(), c.floats(Dim.BATCH, Dim.TIME, ONE), c.frames())));
    cases.add(
        RawCase.of(
            "concat INT64",
            c -> c.ops.concat(0, c.wholes(0, 9, TWO, Dim.TIME), c.wholes(0, 9, ONE, Dim.TIME))));
    cases.add(RawCase.of("concat one", c -> c.ops.concat(2, c.frames())));
  }
}
