package dev.teacher.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import dev.teacher.api.plain.PlainGraph;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
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

  @ParameterizedTest
  @MethodSource("all")
  void onnxRuntimeAgreesWithPlainJava(Case c) throws OrtException {
    try (OrtRun ort = new OrtRun(c.graph(), c.weights())) {
      Map<String, Tensor> expected = PlainGraph.run(c.graph(), c.weights(), c.inputs());
      Map<String, Tensor> found = ort.run(c.inputs());
      assertThat(found.keySet()).isEqualTo(expected.keySet());
      for (String name : expected.keySet()) {
        assertSame(found.get(name), expected.get(name));
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
