package dev.teacher.train.doctor.network;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How sure a difference of two word error rates on the same sentences is (Bisani and Ney 2004,
 * "Bootstrap estimates for confidence intervals in ASR performance evaluation"): sentences are
 * drawn with replacement, each with the errors of both systems.
 */
final class PairedBootstrap {
  private static final int DRAWS = 1000;
  private static final double TAIL = 0.025;

  private PairedBootstrap() {}

  /**
   * A difference with the interval that holds 95 % of the draws.
   *
   * @param value fraction
   * @param low lower end
   * @param high upper end
   */
  record Interval(double value, double low, double high) {
    /** Whether chance alone hardly makes such a difference. */
    boolean excludesZero() {
      return low > 0 || high < 0;
    }
  }

  /**
   * Draws.
   *
   * @param differences errors of one system less those of the other, by sentence
   * @param lengths glosses of the references, by sentence
   * @param seed of the draws
   */
  static Interval of(int[] differences, int[] lengths, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] drawn = new double[DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      long errors = 0;
      long length = 0;
      for (int i = 0; i < lengths.length; i++) {
        int sentence = random.nextInt(lengths.length);
        errors += differences[sentence];
        length += lengths[sentence];
      }
      drawn[draw] = (double) errors / length;
    }
    Arrays.sort(drawn);
    double value = (double) Arrays.stream(differences).sum() / Arrays.stream(lengths).sum();
    int cut = (int) (TAIL * DRAWS);
    return new Interval(value, drawn[cut], drawn[DRAWS - 1 - cut]);
  }
}
