package dev.teacher.train.doctor.network;

import dev.teacher.train.loop.SplitRunner.LogProbs;
import java.util.Collection;

/** What log-probabilities say by themselves. */
final class Outputs {
  private Outputs() {}

  /** The share of frames whose likeliest class is the blank. */
  static double blankShare(Collection<LogProbs> outputs) {
    long blanks = 0;
    long frames = 0;
    for (LogProbs output : outputs) {
      frames += output.frames();
      for (int frame = 0; frame < output.frames(); frame++) {
        if (best(output, frame) == 0) {
          blanks++;
        }
      }
    }
    return (double) blanks / frames;
  }

  private static int best(LogProbs output, int frame) {
    int from = frame * output.classes();
    int best = 0;
    for (int c = 1; c < output.classes(); c++) {
      if (output.values()[from + c] > output.values()[from + best]) {
        best = c;
      }
    }
    return best;
  }

  /** The largest difference of two outputs of one sample; infinite where one is not finite. */
  static double difference(LogProbs one, LogProbs other) {
    if (one.frames() != other.frames()) {
      return Double.POSITIVE_INFINITY;
    }
    return difference(one.values(), other.values());
  }

  /** The largest difference of two arrays of one length; infinite where one is not finite. */
  static double difference(float[] one, float[] other) {
    double largest = 0;
    for (int i = 0; i < one.length; i++) {
      double difference = Math.abs((double) one[i] - other[i]);
      if (!(difference <= Double.MAX_VALUE)) { // NaN too
        return Double.POSITIVE_INFINITY;
      }
      largest = Math.max(largest, difference);
    }
    return largest;
  }

  /** The largest magnitude; infinite where one is not finite. */
  static double largest(float[] values) {
    return difference(values, new float[values.length]);
  }

  /** Mean Kullback-Leibler divergence of {@code changed} from {@code original}, nats a frame. */
  static double divergence(LogProbs original, LogProbs changed) {
    double sum = 0;
    for (int i = 0; i < original.values().length; i++) {
      double p = original.values()[i];
      sum += Math.exp(p) * (p - changed.values()[i]);
    }
    return sum / original.frames();
  }
}
