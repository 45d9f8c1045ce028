package dev.teacher.train.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Batch;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands past a length, NaN here, changes neither outputs nor losses nor gradients. */
class PaddingInTrainingTest {
  private static final Batch BATCH = TestNetworks.withNanBehind(TestNetworks.BATCH);
  private static final int[][] LABELS = TestNetworks.LABELS;

  static Set<String> names() {
    return TestNetworks.bodies().keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void outputsAndLossesAreThoseOfSamplesAlone(String name) {
    try (TrainingSession session = open(name)) {
      ModelOutput together = session.run(BATCH);
      float[] losses = session.losses(BATCH, LABELS);
      for (int i = 0; i < BATCH.size(); i++) {
        Batch single = TestNetworks.alone(BATCH, i);
        ModelOutput alone = session.run(single);
        assertThat(together.lengths()[i]).isEqualTo(alone.lengths()[0]);
        Close.assertClose(together.sample(i), alone.sample(0), 1e-5);
        float[] loss = session.losses(single, new int[][] {LABELS[i]});
        Close.assertClose(new float[] {losses[i]}, loss, 1e-5);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void gradientsOfABatchAreTheSumOfThoseOfItsSamples(String name) {
    try (TrainingSession session = open(name)) {
      Weights together = session.gradients(BATCH, LABELS);
      Weights[] alone = new Weights[BATCH.size()];
      for (int i = 0; i < alone.length; i++) {
        alone[i] = session.gradients(TestNetworks.alone(BATCH, i), new int[][] {LABELS[i]});
      }
      for (String parameter : together.names()) {
        float[] sum = new float[together.get(parameter).size()];
        for (Weights gradients : alone) {
          for (int j = 0; j < sum.length; j++) {
            sum[j] += gradients.get(parameter).floats()[j];
          }
        }
        Close.assertClose(together.get(parameter).floats(), sum, 2e-5);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void aTrainingStepIsTheSameWithZerosAndWithNan(String name) {
    try (TrainingSession zeros = open(name);
        TrainingSession nan = open(name)) {
      assertThat(zeros.step(TestNetworks.BATCH, LABELS, 1e-2, 5).applied()).isTrue();
      assertThat(nan.step(BATCH, LABELS, 1e-2, 5).applied()).isTrue();
      Same.assertSame(nan.weights(), zeros.weights());
    }
  }

  private static TrainingSession open(String name) {
    return TestNetworks.open(TestNetworks.recognizer(TestNetworks.bodies().get(name)));
  }
}
