package dev.teacher.testkit;

import java.util.Arrays;

/** The forward algorithm of Graves et al. (2006), in logarithms and double precision. */
final class CtcLoss {
  private CtcLoss() {}

  /**
   * The negative logarithm of the probability of the labels; infinite if they do not fit.
   *
   * @param logProbs [frames * classes], class 0 the blank
   */
  static double of(float[] logProbs, int classes, int... labels) {
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
}
