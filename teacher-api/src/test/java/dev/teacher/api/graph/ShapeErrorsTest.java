package dev.teacher.api.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.data.Layout;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ShapeErrorsTest {
  private final GraphBuilder builder = new GraphBuilder();
  private final Values ops = new Values(builder);
  private final Sequence input = builder.inputSequence("x", Layout.parse("test: a=6"));
  private final Value x = input.data();

  private static void refused(ThrowingCallable call, String start) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.USAGE))
        .hasMessageStartingWith(start);
  }

  private Value weight(String name, int... shape) {
    return builder.parameter(name, new Initializer.Constant(0), shape);
  }

  @Test
  void theLayersOnBothSidesAreNamed() {
    Sequence narrow = builder.scope("mixed_3c", () -> input.linear("out", 512));
    Value weight = weight("w", 7, 480);
    refused(
        () ->
            builder.scope(
                "mixed_4b", () -> builder.add(new Op.Linear(false), narrow.data(), weight)),
        """
        mixed_4b: expects 480 channels, got 512 from mixed_3c.out
          where:    operation Linear
          to do:    check the configuration of that layer, or its code if it is your plugin""");
  }

  @Test
  void weightsMustFitTheirOperation() {
    Value weight = weight("w", 4, 6);
    Value bias = weight("b", 5);
    refused(
        () -> builder.add(new Op.Linear(true), x, weight, bias),
        "graph: expects a weight [4], got [5] from parameter b");
    refused(() -> builder.add(new Op.Linear(true), x, bias, bias), "graph: expects 2 dimensions");
    refused(
        () -> builder.add(new Op.LayerNorm(1e-5), x, weight("s", 6), bias),
        "graph: expects a weight [6], got [5]");
    refused(
        () ->
            builder.add(
                new Op.Recurrent(Op.RecurrentKind.GRU, 2, false),
                x,
                input.lengths(),
                weight("ih", 6, 6),
                weight("hh", 8, 2),
                weight("bi", 6),
                weight("bh", 6)),
        "graph: expects a weight [6, 2], got [8, 2] from parameter hh");
  }

  @Test
  void operandsAreCounted() {
    assertThatThrownBy(() -> builder.add(new Op.Linear(true), x, weight("w", 4, 6)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Linear[bias=true] takes 3 operands, got 2");
    assertThatThrownBy(() -> builder.add(new Op.Softmax(0, false), x, x))
        .hasMessageContaining("takes 1 operands, got 2");
    assertThatThrownBy(() -> builder.add(new Op.Concat(0))).hasMessageContaining("got 0");
  }

  @Test
  void convolutionsArePaddedToKeepTheFrames() {
    Value weight = weight("w", 4, 6, 3);
    refused(
        () -> builder.add(new Op.Conv1d(1, 1, 0, 1, 1, false), x, weight),
        "graph: wants padding 2 in all, stride >= 1; got 0 and 1, stride 1");
    refused(
        () -> builder.add(new Op.Conv1d(1, 1, -1, 3, 1, false), x, weight),
        "graph: wants padding 2");
    refused(
        () -> builder.add(new Op.Conv1d(0, 1, 1, 1, 1, false), x, weight),
        "graph: wants padding 2");
    refused(
        () -> builder.add(new Op.Conv1d(1, 1, 1, 1, 3, false), x, weight),
        "graph: cannot put 4 channels into 3 groups");
    refused(
        () -> builder.add(new Op.Conv1d(1, 1, 1, 1, 2, false), x, weight),
        "graph: expects 12 channels, got 6");
    assertThatThrownBy(() -> Conv.of(4, 3).withStride(0)).hasMessageContaining("stride 0");
  }

  @Test
  void typesDoNotMix() {
    refused(() -> ops.add(x, input.lengths()), "graph: expects FLOAT32 on both sides, got INT64");
    refused(() -> ops.where(x, x, x), "graph: expects BOOL, got FLOAT32");
    refused(
        () -> ops.sqrt(input.lengths()), "graph: expects FLOAT32, got INT64 from input lengths");
    refused(() -> ops.binary(Op.BinaryKind.AND, x, x), "graph: AND cannot take FLOAT32");
  }

  @Test
  void shapesBroadcastOrAreNamed() {
    assertThat(ops.add(x, weight("c", 6)).shape()).isEqualTo(x.shape());
    refused(
        () -> ops.add(x, weight("d", 5)),
        "graph: shapes [batch, time, 6] and [5] do not broadcast from parameter d");
    refused(
        () -> ops.matMul(x, weight("e", 5, 2)),
        "graph: cannot multiply [batch, time, 6] by [5, 2]");
  }

  @Test
  void elementsMoveWithinTheirAxes() {
    refused(() -> ops.slice(x, 2, 4, 9), "graph: cannot take 4 to 9 of 6 elements");
    refused(() -> ops.slice(x, 2, 3, 3), "graph: cannot take 3 to 3");
    refused(() -> ops.concat(1, x, x), "graph: cannot concatenate along time");
    refused(() -> ops.transpose(x, 0, 0, 1), "graph: no permutation: [0, 0, 1]");
    refused(() -> ops.transpose(input.lengths(), 0, 0), "graph: expects 2 dimensions");
    refused(() -> ops.pad(x, 2, -1, 0, 0), "graph: cannot pad by -1 and 0");
    refused(() -> ops.softmax(x, 3), "graph: has no axis 3");
    assertThat(ops.slice(x, 2, -2, Integer.MAX_VALUE).shape().dim(2)).isEqualTo(Dim.of(2));
  }

  @Test
  void reshapingKeepsTheElements() {
    assertThat(ops.reshape(x, 0, -1, 3).shape())
        .isEqualTo(Shape.of(Dim.BATCH, Dim.TIME.times(2), Dim.of(3)));
    refused(() -> ops.reshape(x, 0, 0, 4), "graph: cannot reshape [batch, time, 6] to [0, 0, 4]");
    refused(() -> ops.reshape(x, -1, -1, 6), "graph: expects sizes >= 0 and one -1 at most");
    refused(() -> ops.reshape(x, -1, 6), "graph: cannot merge batch with time");
    refused(() -> ops.reshape(x, 0, 6), "graph: cannot reshape");
  }

  @Test
  void attentionWantsValuesForItsKeys() {
    Value q = ops.constant(Tensor.of(new float[16], 1, 2, 4, 2));
    Value v = ops.constant(Tensor.of(new float[12], 1, 2, 3, 2));
    Value bias = ops.constant(0.0);
    refused(() -> builder.add(new Op.Attention(), q, q, v, bias), "graph: expects values for keys");
    refused(
        () -> builder.add(new Op.Attention(), q, v, q, bias), "graph: expects keys like queries");
    Value wide = ops.constant(Tensor.of(new float[5], 5));
    refused(() -> builder.add(new Op.Attention(), q, q, q, wide), "graph: shapes");
  }

  @Test
  void sequencesOfDifferentFramesDoNotMeet() {
    refused(
        () -> builder.scope("net", () -> input.add(input.maxPool(2, 2))),
        """
        net: two sequences of different lengths meet
          expected: [batch, time, 6]
          found:    [batch, ceil(time/2), 6]
          to do:    bring both to one stride first""");
  }

  @Test
  void aFunctionOfFramesKeepsTheirNumber() {
    refused(
        () -> builder.scope("net", () -> input.map(v -> ops.reduce(Op.ReduceKind.MAX, v, 1))),
        """
        net: a function of frames changed their number
          expected: [batch, time, channels]
          found:    [batch, 1, 6]""");
  }

  @Test
  void aSequenceIsMadeOfFramesAndLengths() {
    refused(() -> Sequence.of(builder, input.lengths(), input.lengths()), ": no sequence");
    refused(() -> Sequence.of(builder, x, x), ": no sequence");
    Value open =
        builder.input("open", DType.FLOAT32, new Shape(List.of(Dim.BATCH, Dim.TIME, Dim.TIME)));
    refused(() -> Sequence.of(builder, open, input.lengths()), ": no sequence");
  }

  @Test
  void layersThatCannotBeSplitSaySo() {
    refused(
        () -> input.groupNorm("n", 4), "n: cannot group 6 channels\n  expected: a divisor of 6");
    refused(
        () -> input.selfAttention("a", 4, SelfAttention.Positions.NONE),
        "a: cannot split 6 channels");
    refused(
        () -> input.selfAttention("r", 2, SelfAttention.Positions.ROTARY),
        "r: cannot split 6 channels\n  expected: heads of equal, even size");
    refused(() -> input.slice(0, 5).glu(), ": glu wants even channels, got 5");
    refused(() -> input.dropout(1), "graph: drop-out wants 0 <= p < 1, got 1.0");
  }
}
