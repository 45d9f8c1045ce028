package dev.teacher.testkit;

import dev.teacher.api.graph.Dim;
import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Op.BinaryKind;
import dev.teacher.api.graph.Op.ReduceKind;
import dev.teacher.api.graph.Op.UnaryKind;
import dev.teacher.api.graph.Value;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.testkit.OperationCases.Case;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Functions of single elements, casts, selections and reductions. */
final class ElementwiseCases {
  private static final Dim ONE = Dim.of(1);
  private static final Dim SIX = Dim.of(6);
  private static final Set<UnaryKind> POSITIVE = EnumSet.of(UnaryKind.LOG, UnaryKind.SQRT);

  private ElementwiseCases() {}

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (UnaryKind kind : UnaryKind.values()) {
      cases.add(unary(kind));
    }
    for (BinaryKind kind : BinaryKind.values()) {
      if (kind == BinaryKind.AND || kind == BinaryKind.OR) {
        cases.add(RawCase.of("binary " + kind, c -> logic(c, kind)));
      } else {
        cases.add(RawCase.of("binary " + kind + " FLOAT32", c -> floats(c, kind)));
        cases.add(RawCase.of("binary " + kind + " INT64", c -> wholes(c, kind)));
      }
    }
    casts(cases);
    reductions(cases);
    cases.add(
        RawCase.of(
            "where FLOAT32 broadcasts",
            c -> c.ops.where(c.bools(Dim.BATCH, Dim.TIME, ONE), c.frames(), c.floats(SIX))));
    cases.add(
        RawCase.of(
            "where INT64",
            c ->
                c.ops.where(
                    c.bools(Dim.TIME), c.wholes(-9, 9, Dim.BATCH, Dim.TIME), c.ops.constant(7L))));
    cases.add(
        RawCase.of(
            "where BOOL",
            c ->
                c.ops.cast(
                    c.ops.where(
                        c.bools(Dim.BATCH, Dim.TIME), c.bools(Dim.TIME), c.bools(Dim.BATCH, ONE)),
                    DType.INT64)));
    cases.add(RawCase.of("constants", ElementwiseCases::constants));
    cases.add(
        RawCase.of(
            "buffer",
            c -> c.ops.add(c.frames(), c.builder.buffer("bias", OperationCases.filled(0, 6)))));
    cases.add(
        RawCase.of(
            "buffer INT64",
            c ->
                c.ops.gather(
                    c.frames(),
                    2,
                    c.builder.buffer("index", Tensor.of(new long[] {5, 0, 0, 3}, 2, 2)))));
    return cases;
  }

  private static Case unary(UnaryKind kind) {
    if (kind == UnaryKind.NOT) {
      return RawCase.of(
          "unary NOT",
          c -> c.ops.cast(c.ops.unary(kind, c.bools(Dim.BATCH, Dim.TIME)), DType.FLOAT32));
    }
    double low = POSITIVE.contains(kind) ? 0.1 : -3;
    return RawCase.of(
        "unary " + kind, c -> c.ops.unary(kind, c.floats(low, 3, Dim.BATCH, Dim.TIME, SIX)));
  }

  private static Value floats(RawCase c, BinaryKind kind) {
    double low = kind == BinaryKind.POWER ? 0.1 : -2;
    Value a = c.floats(low, 2, Dim.BATCH, Dim.TIME, SIX);
    Value b = c.floats(Dim.BATCH, ONE, SIX);
    if (!kind.isLogical()) {
      return c.ops.binary(kind, a, b);
    }
    // Whole numbers, so that some pairs are equal.
    Value wholeA = c.ops.unary(UnaryKind.FLOOR, a);
    Value wholeB = c.ops.unary(UnaryKind.FLOOR, b);
    return c.ops.cast(c.ops.binary(kind, wholeA, wholeB), DType.FLOAT32);
  }

  private static Value wholes(RawCase c, BinaryKind kind) {
    long low = kind == BinaryKind.DIVIDE ? 0 : -5;
    Value a = c.wholes(low, 9, Dim.BATCH, Dim.TIME);
    Value b = c.wholes(1, 4, Dim.TIME);
    Value result = c.ops.binary(kind, a, b);
    return kind.isLogical() ? c.ops.cast(result, DType.INT64) : result;
  }

  private static Value logic(RawCase c, BinaryKind kind) {
    Value both = c.ops.binary(kind, c.bools(Dim.BATCH, Dim.TIME), c.bools(Dim.TIME));
    return c.ops.cast(both, DType.INT64);
  }

  private static void casts(List<Case> cases) {
    for (DType to : DType.values()) {
      cases.add(RawCase.of("cast FLOAT32 to " + to, c -> cast(c, c.frames(), to)));
      cases.add(
          RawCase.of(
              "cast INT64 to " + to, c -> cast(c, c.wholes(-2, 3, Dim.BATCH, Dim.TIME), to)));
      cases.add(RawCase.of("cast BOOL to " + to, c -> cast(c, c.bools(Dim.BATCH, Dim.TIME), to)));
    }
  }

  private static Value cast(RawCase c, Value x, DType to) {
    Value result = c.ops.cast(x, to);
    return to == DType.BOOL ? c.ops.cast(result, DType.FLOAT32) : result;
  }

  private static void reductions(List<Case> cases) {
    for (ReduceKind kind : ReduceKind.values()) {
      cases.add(RawCase.of("reduce " + kind, c -> c.ops.reduce(kind, c.frames(), 1)));
      cases.add(
          RawCase.of(
              "reduce " + kind + " over two axes", c -> c.ops.reduce(kind, c.frames(), -1, 0)));
      cases.add(
          RawCase.of(
              "reduce " + kind + " and drop the axes",
              c -> c.builder.add(new Op.Reduce(kind, List.of(1, 2), false), c.frames())));
    }
  }

  private static Value constants(RawCase c) {
    Value row = c.ops.constant(Tensor.of(new float[] {1, -2, 3, 1e-3f, 1e9f, 0}, 1, 6));
    Value scaled = c.ops.multiply(c.ops.add(c.frames(), row), 0.5);
    return c.ops.add(scaled, c.ops.cast(c.ops.constant(3L), DType.FLOAT32));
  }
}
