package dev.teacher.train.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.graph.Graph;
import dev.teacher.train.data.LabelledBatch;
import dev.teacher.train.djl.TestNetworks;
import dev.teacher.train.run.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LossGuardTest {
  private static final Graph GRAPH = TestNetworks.recognizer(x -> x.linear("in", 4));

  /** Guessing costs 8 ln 5 / 2 = 6.44 and 6 ln 5 / 1 = 9.66, in the mean 8.05. */
  private static final List<Part> PARTS =
      List.of(part(8, new int[] {1, 2}), part(6, new int[] {3}));

  @TempDir Path folder;
  private final List<String> lines = new ArrayList<>();

  @Test
  void aLossTwiceThatOfGuessingDiverges() {
    LossGuard guard = new LossGuard(GRAPH, new Alarms(new RunFolder(folder), lines::add));
    for (double loss : new double[] {17, 15, 17, 15, 17, 15, 17, 15, 15, 15, 1000, 1000, 15, 15}) {
      guard.step(1, 1, PARTS, loss);
      guard.step(1, 1, PARTS, 15);
    }
    assertThat(lines).as("single ones are borne").isEmpty();
    for (int i = 0; i < 3; i++) {
      guard.step(2, 30 + i, PARTS, 24.15);
    }
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0))
        .contains("ALARM diverging loss (epoch 2, step 32)", "24.2", "3.0 times", "find-lr");
  }

  @Test
  void itGoesOnFromTheLastLosses() {
    LossGuard guard = new LossGuard(GRAPH, new Alarms(new RunFolder(folder), lines::add));
    for (double loss : new double[] {1, 15, 24, 15, 24, 15}) {
      guard.step(1, 1, PARTS, loss);
    }
    LossGuard resumed = new LossGuard(GRAPH, new Alarms(new RunFolder(folder), lines::add));
    resumed.restore(guard.recent());
    assertThat(lines).isEmpty();
    resumed.step(1, 7, PARTS, 24.15);
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).contains("ALARM diverging loss (epoch 1, step 7)", "3.0 times");
  }

  private static Part part(int frames, int[] labels) {
    return new Part(new LabelledBatch(TestNetworks.batch(1, frames), new int[][] {labels}), 0);
  }
}
