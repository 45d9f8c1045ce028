package dev.teacher.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.testkit.GraphInterpreter;
import dev.teacher.testkit.OperationCases;
import dev.teacher.testkit.OperationCases.Case;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxOperationsTest {
  static List<Case> all() {
    return OperationCases.all();
  }

  static List<Case> sequences() {
    return OperationCases.all().stream().filter(Case::sequence).toList();
  }

  @ParameterizedTest
  @MethodSource("all")
  void onnxRuntimeAgreesWithPlainJava(Case c) throws OrtException {
    try (OrtRun ort = new OrtRun(c.graph(), c.weights())) {
      Map<String, Tensor> expected = GraphInterpreter.run(c.graph(), c.weights(), c.inputs());
      Map<String, Tensor> found = ort.run(c.inputs());
      assertThat(found.keySet()).isEqualTo(expected.keySet());
      for (String name : expected.keySet()) {
        assertSame(found.get(name), expected.get(name));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sequences")
  void aSampleAloneGivesWhatItGivesInARaggedBatch(Case c) throws OrtException {
    try (OrtRun ort = new OrtRun(c.graph(), c.weights())) {
      Map<String, Tensor> together = ort.run(c.inputs());
      Tensor all = together.get(OperationCases.RESULT);
      for (int sample = 0; sample < c.samples(); sample++) {
        Map<String, Tensor> alone = ort.run(c.alone(sample));
        long length = together.get(OperationCases.RESULT_LENGTHS).longs()[sample];
        assertThat(alone.get(OperationCases.RESULT_LENGTHS).longs()).containsExactly(length);
        Tensor single = alone.get(OperationCases.RESULT);
        assertThat(single.shape()).containsExactly(1, (int) length, all.shape()[2]);
        for (int t = 0; t < all.shape()[1]; t++) {
          for (int k = 0; k < all.shape()[2]; k++) {
            double expected = t < length ? OrtRun.at(single, 0, t, k) : 0;
            assertClose(OrtRun.at(all, sample, t, k), expected, 1e-5);
          }
        }
      }
    }
  }

  private static void assertSame(Tensor found, Tensor expected) {
    assertThat(found.dtype()).isEqualTo(expected.dtype());
    assertThat(found.shape()).isEqualTo(expected.shape());
    if (expected.dtype() == DType.INT64) {
      assertThat(found.longs()).isEqualTo(expected.longs());
      return;
    }
    for (int i = 0; i < expected.size(); i++) {
      assertClose(found.floats()[i], expected.floats()[i], 2e-5);
    }
  }

  private static void assertClose(double found, double expected, double tolerance) {
    assertThat(found).isCloseTo(expected, within(tolerance * Math.max(1, Math.abs(expected))));
  }
}
