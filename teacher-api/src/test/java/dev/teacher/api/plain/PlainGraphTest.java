package dev.teacher.api.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.GraphBuilder;
import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Shape;
import dev.teacher.api.graph.Value;
import dev.teacher.api.graph.Values;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import dev.teacher.testkit.OperationCases;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlainGraphTest {
  @ParameterizedTest
  @MethodSource("dev.teacher.testkit.OperationCases#all")
  void resultsAreFiniteAndHaveTheShapeThatTheGraphStates(OperationCases.Case test) {
    Tensor result = run(test, test.inputs()).get(OperationCases.RESULT);

    Shape stated = test.graph().outputs().get(OperationCases.RESULT).shape();
    assertThat(result.shape()).hasSize(stated.rank());
    for (int i = 0; i < stated.rank(); i++) {
      if (stated.dim(i).isFixed()) {
        assertThat(result.shape()[i]).isEqualTo(stated.dim(i).size());
      }
    }
    if (result.dtype() == DType.FLOAT32) {
      for (float value : result.floats()) {
        assertThat(value).isFinite();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sequenceCases")
  void aSampleAloneGivesWhatItGivesInABatch(OperationCases.Case test) {
    Map<String, Tensor> together = run(test, test.inputs());
    Tensor batch = together.get(OperationCases.RESULT);
    int row = batch.size() / test.samples();
    for (int sample = 0; sample < test.samples(); sample++) {
      Map<String, Tensor> alone = run(test, test.alone(sample));
      assertThat(alone.get(OperationCases.RESULT_LENGTHS).longs()[0])
          .isEqualTo(together.get(OperationCases.RESULT_LENGTHS).longs()[sample]);
      float[] expected = alone.get(OperationCases.RESULT).floats();
      float[] found = Arrays.copyOfRange(batch.floats(), sample * row, (sample + 1) * row);
      for (int i = 0; i < expected.length; i++) {
        assertThat(found[i]).isCloseTo(expected[i], within(1e-5f));
      }
    }
  }

  @Test
  void aConvolutionIsWhatOneWorksOutByHand() {
    Tensor x = Tensor.of(new float[] {1, 2, 3, 4}, 1, 4, 1);
    Tensor weight = Tensor.of(new float[] {1, 10, 100}, 1, 1, 3);
    float[] result =
        evaluate(x, weight, (b, in) -> b.add(new Op.Conv1d(2, 1, 1, 1, 1, false), in[0], in[1]));
    assertThat(result).containsExactly(210, 432);
  }

  @Test
  void aLinearMapIsWhatOneWorksOutByHand() {
    Tensor x = Tensor.of(new float[] {1, 2, 3, 4}, 1, 2, 2);
    Tensor weight = Tensor.of(new float[] {1, 10, 0, 1, 1, 1}, 3, 2);
    float[] result = evaluate(x, weight, (b, in) -> b.add(new Op.Linear(false), in[0], in[1]));
    assertThat(result).containsExactly(21, 2, 3, 43, 4, 7);
  }

  @Test
  void theErrorFunctionAgreesWithTables() {
    assertThat(Erf.of(0.5)).isCloseTo(0.5204998778130465, within(1e-12));
    assertThat(Erf.of(-1)).isCloseTo(-0.8427007929497149, within(1e-12));
    assertThat(Erf.of(2.9999)).isCloseTo(Erf.of(3.0001), within(1e-7));
    assertThat(Erf.of(3.5)).isCloseTo(0.9999992569016276, within(1e-12));
  }

  private static List<OperationCases.Case> sequenceCases() {
    return OperationCases.all().stream().filter(OperationCases.Case::sequence).toList();
  }

  private static Map<String, Tensor> run(OperationCases.Case test, Map<String, Tensor> inputs) {
    return PlainGraph.run(test.graph(), test.weights(), inputs);
  }

  private static float[] evaluate(
      Tensor a, Tensor b, BiFunction<GraphBuilder, Value[], Value> operation) {
    GraphBuilder builder = new GraphBuilder();
    Values ops = new Values(builder);
    Value[] in = {ops.constant(a), ops.constant(b)};
    builder.output("y", operation.apply(builder, in));
    Graph graph = builder.build();
    return PlainGraph.run(graph, new Weights(), Map.of()).get("y").floats();
  }
}
