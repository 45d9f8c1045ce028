package dev.teacher.model.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Layout;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.GraphBuilder;
import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.graph.Value;
import dev.teacher.api.graph.Values;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class FlopsTest {
  private static final int FRAMES = 10;
  private static final int WIDTH = 4;
  private static final int ELEMENTS = FRAMES * WIDTH;

  @Test
  void aSumOfNumbersCountsOnceAnElement() {
    assertThat(of((ops, x) -> ops.add(x, x))).isEqualTo(ELEMENTS);
    assertThat(of((ops, x) -> ops.binary(Op.BinaryKind.LESS, x, x))).isEqualTo(ELEMENTS);
  }

  @Test
  void wholeNumbersAndTruthValuesAreNoFloatingPointNumbers() {
    assertThat(of((ops, x) -> ops.add(ops.range(x, 1), ops.range(x, 1)))).isZero();
    assertThat(of((ops, x) -> ops.unary(Op.UnaryKind.NOT, ops.cast(x, DType.BOOL)))).isZero();
  }

  @Test
  void choosingAndMovingIsNoWork() {
    assertThat(of((ops, x) -> ops.where(ops.cast(x, DType.BOOL), x, x))).isZero();
    assertThat(of((ops, x) -> ops.shift(x, 1, 2))).isZero();
  }

  @Test
  void theLargestOfAWindowTakesOneComparisonLessThanItHasFrames() {
    assertThat(built((b, x) -> pool(b, x, Op.PoolKind.MAX))).isEqualTo(2 * ELEMENTS);
    assertThat(built((b, x) -> pool(b, x, Op.PoolKind.AVERAGE))).isEqualTo(3 * ELEMENTS);
  }

  @Test
  void attentionCountsValuesThatAreWiderThanItsKeys() {
    double scores = FRAMES * FRAMES;
    double work =
        built(
            (builder, x) -> {
              Values ops = new Values(builder);
              Value keys = ops.unsqueeze(x, 1);
              Value values = ops.concat(3, keys, keys);
              Value bias = ops.constant(Tensor.of(new float[1], 1, 1, 1, 1));
              return builder.add(new Op.Attention(), keys, keys, values, bias);
            });
    assertThat(work).isEqualTo(scores * (2 * WIDTH + 2 * 2 * WIDTH + 1 + 5));
  }

  @Test
  void batchNormUsesTheStatisticsThatItKeeps() {
    GraphBuilder builder = new GraphBuilder();
    Sequence x = builder.inputSequence("features", Layout.parse("f: a=" + WIDTH));
    builder.output("y", x.batchNorm("norm").data());
    Graph graph = builder.build();
    double work =
        graph.nodes().stream()
            .filter(node -> node.op() instanceof Op.BatchNorm)
            .mapToDouble(node -> Flops.of(node, new Sizes(FRAMES)))
            .sum();
    assertThat(work).isEqualTo(4 * ELEMENTS);
  }

  private static Value pool(GraphBuilder builder, Value x, Op.PoolKind kind) {
    return builder.add(new Op.Pool1d(kind, 3, 1, 1, 1), x);
  }

  private static double of(BiFunction<Values, Value, Value> network) {
    return built((builder, x) -> network.apply(new Values(builder), x));
  }

  /** The work of the last operation. */
  private static double built(BiFunction<GraphBuilder, Value, Value> network) {
    GraphBuilder builder = new GraphBuilder();
    Sequence x = builder.inputSequence("features", Layout.parse("f: a=" + WIDTH));
    builder.output("y", network.apply(builder, x.data()));
    Graph graph = builder.build();
    return Flops.of(graph.nodes().get(graph.nodes().size() - 1), new Sizes(FRAMES));
  }
}
