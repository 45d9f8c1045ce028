package dev.teacher.train.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Batch;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.plugin.TrainingSession.StepResult;
import dev.teacher.api.tensor.Weights;
import org.junit.jupiter.api.Test;

class TrainingStepTest {
  private static final Batch BATCH = Networks.batch(3, Networks.WIDTH, 9, 14, 6);
  private static final int[][] LABELS = {{1, 2}, {3, 3, 1}, {4}};

  @Test
  void everyWeightMovesInAStep() {
    Graph graph = Networks.small(0.2);
    try (TrainingSession session = Networks.open(graph, Networks.OPTIONS)) {
      Weights before = session.weights();
      StepResult result = session.step(BATCH, LABELS, 1e-3, 7);
      assertThat(result.applied()).isTrue();
      Weights after = session.weights();
      for (String name : before.names()) {
        assertThat(after.get(name).sameAs(before.get(name))).as(name).isFalse();
      }
    }
  }

  @Test
  void stepsLowerTheLoss() {
    try (TrainingSession session = Networks.open(Networks.small(0), Networks.OPTIONS)) {
      double first = session.step(BATCH, LABELS, 1e-2, 0).loss();
      double last = first;
      for (int i = 1; i < 60; i++) {
        last = session.step(BATCH, LABELS, 1e-2, i).loss();
      }
      assertThat(last).isLessThan(first / 4);
    }
  }
}
