package dev.teacher.train.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Batch;
import dev.teacher.api.graph.Conv;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Op.UnaryKind;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.graph.Values;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.plugin.TrainingSession.StepResult;
import dev.teacher.api.tensor.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingStepTest {
  private static final Batch BATCH = TestNetworks.BATCH;
  private static final int[][] LABELS = TestNetworks.LABELS;

  static Iterable<String> names() {
    return TestNetworks.bodies().keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyWeightAndBufferMovesInAStep(String name) {
    Graph graph = TestNetworks.recognizer(TestNetworks.bodies().get(name));
    try (TrainingSession session = TestNetworks.open(graph)) {
      Weights before = session.weights();
      assertThat(session.step(BATCH, LABELS, 1e-3, 7).applied()).isTrue();
      Weights after = session.weights();
      assertThat(before.names()).isNotEmpty();
      for (String weight : before.names()) {
        assertThat(after.get(weight).sameAs(before.get(weight))).as(weight).isFalse();
      }
    }
  }

  @Test
  void stepsLowerTheLoss() {
    try (TrainingSession session = TestNetworks.open(TestNetworks.small(0))) {
      double first = session.step(BATCH, LABELS, 1e-2, 0).loss();
      double last = first;
      for (int i = 1; i < 60; i++) {
        last = session.step(BATCH, LABELS, 1e-2, i).loss();
      }
      assertThat(last).isLessThan(first / 4);
    }
  }

  @Test
  void reportsTheLossesBeforeTheStep() {
    try (TrainingSession session = TestNetworks.open(TestNetworks.small(0))) {
      float[] losses = session.losses(BATCH, LABELS);
      StepResult result = session.step(BATCH, LABELS, 1e-2, 0);
      Close.assertClose(result.losses(), losses, 1e-6);
      double mean = (losses[0] + losses[1] + losses[2]) / 3.0;
      Close.assertClose(new float[] {(float) result.loss()}, new float[] {(float) mean}, 1e-6);
      assertThat(session.losses(BATCH, LABELS)).isNotEqualTo(losses);
    }
  }

  @Test
  void lookingChangesNothing() {
    Graph graph = TestNetworks.recognizer(x -> x.linear("in", 8).batchNorm("norm").dropout(0.5));
    try (TrainingSession session = TestNetworks.open(graph)) {
      session.step(BATCH, LABELS, 1e-2, 0);
      Weights before = session.weights();
      Weights optimizer = session.optimizerState();
      float[] first = session.run(BATCH).values();
      session.losses(BATCH, LABELS);
      session.gradients(BATCH, LABELS);
      assertThat(session.run(BATCH).values()).isEqualTo(first);
      Same.assertSame(session.weights(), before);
      Same.assertSame(session.optimizerState(), optimizer);
    }
  }

  @Test
  void aNonFiniteInputChangesNothing() {
    Graph graph =
        TestNetworks.recognizer(
            x -> x.conv1d("conv", Conv.of(8, 3)).batchNorm("norm").dropout(0.3).lstm("l", 5, true));
    try (TrainingSession session = TestNetworks.open(graph)) {
      session.step(BATCH, LABELS, 1e-2, 0);
      Weights weights = session.weights();
      Weights optimizer = session.optimizerState();
      Batch spoilt = TestNetworks.batch(3, 9, 14, 6);
      spoilt.data().put(20, Float.NaN);
      StepResult result = session.step(spoilt, LABELS, 1e-2, 1);
      assertThat(result.applied()).isFalse();
      assertThat(result.loss()).isNaN();
      Same.assertSame(session.weights(), weights);
      Same.assertSame(session.optimizerState(), optimizer);
      assertThat(session.step(BATCH, LABELS, 1e-2, 2).applied()).isTrue();
    }
  }

  @Test
  void aNonFiniteGradientOfAFiniteLossChangesNothing() {
    Graph graph =
        TestNetworks.recognizer(
            x -> {
              Values ops = new Values(x.builder());
              Sequence normal = x.linear("in", 8).batchNorm("norm");
              return normal.map( // adds the root of zero, whose slope is infinite
                  v -> ops.add(v, ops.unary(UnaryKind.SQRT, ops.subtract(v, v))));
            });
    try (TrainingSession session = TestNetworks.open(graph)) {
      Weights weights = session.weights();
      Weights optimizer = session.optimizerState();
      StepResult result = session.step(BATCH, LABELS, 1e-2, 1);
      assertThat(result.loss()).isFinite();
      assertThat(result.gradientNorm()).isNaN();
      assertThat(result.applied()).isFalse();
      Same.assertSame(session.weights(), weights);
      Same.assertSame(session.optimizerState(), optimizer);
    }
  }
}
