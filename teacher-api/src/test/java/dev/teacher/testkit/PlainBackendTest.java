package dev.teacher.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.data.Batch;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.plugin.TrainingBackendFactory;
import dev.teacher.api.plugin.TrainingSession;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainBackendTest extends TrainingBackendContract {
  @Override
  protected TrainingBackendFactory factory() {
    return new PlainBackendFactory();
  }

  @Test
  void threeSentencesAreLearntByHeart() {
    Batch batch = TrainingNetworks.batch();
    try (TrainingSession session = open(TrainingNetworks.plain())) {
      for (int step = 0; step < 300; step++) {
        assertThat(session.step(batch, LABELS, 2e-2, step).applied()).isTrue();
      }
      List<Fragment.Output> outputs = Fragment.outputs(session.run(batch));
      for (int i = 0; i < LABELS.length; i++) {
        assertThat(greedy(outputs.get(i).values())).containsExactly(LABELS[i]);
      }
    }
  }

  @Test
  void aStepOverTwoBatchesIsThatOfOneWithAllTheirSamples() {
    Fragment network = TrainingNetworks.plain();
    List<float[]> samples = TrainingNetworks.SAMPLES;
    try (TrainingSession one = open(network);
        TrainingSession two = open(network)) {
      one.step(TrainingNetworks.batch(), LABELS, 1e-2, 1);
      two.accumulate(
          network.batch(samples.subList(0, 2), 0, 0), new int[][] {{1, 2}, {3, 3, 1}}, 1);
      two.accumulate(network.alone(samples.get(2)), new int[][] {{4}}, 1);
      assertThat(two.apply(1e-2).losses()).hasSize(3);
      for (String name : network.weights().names()) {
        float[] expected = one.weights().get(name).floats();
        Numbers.requireClose(two.weights().get(name).floats(), expected, 1e-5, name);
      }
    }
  }

  @Test
  void aLargeNetworkIsRefusedWithTheLimit() {
    Fragment large =
        Fragment.of(
            TrainingNetworks.plain().layout(),
            x -> Fragment.classified(x.linear("a", 2000).linear("b", 2000)));
    assertThatThrownBy(() -> open(large))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("2000000 trained numbers at most");
  }

  private static int[] greedy(float[] logProbs) {
    List<Integer> read = new ArrayList<>();
    int last = 0;
    for (int row = 0; row < logProbs.length; row += Fragment.CLASSES) {
      int best = 0;
      for (int c = 1; c < Fragment.CLASSES; c++) {
        best = logProbs[row + c] > logProbs[row + best] ? c : best;
      }
      if (best != 0 && best != last) {
        read.add(best);
      }
      last = best;
    }
    return read.stream().mapToInt(i -> i).toArray();
  }
}
