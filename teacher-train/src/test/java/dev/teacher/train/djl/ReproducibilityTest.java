package dev.teacher.train.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import org.junit.jupiter.api.Test;

class ReproducibilityTest {
  private static final Graph GRAPH =
      TestNetworks.recognizer(
          x -> x.linear("in", 8).batchNorm("n").dropout(0.4).lstm("l", 6, true));

  @Test
  void equalSeedsGiveEqualWeights() {
    Same.assertSame(train(0, 3), train(0, 3));
  }

  @Test
  void anotherSeedDropsOtherValues() {
    Weights one = train(0, 1);
    Weights other = train(-40, 1);
    assertThat(one.get("in.weight").sameAs(other.get("in.weight"))).isFalse();
  }

  @Test
  void aResumedTrainingIsTheUninterruptedOne() {
    Weights weights;
    Weights optimizer;
    try (TrainingSession session = TestNetworks.open(GRAPH)) {
      steps(session, 0, 3);
      weights = session.weights();
      optimizer = session.optimizerState();
    }
    try (TrainingSession session = new DjlBackend().open(GRAPH, weights, TestNetworks.OPTIONS)) {
      session.restoreOptimizer(optimizer);
      Same.assertSame(session.optimizerState(), optimizer);
      steps(session, 3, 6);
      Same.assertSame(session.weights(), train(0, 6));
      assertThat(session.optimizerState().get("steps").longs()).containsExactly(6);
    }
  }

  private static Weights train(int seed, int steps) {
    try (TrainingSession session = TestNetworks.open(GRAPH)) {
      steps(session, seed, seed + steps);
      return session.weights();
    }
  }

  private static void steps(TrainingSession session, int from, int to) {
    for (int seed = from; seed < to; seed++) {
      session.step(TestNetworks.BATCH, TestNetworks.LABELS, 1e-2, seed);
    }
  }
}
