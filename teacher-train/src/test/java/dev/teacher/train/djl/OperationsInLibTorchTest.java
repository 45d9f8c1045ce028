package dev.teacher.train.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.testkit.OperationCases;
import dev.teacher.testkit.OperationCases.Case;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperationsInLibTorchTest {
  private static final String RESULT = OperationCases.RESULT;
  private static final String LENGTHS = OperationCases.RESULT_LENGTHS;

  static List<Case> all() {
    return OperationCases.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void libTorchAgreesWithOnnxRuntime(Case c) throws IOException, OrtException {
    try (GraphRunner torch = new GraphRunner(c.graph(), c.weights());
        OrtRunner onnx = new OrtRunner(c.graph(), c.weights())) {
      Map<String, Tensor> found = torch.run(c.inputs());
      Map<String, Tensor> expected = onnx.run(c.inputs());
      assertThat(found.get(RESULT).shape()).isEqualTo(expected.get(RESULT).shape());
      if (c.sequence()) {
        assertThat(found.get(LENGTHS).longs()).isEqualTo(expected.get(LENGTHS).longs());
        for (int i = 0; i < c.samples(); i++) {
          Close.assertClose(valid(found, i), valid(expected, i), 1e-5);
        }
      } else if (found.get(RESULT).dtype() == DType.INT64) {
        assertThat(found.get(RESULT).longs()).isEqualTo(expected.get(RESULT).longs());
      } else {
        Close.assertClose(found.get(RESULT).floats(), expected.get(RESULT).floats(), 1e-5);
      }
    }
  }

  /** The valid frames of one sample's result. */
  private static float[] valid(Map<String, Tensor> outputs, int sample) {
    int[] shape = outputs.get(RESULT).shape();
    int length = Math.toIntExact(outputs.get(LENGTHS).longs()[sample]);
    int from = sample * shape[1] * shape[2];
    return Arrays.copyOfRange(outputs.get(RESULT).floats(), from, from + length * shape[2]);
  }
}
