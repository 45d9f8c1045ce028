package dev.teacher.train.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.data.Batch;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalTest {
  private static final Graph GRAPH = TestNetworks.small(0);

  @Test
  void aSampleWithTooFewFramesIsRefusedByNameBeforeTheStep() {
    try (TrainingSession session = TestNetworks.open(GRAPH)) {
      Weights before = session.weights();
      int[][] labels = {{1, 2}, {3, 3, 1}, {4, 4, 1}}; // sample-2 has 6 frames, 3 of output
      assertThatThrownBy(() -> session.step(TestNetworks.BATCH, labels, 1e-2, 0))
          .isInstanceOf(TeacherException.class)
          .hasMessageContaining("sample-2")
          .hasMessageContaining("4 output frames")
          .hasMessageContaining("3 output frames from 6 input frames");
      Same.assertSame(session.weights(), before);
    }
  }

  @Test
  void labelsOutsideTheVocabularyAreRefused() {
    try (TrainingSession session = TestNetworks.open(GRAPH)) {
      for (int label : new int[] {-1, 0, TestNetworks.CLASSES}) {
        int[][] labels = {{1, 2}, {label}, {4}};
        assertThatThrownBy(() -> session.losses(TestNetworks.BATCH, labels))
            .hasMessageContaining("sample-1")
            .hasMessageContaining("found:    " + label);
      }
    }
  }

  @Test
  void aSampleWithoutLabelsIsRefused() {
    try (TrainingSession session = TestNetworks.open(GRAPH)) {
      int[][] labels = {{1}, {}, {4}};
      assertThatThrownBy(() -> session.step(TestNetworks.BATCH, labels, 1e-2, 0))
          .hasMessageContaining("no labels")
          .hasMessageContaining("sample-1");
    }
  }

  @Test
  void aBatchOfOtherColumnsIsRefused() {
    Batch narrow = Batch.of(List.of("a"), List.of(new float[8]), 4);
    try (TrainingSession session = TestNetworks.open(GRAPH)) {
      assertThatThrownBy(() -> session.run(narrow))
          .hasMessageContaining("6 columns")
          .hasMessageContaining("4 columns");
    }
  }

  @Test
  void weightsOfAnotherNetworkAreRefused() {
    Weights other = TestNetworks.recognizer(x -> x.linear("in", 3)).initialWeights(0);
    assertThatThrownBy(() -> new DjlBackend().open(GRAPH, other, TestNetworks.OPTIONS))
        .hasMessageContaining("lstm.weight_ih");
  }

  @Test
  void anOptimiserStateOfAnotherNetworkIsRefusedAndChangesNothing() {
    try (TrainingSession session = TestNetworks.open(GRAPH)) {
      session.step(TestNetworks.BATCH, TestNetworks.LABELS, 1e-2, 0);
      Weights before = session.optimizerState();
      Weights wrong = new Weights();
      for (String name : before.names()) {
        boolean last = name.equals("second.head.bias");
        wrong.put(name, last ? Tensor.of(new float[3], 3) : zeros(before.get(name)));
      }
      assertThatThrownBy(() -> session.restoreOptimizer(wrong))
          .hasMessageContaining("second.head.bias");
      Same.assertSame(session.optimizerState(), before);
    }
  }

  @Test
  void closingTwiceIsAllowedAndUsingAfterwardsIsNot() {
    TrainingSession session = TestNetworks.open(GRAPH);
    session.close();
    session.close();
    assertThatThrownBy(() -> session.run(TestNetworks.BATCH))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThat(TestNetworks.BATCH.size()).isEqualTo(3);
  }

  private static Tensor zeros(Tensor like) {
    return like.shape().length == 0
        ? Tensor.scalar(0L)
        : Tensor.of(new float[like.size()], like.shape());
  }
}
