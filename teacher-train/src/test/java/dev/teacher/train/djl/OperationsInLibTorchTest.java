package dev.teacher.train.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.tensor.Tensor;
import dev.teacher.testkit.OperationCases;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperationsInLibTorchTest {
  static Stream<OperationCases.Case> sequences() {
    return OperationCases.all().stream().filter(OperationCases.Case::sequence);
  }

  static Stream<OperationCases.Case> all() {
    return OperationCases.all().stream();
  }

  @ParameterizedTest
  @MethodSource("all")
  void runs(OperationCases.Case c) {
    try (GraphRunner runner = new GraphRunner(c.graph(), c.weights())) {
      assertThat(runner.run(c.inputs())).containsKey(OperationCases.RESULT);
    }
  }

  @ParameterizedTest
  @MethodSource("sequences")
  void aSampleGivesTheSameAloneAsInABatchWithNanBehindIt(OperationCases.Case c) {
    try (GraphRunner runner = new GraphRunner(c.graph(), c.weights())) {
      Map<String, Tensor> batch = runner.run(c.inputs());
      for (int i = 0; i < c.samples(); i++) {
        Map<String, Tensor> alone = runner.run(c.alone(i));
        Tensor expected = alone.get(OperationCases.RESULT);
        int length = (int) alone.get(OperationCases.RESULT_LENGTHS).longs()[0];
        assertThat(batch.get(OperationCases.RESULT_LENGTHS).longs()[i]).isEqualTo(length);
        int[] shape = batch.get(OperationCases.RESULT).shape();
        int from = i * shape[1] * shape[2];
        float[] found =
            Arrays.copyOfRange(
                batch.get(OperationCases.RESULT).floats(), from, from + length * shape[2]);
        Close.assertClose(found, expected.floats(), 1e-5);
      }
    }
  }
}
