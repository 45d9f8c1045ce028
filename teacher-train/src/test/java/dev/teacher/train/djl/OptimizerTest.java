package dev.teacher.train.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.Optimizer;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Safetensors;
import dev.teacher.api.tensor.Weights;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The state of each optimiser: against a pause, and against that of others. */
class OptimizerTest {
  private static final Graph GRAPH = TestNetworks.small(0);
  private static final double RATE = 1e-2;

  @TempDir Path folder;

  static List<Optimizer> optimizers() {
    return List.of(
        new Optimizer.AdamW(0.8, 0.95, 1e-6, 0.1),
        new Optimizer.Adam(0.8, 0.95, 1e-6, 0.1),
        new Optimizer.Adam(0.9, 0.98, 1e-8, 0),
        new Optimizer.Sgd(0, false, 0.1),
        new Optimizer.Sgd(0.8, false, 0),
        new Optimizer.Sgd(0.8, false, 0.1),
        new Optimizer.Sgd(0.7, true, 0.1),
        new Optimizer.Lion(0.8, 0.95, 0.5),
        new Optimizer.Lion(0.9, 0.99, 0));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void aResumedTrainingIsTheUninterruptedOneAlsoThroughAFile(Optimizer optimizer) {
    TrainingOptions options = new TrainingOptions(optimizer, 0.5, 0, 1);
    Path file = folder.resolve("optimizer.safetensors");
    Weights weights;
    try (TrainingSession session = TestNetworks.open(GRAPH, options)) {
      steps(session, 0, 3);
      weights = session.weights();
      Safetensors.write(file, session.optimizerState());
    }
    try (TrainingSession session = new DjlBackend().open(GRAPH, weights, options);
        TrainingSession whole = TestNetworks.open(GRAPH, options)) {
      session.restoreOptimizer(Safetensors.read(file));
      steps(session, 3, 6);
      steps(whole, 0, 6);
      Same.assertSame(session.weights(), whole.weights());
      Same.assertSame(session.optimizerState(), whole.optimizerState());
      assertThat(whole.optimizerState().metadata()).containsEntry("optimizer", optimizer.name());
      for (String slot : optimizer.slots()) {
        assertThat(whole.optimizerState().get(slot + ".head.bias").floats())
            .as(slot)
            .isNotEqualTo(new float[TestNetworks.CLASSES]);
      }
    }
  }

  @Test
  void theStateOfAnotherOptimiserIsRefusedAndChangesNothing() {
    for (Optimizer theirs : optimizers()) {
      Weights state;
      try (TrainingSession session =
          TestNetworks.open(GRAPH, new TrainingOptions(theirs, 0, 0, 1))) {
        steps(session, 0, 1);
        state = session.optimizerState();
      }
      for (Optimizer mine : optimizers()) {
        if (!mine.name().equals(theirs.name())) {
          try (TrainingSession session =
              TestNetworks.open(GRAPH, new TrainingOptions(mine, 0, 0, 1))) {
            Weights before = session.optimizerState();
            assertThatThrownBy(() -> session.restoreOptimizer(state))
                .hasMessageContaining("train.optimizer.type")
                .hasMessageContaining("expected: " + theirs.name())
                .hasMessageContaining("found:    " + mine.name());
            Same.assertSame(session.optimizerState(), before);
          }
        }
      }
    }
  }

  @Test
  void aStateThatNamesNoOptimiserIsOfAdamW() {
    try (TrainingSession session = TestNetworks.open(GRAPH)) {
      steps(session, 0, 2);
      Weights named = session.optimizerState();
      Weights old = new Weights();
      named.names().forEach(name -> old.put(name, named.get(name)));
      steps(session, 2, 3);
      session.restoreOptimizer(old);
      Same.assertSame(session.optimizerState(), named);
    }
    try (TrainingSession lion =
        TestNetworks.open(GRAPH, new TrainingOptions(new Optimizer.Lion(0.9, 0.99, 0), 0, 0, 1))) {
      Weights old = new Weights();
      lion.optimizerState().names().forEach(n -> old.put(n, lion.optimizerState().get(n)));
      assertThatThrownBy(() -> lion.restoreOptimizer(old)).hasMessageContaining("adamw");
    }
  }

  private static void steps(TrainingSession session, int from, int to) {
    for (int seed = from; seed < to; seed++) {
      session.step(TestNetworks.BATCH, TestNetworks.LABELS, RATE, seed);
    }
  }
}
