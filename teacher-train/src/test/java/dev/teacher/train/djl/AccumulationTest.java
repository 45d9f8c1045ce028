package dev.teacher.train.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.data.Batch;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.Optimizer;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.plugin.TrainingSession.StepResult;
import dev.teacher.api.tensor.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A step over several batches against one over the batch of all their samples. */
class AccumulationTest {
  private static final Graph GRAPH = TestNetworks.small(0);
  private static final Graph NORMED =
      TestNetworks.recognizer(x -> x.linear("in", 8).batchNorm("norm").relu());
  private static final Batch EIGHT = TestNetworks.batch(5, 9, 14, 6, 20, 11, 7, 30, 8);
  private static final int[][] LABELS = {
    {1, 2}, {3, 3, 1}, {4}, {1, 2, 3, 4, 1}, {2}, {3, 1}, {2, 2, 2}, {4, 3}
  };
  private static final Optimizer ADAMW = new Optimizer.AdamW(0.8, 0.95, 1e-6, 0.1);

  static Stream<Arguments> splits() {
    return Stream.of(
            new int[] {2, 2, 2, 2}, new int[] {3, 1, 2, 2}, new int[] {8}, new int[] {1, 7})
        .flatMap(
            sizes ->
                Stream.of(
                        ADAMW,
                        new Optimizer.Adam(0.8, 0.95, 1e-6, 0.1),
                        new Optimizer.Sgd(0.9, true, 0.01),
                        new Optimizer.Lion(0.9, 0.99, 0.1))
                    .flatMap(
                        optimizer ->
                            Stream.of(0.0, 0.05).map(c -> Arguments.of(sizes, optimizer, c))));
  }

  @ParameterizedTest
  @MethodSource("splits")
  void theyAreTheSame(int[] sizes, Optimizer optimizer, double clipNorm) {
    TrainingOptions options = new TrainingOptions(optimizer, clipNorm, 0.9, 1);
    try (TrainingSession big = TestNetworks.open(GRAPH, options);
        TrainingSession small = TestNetworks.open(GRAPH, options)) {
      for (int n = 0; n < 3; n++) {
        StepResult expected = big.step(EIGHT, LABELS, 1e-2, n);
        StepResult found = inParts(small, sizes, n);
        assertThat(found.applied()).isTrue();
        assertThat(Math.abs(found.loss() - expected.loss())).isLessThan(1e-5);
        Close.assertClose(found.losses(), expected.losses(), 1e-5);
        assertThat(Math.abs(found.gradientNorm() - expected.gradientNorm()))
            .isLessThan(1e-5 * expected.gradientNorm());
      }
      assertClose(small.weights(), big.weights());
      assertClose(small.withAverage(small::weights), big.withAverage(big::weights));
      assertThat(small.optimizerState().get("steps").longs()).containsExactly(3);
    }
  }

  @Test
  void eachPartIsReportedByItself() {
    try (TrainingSession session = TestNetworks.open(GRAPH)) {
      Batch two = part(EIGHT, 1, 3);
      int[][] labels = Arrays.copyOfRange(LABELS, 1, 3);
      StepResult found = session.accumulate(two, labels, 0);
      StepResult again = session.accumulate(two, labels, 0);
      StepResult expected = session.step(two, labels, 1e-2, 0);
      assertThat(found.losses()).isEqualTo(expected.losses());
      assertThat(again.losses()).isEqualTo(expected.losses());
      assertThat(Math.abs(found.gradientNorm() - expected.gradientNorm()))
          .isLessThan(1e-5 * expected.gradientNorm());
    }
  }

  @Test
  void nothingMovesBeforeTheStep() {
    try (TrainingSession session = TestNetworks.open(NORMED)) {
      Weights weights = session.weights();
      Weights optimizer = session.optimizerState();
      session.accumulate(EIGHT, LABELS, 0);
      session.accumulate(EIGHT, LABELS, 1);
      Same.assertSame(session.weights(), weights);
      Same.assertSame(session.optimizerState(), optimizer);
      assertThat(session.apply(1e-2).applied()).isTrue();
      for (String name : weights.names()) {
        assertThat(session.weights().get(name).sameAs(weights.get(name))).as(name).isFalse();
      }
    }
  }

