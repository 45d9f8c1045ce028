package dev.teacher.api.plain;

import java.util.Arrays;

/**
 * The CTC loss of one sample by forward and backward algorithm (Graves et al. 2006), in logarithms
 * and double precision. Class 0 is the blank.
 *
 * @param loss negative logarithm of the probability of the labels; infinite if they do not fit
 * @param gradient [frames * classes] with respect to the log-probabilities, each taken as a number
 *     of its own; NaN where the loss is not finite
 */
public record PlainCtc(double loss, double[] gradient) {
  /**
   * Of one sample.
   *
   * @param logProbs [frames * classes], one frame at least
   * @param classes size of the vocabulary
   * @param labels from 1 to classes - 1
   */
  public static PlainCtc of(float[] logProbs, int classes, int... labels) {
    int frames = logProbs.length / classes;
    int states = 2 * labels.length + 1;
    int[] symbols = new int[states];
    for (int i = 0; i < labels.length; i++) {
      symbols[2 * i + 1] = labels[i];
    }
    double[][] before = forward(logProbs, classes, symbols, frames);
    double[][] behind = backward(logProbs, classes, symbols, frames);
    double total = logAdd(before[frames - 1][states - 1], ending(before[frames - 1]));
    double[] gradient = new double[frames * classes];
    for (int t = 0; t < frames; t++) {
      for (int s = 0; s < states; s++) {
        double share = Math.exp(before[t][s] + behind[t][s] - total);
        gradient[t * classes + symbols[s]] -= share;
      }
    }
    if (!Double.isFinite(total)) {
      Arrays.fill(gradient, Double.NaN);
    }
    return new PlainCtc(-total, gradient);
  }

  /** Where the last label ends and no blank follows. */
  private static double ending(double[] last) {
    return last.length > 1 ? last[last.length - 2] : Double.NEGATIVE_INFINITY;
  }

  /** Of all ways to a state, its frame included. */
  private static double[][] forward(float[] logProbs, int classes, int[] symbols, int frames) {
    double[][] sums = new double[frames][symbols.length];
    for (int t = 0; t < frames; t++) {
      for (int s = 0; s < symbols.length; s++) {
        double sum = t == 0 && s < 2 ? 0 : Double.NEGATIVE_INFINITY;
        for (int from = s; t > 0 && from >= 0 && from >= s - 2; from--) {
          sum = from == s - 2 && !skips(symbols, s) ? sum : logAdd(sum, sums[t - 1][from]);
        }
        sums[t][s] = sum + logProbs[t * classes + symbols[s]];
      }
    }
    return sums;
  }

  /** Of all ways from a state to the end, its frame not included. */
  private static double[][] backward(float[] logProbs, int classes, int[] symbols, int frames) {
    int states = symbols.length;
    double[][] sums = new double[frames][states];
    for (int t = frames - 1; t >= 0; t--) {
      for (int s = 0; s < states; s++) {
        double sum = t == frames - 1 && s >= states - 2 ? 0 : Double.NEGATIVE_INFINITY;
        for (int to = s; t < frames - 1 && to < states && to <= s + 2; to++) {
          if (to < s + 2 || skips(symbols, to)) {
            sum = logAdd(sum, sums[t + 1][to] + logProbs[(t + 1) * classes + symbols[to]]);
          }
        }
        sums[t][s] = sum;
      }
    }
    return sums;
  }

  /** Whether a state may follow the one before the last: a label after another one. */
  private static boolean skips(int[] symbols, int state) {
    return symbols[state] != 0 && symbols[state] != symbols[state - 2];
  }

  private static double logAdd(double a, double b) {
    double larger = Math.max(a, b);
    return larger == Double.NEGATIVE_INFINITY
        ? larger
        : larger + Math.log(Math.exp(a - larger) + Math.exp(b - larger));
  }
}
