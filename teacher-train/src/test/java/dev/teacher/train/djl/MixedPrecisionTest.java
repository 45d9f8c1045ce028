package dev.teacher.train.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Batch;
import dev.teacher.api.graph.Conv;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Parameter;
import dev.teacher.api.graph.SelfAttention;
import dev.teacher.api.plugin.Optimizer;
import dev.teacher.api.plugin.Precision;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Weights;
import org.junit.jupiter.api.Test;

/** Steps with products in bfloat16 against steps in float32. */
class MixedPrecisionTest {
  private static final Batch BATCH = TestNetworks.BATCH;
  private static final int[][] LABELS = TestNetworks.LABELS;

  /** Every kind of product, and what stays in float32 between them. */
  private static final Graph GRAPH =
      TestNetworks.recognizer(
          x ->
              x.conv1d("uneven", Conv.of(8, 4).withStride(2))
                  .layerNorm("norm1")
                  .conv1d("point", Conv.of(16, 1).withoutBias())
                  .relu()
                  .conv1d("grouped", Conv.of(16, 3).withGroups(4))
                  .conv1d("even", Conv.of(12, 3).withoutBias())
                  .batchNorm("norm2")
                  .selfAttention("attention", 2, SelfAttention.Positions.NONE)
                  .lstm("lstm", 7, true));

  /** Products in bfloat16 one behind the other: three convolutions, attention's two, the head. */
  private static final int PRODUCTS = 6;

  /** The largest relative error of a number that is rounded to the 8 bits of bfloat16. */
  private static final double ROUNDING = 1.0 / (1 << 8);

  private static TrainingSession open(Optimizer optimizer, double clipNorm, Precision precision) {
    return TestNetworks.open(GRAPH, new TrainingOptions(optimizer, clipNorm, 0, 1).with(precision));
  }

  /**
   * On its way from input to loss and back a number passes each product twice, and three roundings
   * in each: two factors and the result.
   */
  @Test
  void gradientsAreThoseOfFloat32ButForRounding() {
    double[] exact = gradient(Precision.FLOAT32);
    double[] rounded = gradient(Precision.BFLOAT16);
    double distance = distance(rounded, exact) / distance(exact, new double[exact.length]);
    assertThat(distance).isLessThan(2 * 3 * PRODUCTS * ROUNDING).isGreaterThan(ROUNDING / 100);
  }

  /** The gradient that a step moves the weights by: plain descent at a learning rate of 1. */
  private static double[] gradient(Precision precision) {
    try (TrainingSession session = open(new Optimizer.Sgd(0, false, 0), 0, precision)) {
      Weights before = session.weights();
      assertThat(session.step(BATCH, LABELS, 1, 0).applied()).isTrue();
      Weights after = session.weights();
      double[] gradient = new double[Math.toIntExact(GRAPH.parameterCount())];
      int at = 0;
      for (Parameter parameter : GRAPH.parameters()) {
        float[] from = before.get(parameter.name()).floats();
        float[] to = after.get(parameter.name()).floats();
        for (int i = 0; i < from.length; i++) {
          gradient[at++] = (double) from[i] - to[i];
        }
      }
      return gradient;
    }
  }

  private static double distance(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (one[i] - other[i]) * (one[i] - other[i]);
    }
    return Math.sqrt(sum);
  }

  @Test
  void weightsAndWhatTheOptimiserKeepsStayInFloat32() {
    try (TrainingSession session = open(TestNetworks.OPTIONS.optimizer(), 1, Precision.BFLOAT16)) {
      session.step(BATCH, LABELS, 1e-4, 0);
      for (Weights all : new Weights[] {session.weights(), session.optimizerState()}) {
        for (String name : all.names()) {
          if (all.get(name).dtype() == DType.FLOAT32) {
            assertThat(hasLowBits(all.get(name).floats())).as(name).isTrue();
          } else {
            assertThat(name).isEqualTo("steps");
          }
        }
      }
    }
  }

  /** Whether there are bits that bfloat16 has not. */
  private static boolean hasLowBits(float[] values) {
    for (float value : values) {
      if ((Float.floatToRawIntBits(value) & 0xFFFF) != 0) {
        return true;
      }
    }
    return false;
  }

  @Test
  void whatIsNoStepIsInFloat32() {
    try (TrainingSession mixed = open(TestNetworks.OPTIONS.optimizer(), 1, Precision.BFLOAT16);
        TrainingSession exact = TestNetworks.open(GRAPH)) {
      assertThat(mixed.run(BATCH).values()).isEqualTo(exact.run(BATCH).values());
      assertThat(mixed.losses(BATCH, LABELS)).isEqualTo(exact.losses(BATCH, LABELS));
      Same.assertSame(mixed.gradients(BATCH, LABELS), exact.gradients(BATCH, LABELS));
    }
  }

  @Test
  void aResumedTrainingGoesOnToTheSameBits() {
    Optimizer optimizer = TestNetworks.OPTIONS.optimizer();
    try (TrainingSession whole = open(optimizer, 1, Precision.BFLOAT16)) {
      steps(whole, 0, 3);
      Weights weights = whole.weights();
      Weights state = whole.optimizerState();
      steps(whole, 3, 6);
      TrainingOptions options = new TrainingOptions(optimizer, 1, 0, 1).with(Precision.BFLOAT16);
      try (TrainingSession resumed = new DjlBackend().open(GRAPH, weights, options)) {
        resumed.restoreOptimizer(state);
        steps(resumed, 3, 6);
        Same.assertSame(resumed.weights(), whole.weights());
        Same.assertSame(resumed.optimizerState(), whole.optimizerState());
      }
    }
  }

  private static void steps(TrainingSession session, int from, int to) {
    for (int n = from; n < to; n++) {
      session.step(BATCH, LABELS, 1e-2, n);
    }
  }

  @Test
  void aStepOfSeveralBatchesIsMixedToo() {
    Optimizer optimizer = new Optimizer.Sgd(0, false, 0);
    try (TrainingSession one = open(optimizer, 0, Precision.BFLOAT16);
        TrainingSession several = open(optimizer, 0, Precision.BFLOAT16);
        TrainingSession exact = open(optimizer, 0, Precision.FLOAT32)) {
      float[] accumulated = several.accumulate(BATCH, LABELS, 0).losses();
      assertThat(accumulated).isEqualTo(one.step(BATCH, LABELS, 1, 0).losses());
      assertThat(accumulated).isNotEqualTo(exact.step(BATCH, LABELS, 1, 0).losses());
    }
  }

  @Test
  void theLossFallsAlike() {
    try (TrainingSession mixed = open(TestNetworks.OPTIONS.optimizer(), 1, Precision.BFLOAT16);
        TrainingSession exact = TestNetworks.open(GRAPH)) {
      double first = exact.step(BATCH, LABELS, 5e-3, 0).loss();
      mixed.step(BATCH, LABELS, 5e-3, 0);
      double last = first;
      for (int n = 1; n < 80; n++) {
        last = exact.step(BATCH, LABELS, 5e-3, n).loss();
        double found = mixed.step(BATCH, LABELS, 5e-3, n).loss();
        assertThat(Math.abs(found - last)).as("step %d", n).isLessThan(0.1 * first);
      }
      assertThat(last).as("loss in the end").isLessThan(0.2 * first);
    }
  }
}