  @Test
  void runningStatisticsMoveOnceByTheMeanOverTheSamples() {
    try (TrainingSession one = TestNetworks.open(NORMED);
        TrainingSession twice = TestNetworks.open(NORMED)) {
      for (int n = 0; n < 2; n++) {
        one.step(EIGHT, LABELS, 1e-2, n);
        twice.accumulate(EIGHT, LABELS, n);
        twice.accumulate(EIGHT, LABELS, n);
        twice.apply(1e-2);
      }
      assertClose(twice.weights(), one.weights());
    }
    Weights[] found = new Weights[3];
    int[][] parts = {{0, 3}, {3, 8}, {0, 8}};
    for (int i = 0; i < 2; i++) {
      try (TrainingSession session = TestNetworks.open(NORMED)) {
        session.step(
            part(EIGHT, parts[i][0], parts[i][1]),
            Arrays.copyOfRange(LABELS, parts[i][0], parts[i][1]),
            1e-2,
            0);
        found[i] = session.weights();
      }
    }
    try (TrainingSession session = TestNetworks.open(NORMED)) {
      inParts(session, new int[] {3, 5}, 0);
      found[2] = session.weights();
    }
    NORMED
        .buffers()
        .forEach(
            buffer -> {
              float[] three = found[0].get(buffer.name()).floats();
              float[] five = found[1].get(buffer.name()).floats();
              float[] mean = new float[three.length];
              for (int i = 0; i < mean.length; i++) {
                mean[i] = (3 * three[i] + 5 * five[i]) / 8;
              }
              Close.assertClose(found[2].get(buffer.name()).floats(), mean, 1e-6);
            });
  }

  @Test
  void aPartThatIsNotFiniteDropsAllAndTheNextStepIsItsOwn() {
    try (TrainingSession session = TestNetworks.open(NORMED);
        TrainingSession other = TestNetworks.open(NORMED)) {
      Weights weights = session.weights();
      session.accumulate(EIGHT, LABELS, 0);
      Batch spoilt = TestNetworks.batch(3, 9, 14, 6);
      spoilt.data().put(20, Float.NaN);
      StepResult refused = session.accumulate(spoilt, TestNetworks.LABELS, 1);
      assertThat(refused.applied()).isFalse();
      assertThat(refused.losses()).hasSize(3).contains(Float.NaN);
      Same.assertSame(session.weights(), weights);
      assertThatThrownBy(() -> session.apply(1e-2))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("no batch waits");
      for (TrainingSession each : List.of(session, other)) {
        each.accumulate(TestNetworks.BATCH, TestNetworks.LABELS, 0);
        assertThat(each.apply(1e-2).losses()).hasSize(3);
      }
      Same.assertSame(session.weights(), other.weights());
    }
  }

  private static StepResult inParts(TrainingSession session, int[] sizes, int seed) {
    int from = 0;
    for (int size : sizes) {
      int[][] labels = Arrays.copyOfRange(LABELS, from, from + size);
      assertThat(session.accumulate(part(EIGHT, from, from + size), labels, seed).applied())
          .isTrue();
      from += size;
    }
    return session.apply(1e-2);
  }

  private static Batch part(Batch batch, int from, int to) {
    List<float[]> rows = new ArrayList<>();
    for (int i = from; i < to; i++) {
      float[] row = new float[Math.toIntExact(batch.lengths()[i]) * TestNetworks.WIDTH];
      batch.data().get(i * batch.frames() * TestNetworks.WIDTH, row);
      rows.add(row);
    }
    return Batch.of(batch.ids().subList(from, to), rows, TestNetworks.WIDTH);
  }

  private static void assertClose(Weights found, Weights expected) {
    for (String name : expected.names()) {
      Close.assertClose(found.get(name).floats(), expected.get(name).floats(), 1e-5);
    }
  }
}
