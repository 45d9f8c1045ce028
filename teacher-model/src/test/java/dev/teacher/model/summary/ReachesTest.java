package dev.teacher.model.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Layout;
import dev.teacher.api.graph.Conv;
import dev.teacher.api.graph.GraphBuilder;
import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.graph.Value;
import dev.teacher.api.graph.Values;
import dev.teacher.api.tensor.DType;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class ReachesTest {
  /** What {@link Reach#frames} gives for the whole sample. */
  private static final int WHOLE = 0;

  @Test
  void framesThatArePickedByNumberMayBeAnywhere() {
    assertThat(
            frames(
                (ops, x) -> {
                  Value largest = ops.reshape(ops.reduce(Op.ReduceKind.MAX, x.data(), 2), 0, -1);
                  return ops.gatherTime(x.data(), ops.cast(largest, DType.INT64));
                }))
        .isEqualTo(WHOLE);
    assertThat(frames((ops, x) -> ops.gather(x.data(), 1, ops.range(x.data(), 1))))
        .isEqualTo(WHOLE);
    assertThat(frames((ops, x) -> ops.select(x.data(), 2, 1, 0))).as("of channels").isEqualTo(1);
  }

  @Test
  void sharesAndProductsOverTimeSeeTheWholeSample() {
    assertThat(frames((ops, x) -> ops.softmax(x.data(), 1))).isEqualTo(WHOLE);
    assertThat(frames((ops, x) -> ops.softmax(x.data(), 2))).isEqualTo(1);
    assertThat(frames((ops, x) -> ops.matMul(x.data(), ops.transpose(x.data(), 0, 2, 1))))
        .isEqualTo(WHOLE);
    assertThat(frames((ops, x) -> ops.matMul(ops.transpose(x.data(), 0, 2, 1), x.data())))
        .isEqualTo(WHOLE);
  }

  @Test
  void whatIsCutOffOrPutBeforeMovesTheOthers() {
    BiFunction<Values, Value, Value> there = (ops, x) -> ops.pad(x, 1, 3, 0, 0);
    assertThat(reach((ops, x) -> there.apply(ops, x.data()))).isEqualTo(new Reach(3, -3, false));
    assertThat(reach((ops, x) -> ops.slice(x.data(), 1, 2, 9))).isEqualTo(new Reach(-2, 2, false));
    assertThat(frames((ops, x) -> ops.slice(there.apply(ops, x.data()), 1, 3, 9))).isEqualTo(1);
    assertThat(frames((ops, x) -> ops.slice(x.data(), 1, -3, Integer.MAX_VALUE)))
        .as("how far from the end depends on the length")
        .isEqualTo(WHOLE);
  }

  @Test
  void aMovedFrameIsOneFrameAndTheStrideCounts() {
    assertThat(frames((ops, x) -> ops.shift(x.data(), 1, 3))).isEqualTo(1);
    assertThat(frames((ops, x) -> ops.add(x.data(), ops.shift(x.data(), 1, 3)))).isEqualTo(4);
    BiFunction<Values, Sequence, Value> strided =
        (ops, x) -> {
          Value half = x.conv1d("a", Conv.of(2, 1).withStride(2)).data();
          return ops.add(half, ops.shift(half, 1, -3));
        };
    assertThat(frames(strided)).isEqualTo(7);
  }

  @Test
  void timeMayStandAtAnyAxis() {
    BiFunction<Values, Sequence, Value> heads =
        (ops, x) -> {
          Value turned = ops.transpose(ops.unsqueeze(x.data(), 3), 0, 3, 1, 2);
          return ops.add(turned, ops.shift(turned, 2, 4));
        };
    assertThat(frames(heads)).isEqualTo(5);
  }

  @Test
  void theNumberOfAFrameSeesNoFrame() {
    BiFunction<Values, Sequence, Value> chosen =
        (ops, x) -> {
          Value index = ops.reshape(ops.range(x.data(), 1), 1, -1, 1);
          Value first = ops.binary(Op.BinaryKind.EQUAL, index, ops.constant(0L));
          return ops.where(first, ops.shift(x.data(), 1, -2), ops.shift(x.data(), 1, -1));
        };
    assertThat(frames(chosen)).isEqualTo(2);
  }

  private static int frames(BiFunction<Values, Sequence, Value> network) {
    return reach(network).frames();
  }

  private static Reach reach(BiFunction<Values, Sequence, Value> network) {
    GraphBuilder builder = new GraphBuilder();
    Sequence x = builder.inputSequence("features", Layout.parse("f: a=3"));
    Value y = network.apply(new Values(builder), x);
    builder.output("y", y);
    return Reaches.of(builder.build()).of(y);
  }
}
