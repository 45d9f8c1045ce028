package dev.teacher.train.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Batch;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.api.plugin.TrainingSession;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Losses against the forward algorithm of Graves et al. (2006), in logarithms and doubles. */
class CtcLossTest {
  private static final Batch BATCH = TestNetworks.batch(5, 9, 4, 6, 1, 3, 5);
  private static final int[][] LABELS = {{1, 2, 3}, {4, 4}, {2, 2, 2}, {3}, {1, 2, 1}, {1, 1, 1}};

  @Test
  void lossesAreNegativeLogLikelihoodsOverTheNumberOfLabels() {
    try (TrainingSession session =
        TestNetworks.open(TestNetworks.recognizer(x -> x.lstm("l", 6, true)))) {
      for (int i = 0; i < 8; i++) {
        session.step(BATCH, LABELS, 0.05, i); // away from the uniform start
      }
      ModelOutput output = session.run(BATCH);
      float[] losses = session.losses(BATCH, LABELS);
      for (int i = 0; i < LABELS.length; i++) {
        double expected = loss(output.sample(i), output.channels(), LABELS[i]) / LABELS[i].length;
        Close.assertClose(new float[] {losses[i]}, new float[] {(float) expected}, 1e-5);
      }
    }
  }

  @Test
  void theReferenceItselfSumsOverPaths() {
    // Two frames, classes blank and a: the paths of "a" are a-, -a, aa.
    float[] logProbs = {log(0.6), log(0.4), log(0.3), log(0.7)};
    double expected = -Math.log(0.4 * 0.3 + 0.6 * 0.7 + 0.4 * 0.7);
    assertThat(Math.abs(loss(logProbs, 2, 1) - expected) < 1e-6).isTrue();
  }

  @Test
  void aSampleThatFitsExactlyHasAFiniteLoss() {
    try (TrainingSession session = TestNetworks.open(TestNetworks.recognizer(x -> x))) {
      int[][] tight = {{1, 1, 2}};
      assertThat(session.losses(TestNetworks.batch(1, 4), tight)[0]).isFinite();
      assertThat(session.losses(TestNetworks.batch(1, 3), tight)[0]).isInfinite();
    }
  }

  private static double loss(float[] logProbs, int classes, int... labels) {
    int states = 2 * labels.length + 1;
    double[] alpha = new double[states];
    Arrays.fill(alpha, Double.NEGATIVE_INFINITY);
    alpha[0] = logProbs[0];
    alpha[1] = logProbs[labels[0]];
    for (int t = 1; t < logProbs.length / classes; t++) {
      double[] next = new double[states];
      for (int s = 0; s < states; s++) {
        int label = s % 2 == 0 ? 0 : labels[s / 2];
        double sum = alpha[s];
        if (s > 0) {
          sum = logAdd(sum, alpha[s - 1]);
        }
        if (s > 1 && label != 0 && label != labels[s / 2 - 1]) {
          sum = logAdd(sum, alpha[s - 2]);
        }
        next[s] = sum + logProbs[t * classes + label];
      }
      alpha = next;
    }
    return -logAdd(alpha[states - 1], alpha[states - 2]);
  }

  private static double logAdd(double a, double b) {
    double larger = Math.max(a, b);
    return larger == Double.NEGATIVE_INFINITY
        ? larger
        : larger + Math.log(Math.exp(a - larger) + Math.exp(b - larger));
  }

  private static float log(double value) {
    return (float) Math.log(value);
  }
}
