package dev.teacher.train.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.TrainingSession.StepResult;
import dev.teacher.train.djl.TestNetworks;
import dev.teacher.train.run.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradientGuardTest {
  private static final Graph GRAPH =
      TestNetworks.recognizer(x -> x.linear("one", 4).relu().linear("two", 4));
  private static final double THRESHOLD = 50;

  @TempDir Path folder;
  private final List<String> lines = new ArrayList<>();
  private Alarms alarms;
  private GradientGuard guard;
  private long steps;

  @BeforeEach
  void begin() {
    alarms = new Alarms(new RunFolder(folder), lines::add);
    guard = new GradientGuard(GRAPH, THRESHOLD, alarms);
  }

  @Test
  void singleStepsAboveTheThresholdAreHealthy() {
    for (int i = 0; i < 100; i++) {
      step(i % 3 == 0 ? 104 : 8);
    }
    assertThat(lines).isEmpty();
  }

  @Test
  void manyStepsAboveTheThresholdAreNot() {
    for (int i = 0; i < 68; i++) {
      step(60);
    }
    assertThat(lines).isEmpty();
    step(60);
    step(60);
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0))
        .contains(
            "ALARM exploding gradients (epoch 1, step 69)",
            "steps is 60.0;",
            "above 50.0 for 50 steps");
  }

  @Test
  void itGoesOnFromTheNormsOfTheWholeAndOfLayers() {
    for (int i = 0; i < 60; i++) {
      step(60);
    }
    GradientGuard stopped = guard;
    guard = new GradientGuard(GRAPH, THRESHOLD, alarms);
    guard.restore(stopped.norms(), stopped.layers());
    assertThat(guard.norms()).isEqualTo(stopped.norms());
    assertThat(guard.layers())
        .isEqualTo(stopped.layers())
        .containsOnlyKeys("one", "two", "head")
        .allSatisfy((layer, norms) -> assertThat(norms).hasSize(LargeNorms.WINDOW));
    for (int i = 0; i < 8; i++) {
      step(60);
    }
    assertThat(lines).isEmpty();
    step(60);
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).contains("(epoch 1, step 69)", "one (34.6, median 34.6)");
  }

  @Test
  void aJumpAgainstTheMedianNamesTheLayer() {
    for (int i = 0; i < 5; i++) {
      step(2);
    }
    guard.step(1, 6, 1, 1e-3, result(0.1, 240, 1));
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).contains("the norm is 240", "largest in two (240, median 1.15)");
  }

  @Test
  void aHugeFirstStepNeedsNoMedian() {
    step(2000);
    assertThat(lines).hasSize(1);
  }

  @Test
  void withoutAThresholdNothingExplodes() {
    guard = new GradientGuard(GRAPH, 0, alarms);
    step(1e30);
    assertThat(lines).isEmpty();
  }

  @Test
  void aLayerWithoutGradientInAWholeEpochIsDead() {
    guard.step(1, 1, 1, 1e-3, result(0, 1, 1));
    guard.step(1, 2, 1, 1e-3, result(1e-3, 1, 1));
    guard.epoch(1, 2);
    assertThat(lines).as("once it had one").isEmpty();
    guard.step(2, 3, 1, 1e-3, result(0, 1, 1));
    assertThat(guard.epoch(2, 3)).isEqualTo(Map.of("one", 0.0, "two", 1.0, "head", 1.0));
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).contains("ALARM dead layers (epoch 2, step 3)", "zero, in one;");
  }

  @Test
  void aLayerBelowAMillionthOfTheLargestVanishes() {
    guard.step(1, 1, 1, 1e-3, result(2e-6, 1, 1));
    guard.epoch(1, 1);
    assertThat(lines).isEmpty();
    guard.step(2, 2, 1, 1e-3, result(5e-7, 1, 1));
    guard.epoch(2, 2);
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).contains("ALARM vanishing gradients", "one (5.0e-07)");
  }

  @Test
  void consequencesAreSilent() {
    step(2000);
    guard.step(1, 2, 1, 1e-3, result(0, 1, 1e-9));
    guard.epoch(1, 2);
    assertThat(alarms.all()).extracting(Alarm::name).containsExactly("exploding gradients");
    Alarms resumed = new Alarms(new RunFolder(folder), lines::add);
    resumed.raise(AlarmKind.DEAD, 2, 3, "", "", List.of());
    resumed.raise(AlarmKind.BLANKS, 2, 3, "", "", List.of());
    assertThat(resumed.all()).as("after a resume too").hasSize(1);
    resumed.raise(AlarmKind.LOSS, 2, 3, "", "", List.of("a"));
    resumed.raise(AlarmKind.LOSS, 2, 4, "", "", List.of("b"));
    assertThat(resumed.refusals()).as("each of these").hasSize(2);
  }

  private void step(double norm) {
    double each = norm / Math.sqrt(3);
    guard.step(1, ++steps, 1, 1e-3, result(each, each, each));
  }

  /** The norms of three layers, each of which has a weight and a bias. */
  private static StepResult result(double... layers) {
    float[] norms = new float[6];
    for (int i = 0; i < 3; i++) {
      norms[2 * i + 1] = (float) layers[i];
    }
    double norm = Math.sqrt(Arrays.stream(layers).map(n -> n * n).sum());
    return new StepResult(1, new float[] {1}, norm, norms, true);
  }
}
