package dev.teacher.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
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
  void onnxRuntimeAgreesWithAPlainReference(Case c) throws OrtException {
    try (OrtRun ort = new OrtRun(c.graph(), c.weights())) {
      Map<String, Nd> expected = Reference.run(c.graph(), c.weights(), c.inputs());
      Map<String, Nd> found = ort.run(c.inputs());
      assertThat(found.keySet()).isEqualTo(expected.keySet());
      expected.forEach((name, values) -> assertClose(found.get(name), values, 2e-5));
    }
  }

  @ParameterizedTest
  @MethodSource("sequences")
  void aSampleAloneGivesWhatItGivesInARaggedBatch(Case c) throws OrtException {
    try (OrtRun ort = new OrtRun(c.graph(), c.weights())) {
      Map<String, Nd> together = ort.run(c.inputs());
      Nd all = together.get(OperationCases.RESULT);
      for (int sample = 0; sample < c.samples(); sample++) {
        Map<String, Nd> alone = ort.run(c.alone(sample));
        int length = (int) together.get(OperationCases.RESULT_LENGTHS).at(sample);
        assertThat(alone.get(OperationCases.RESULT_LENGTHS).data()).containsExactly(length);
        int row = sample;
        Nd valid = Nd.fill(i -> all.at(row, i[1], i[2]), 1, length, all.size(2));
        assertClose(alone.get(OperationCases.RESULT), valid, 1e-5);
        Nd rest =
            Nd.fill(i -> all.at(row, length + i[1], i[2]), 1, all.size(1) - length, all.size(2));
        assertThat(rest.data()).as("past the length").containsOnly(0.0);
      }
    }
  }

  private static void assertClose(Nd found, Nd expected, double tolerance) {
    assertThat(found.shape()).isEqualTo(expected.shape());
    for (int i = 0; i < expected.data().length; i++) {
      double want = expected.data()[i];
      double difference = Math.abs(found.data()[i] - want);
      // Written so that NaN fails.
      assertThat(difference <= tolerance * Math.max(1, Math.abs(want)))
          .as("element %d: expected %s, found %s", i, want, found.data()[i])
          .isTrue();
    }
  }
}
