package dev.teacher.api.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Layout;
import dev.teacher.api.plain.PlainGraph;
import dev.teacher.api.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SequencePaddingTest {
  private static final int FRAMES = 7;
  private static final int CHANNELS = 4;

  private static Arguments named(String name, UnaryOperator<Sequence> operation) {
    return Arguments.of(name, operation);
  }

  private static Stream<Arguments> operations() {
    return Stream.of(
        named("sigmoid", Sequence::sigmoid),
        named("linear", x -> x.linear("l", 3)),
        named("linear, gelu", x -> x.linear("l", 3).gelu()),
        named("linear, scale, add", x -> x.linear("l", CHANNELS).scale(2).add(x)),
        named("linear, glu", x -> x.linear("l", CHANNELS).glu()),
        named("linear times sigmoid", x -> x.linear("l", 1).sigmoid().multiply(x)),
        named("linear, slice, concat", x -> Sequence.concat(x, x.linear("l", 3).slice(1, 2))),
        named("layer norm", x -> x.layerNorm("n")),
        named("group norm", x -> x.linear("l", CHANNELS).groupNorm("n", 2)),
        named("batch norm", x -> x.linear("l", CHANNELS).batchNorm("n")),
        named("convolution", x -> x.linear("l", 3).conv1d("c", Conv.of(2, 4).withStride(2))),
        named("max pool", x -> x.scale(-1).maxPool(3, 2)),
        named("average pool", x -> x.sigmoid().averagePool(4, 3)),
        named("lstm", x -> x.linear("l", 3).lstm("r", 2, true)),
        named("gru", x -> x.sigmoid().gru("r", 2, true)),
        named(
            "attention", x -> x.sigmoid().selfAttention("a", 2, SelfAttention.Positions.RELATIVE)),
        named("delta", x -> x.sigmoid().delta()),
        named("shift", x -> x.sigmoid().shift(2)),
        named("shift back", x -> x.sigmoid().shift(-2)),
        named("upsample", x -> x.sigmoid().upsample(3)),
        named("exp of zero", x -> x.map(v -> unary(x, Op.UnaryKind.EXP, v))),
        named("log of zero", x -> x.map(v -> unary(x, Op.UnaryKind.LOG, v))),
        named("mean", x -> x.map(v -> new Values(x.builder()).subtract(v, x.meanOverTime()))));
  }

  private static Value unary(Sequence x, Op.UnaryKind kind, Value value) {
    return new Values(x.builder()).unary(kind, value);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void framesPastTheLengthAreZero(String name, UnaryOperator<Sequence> operation) {
    Map<String, Tensor> result = run(operation);
    int channels = result.get("y").shape()[2];
    int frames = result.get("y").shape()[1];
    float[] values = result.get("y").floats();
    for (int sample = 0; sample < 2; sample++) {
      int valid = (int) result.get("n").longs()[sample];
      for (int i = valid * channels; i < frames * channels; i++) {
        assertThat(values[sample * frames * channels + i]).isEqualTo(0f);
      }
      for (int i = 0; i < valid * channels; i++) {
        assertThat(values[sample * frames * channels + i]).isFinite();
      }
    }
  }

  /** Else a weight's gradient would be 0 * infinity = NaN. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void noLinearLayerComputesWithInfinityOrNan(String name, UnaryOperator<Sequence> operation) {
    GraphBuilder builder = new GraphBuilder();
    Sequence input = builder.inputSequence("x", Layout.parse("test: a=4"));
    builder.output("y", operation.apply(input).linear("next", 3).data());
    Graph graph = builder.build();
    Map<String, Value> operands = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Op.Linear) {
        operands.put(node.layer(), node.inputs().get(0));
      }
    }
    assertThat(operands).containsKey("next");
    Graph probe =
        new Graph(
            graph.inputs(),
            operands,
            graph.auxiliaries(),
            graph.nodes(),
            graph.parameters(),
            graph.buffers());
    PlainGraph.run(probe, graph.initialWeights(1), inputs())
        .forEach(
            (layer, operand) -> {
              for (float value : operand.floats()) {
                assertThat(Math.abs(value)).as("input of " + layer).isLessThan(1e6f);
              }
            });
  }

  @Test
  void aSequenceOfOneFrameHasNoDifference() {
    Map<String, Tensor> result = run(Sequence::delta);
    float[] values = result.get("y").floats();
    for (int i = 0; i < FRAMES * CHANNELS; i++) {
      assertThat(values[FRAMES * CHANNELS + i]).isEqualTo(0f);
    }
  }

  private static Map<String, Tensor> run(UnaryOperator<Sequence> operation) {
    GraphBuilder builder = new GraphBuilder();
    Sequence result = operation.apply(builder.inputSequence("x", Layout.parse("test: a=4")));
    builder.output("y", result.data());
    builder.output("n", result.lengths());
    Graph graph = builder.build();
    return PlainGraph.run(graph, graph.initialWeights(1), inputs());
  }

  /** Two samples, 5 frames and 1, NaN behind them. */
  private static Map<String, Tensor> inputs() {
    float[] data = new float[2 * FRAMES * CHANNELS];
    for (int i = 0; i < data.length; i++) {
      int frame = i / CHANNELS % FRAMES;
      int length = i < FRAMES * CHANNELS ? 5 : 1;
      data[i] = frame < length ? 0.1f + i % 11 : Float.NaN;
    }
    return Map.of(
        "x", Tensor.of(data, 2, FRAMES, CHANNELS), "lengths", Tensor.of(new long[] {5, 1}, 2));
  }
}
