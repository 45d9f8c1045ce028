package dev.teacher.train.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.data.Batch;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.Optimizer;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightAverageTest {
  private static final Graph GRAPH =
      TestNetworks.recognizer(x -> x.linear("in", 8).batchNorm("norm").relu().dropout(0.3));
  private static final Batch BATCH = TestNetworks.BATCH;
  private static final int[][] LABELS = TestNetworks.LABELS;

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.5, 0.999})
  void itIsTheRunningAverageOfTheWeightsAfterEachStep(double decay) {
    Map<String, double[]> expected = new HashMap<>();
    try (TrainingSession session = TestNetworks.open(GRAPH, options(decay))) {
      Weights first = session.weights();
      Same.assertSame(session.withAverage(session::weights), first);
      for (String name : first.names()) {
        expected.put(name, doubles(first.get(name).floats()));
      }
      for (int n = 1; n <= 12; n++) {
        step(session, n);
        double near = 1 - Math.min(decay, (1.0 + n) / (10 + n));
        Weights now = session.weights();
        expected.forEach(
            (name, average) -> {
              float[] values = now.get(name).floats();
              for (int i = 0; i < average.length; i++) {
                average[i] += near * (values[i] - average[i]);
              }
            });
      }
      Weights trained = session.weights();
      Weights averaged = session.withAverage(session::weights);
      GRAPH
          .parameters()
          .forEach(
              p -> {
                String name = p.name();
                Close.assertClose(averaged.get(name).floats(), floats(expected.get(name)), 1e-6);
                assertThat(averaged.get(name).sameAs(trained.get(name))).as(name).isFalse();
              });
      GRAPH
          .buffers()
          .forEach(
              b ->
                  assertThat(averaged.get(b.name()).sameAs(trained.get(b.name())))
                      .as(b.name())
                      .isTrue());
    }
  }

  @Test
  void lookingAtItLeavesTheTrainingAsItWas() {
    try (TrainingSession session = TestNetworks.open(GRAPH, options(0.9));
        TrainingSession plain = TestNetworks.open(GRAPH, options(0))) {
      for (int n = 0; n < 3; n++) {
        step(session, n);
        step(plain, n);
        float[] trained = session.run(BATCH).values();
        float[] averaged = session.withAverage(() -> session.run(BATCH).values());
        assertThat(averaged).isNotEqualTo(trained);
        assertThat(session.run(BATCH).values()).isEqualTo(trained);
        Same.assertSame(session.weights(), plain.weights());
      }
      Weights averaged = session.withAverage(session::weights);
      float[] outputs = session.withAverage(() -> session.run(BATCH).values());
      try (TrainingSession other = new DjlBackend().open(GRAPH, averaged, options(0))) {
        assertThat(other.run(BATCH).values()).isEqualTo(outputs);
      }
      assertThat(plain.<Integer>withAverage(() -> 7)).isEqualTo(7);
      Same.assertSame(plain.withAverage(plain::weights), plain.weights());
    }
  }

  @Test
  void aResumedTrainingGoesOnWithBoth() {
    try (TrainingSession whole = TestNetworks.open(GRAPH, options(0.9))) {
      steps(whole, 0, 3);
      Weights averaged = whole.withAverage(whole::weights);
      Weights state = whole.optimizerState();
      try (TrainingSession resumed = new DjlBackend().open(GRAPH, averaged, options(0.9))) {
        resumed.restoreOptimizer(state);
        Same.assertSame(resumed.weights(), whole.weights());
        steps(resumed, 3, 6);
        steps(whole, 3, 6);
        Same.assertSame(resumed.weights(), whole.weights());
        Same.assertSame(resumed.optimizerState(), whole.optimizerState());
        Same.assertSame(resumed.withAverage(resumed::weights), whole.withAverage(whole::weights));
      }
    }
  }

  @Test
  void aRefusedStepDoesNotMoveIt() {
    try (TrainingSession session = TestNetworks.open(GRAPH, options(0.9))) {
      step(session, 0);
      Weights before = session.withAverage(session::weights);
      Batch spoilt = TestNetworks.batch(3, 9, 14, 6);
      spoilt.data().put(20, Float.NaN);
      assertThat(session.step(spoilt, LABELS, 1e-2, 1).applied()).isFalse();
      Same.assertSame(session.withAverage(session::weights), before);
    }
  }

  @Test
  void itIsForLookingOnlyAndLeavesWhateverHappens() {
    try (TrainingSession session = TestNetworks.open(GRAPH, options(0.9))) {
      step(session, 0);
      Weights trained = session.weights();
      assertThatThrownBy(() -> session.withAverage(() -> session.step(BATCH, LABELS, 1e-2, 1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("averaged weights are in use");
      assertThatThrownBy(() -> session.withAverage(session::optimizerState))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> session.withAverage(() -> session.withAverage(() -> 1)))
          .isInstanceOf(IllegalStateException.class);
      Same.assertSame(session.weights(), trained);
      step(session, 1);
    }
  }

  @Test
  void aStateWithoutItIsRefusedAndTheOtherWayRound() {
    for (double theirs : new double[] {0, 0.9}) {
      double mine = 0.9 - theirs;
      try (TrainingSession other = TestNetworks.open(GRAPH, options(theirs));
          TrainingSession session = TestNetworks.open(GRAPH, options(mine))) {
        step(other, 0);
        Weights state = other.optimizerState();
        Weights before = session.optimizerState();
        assertThatThrownBy(() -> session.restoreOptimizer(state))
            .hasMessageContaining("train.weight-average.decay")
            .hasMessageContaining("found:    " + (mine > 0 ? "above 0" : "0"));
        Same.assertSame(session.optimizerState(), before);
      }
    }
  }

  private static TrainingOptions options(double decay) {
    return new TrainingOptions(new Optimizer.AdamW(0.9, 0.98, 1e-8, 0.01), 1, decay, 1);
  }

  private static void steps(TrainingSession session, int from, int to) {
    for (int seed = from; seed < to; seed++) {
      step(session, seed);
    }
  }

  private static void step(TrainingSession session, int seed) {
    assertThat(session.step(BATCH, LABELS, 1e-2, seed).applied()).isTrue();
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    Arrays.setAll(result, i -> values[i]);
    return result;
  }

  private static float[] floats(double[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }
}
