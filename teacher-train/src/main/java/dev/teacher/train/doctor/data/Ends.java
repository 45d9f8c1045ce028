package dev.teacher.train.doctor.data;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How recordings begin and end. Whoever films sentences films rest before and behind them, or signs
 * up to the edge at both ends; a recording that was cut off ends anywhere. The spreads of the
 * hands' height around each signer's middle are compared as Brown and Forsythe (1974) compare
 * variances: by mean distances from medians.
 *
 * @param begin mean distance of a recording's first height from the signer's middle one, in face
 *     heights
 * @param end the same at its end
 * @param recordings that were compared
 */
record Ends(double begin, double end, int recordings) {
  private static final int FEWEST = 10;

  /** In face heights; landmarks jitter that much. */
  private static final double JITTER = 0.03;

  static Ends of(List<Posture> postures) {
    List<Double> begins = new ArrayList<>();
    List<Double> ends = new ArrayList<>();
    for (List<Posture> own : Tempo.bySigner(postures).values()) {
      if (own.size() >= 3) {
        distances(own, Posture::begin, begins);
        distances(own, Posture::end, ends);
      }
    }
    return new Ends(mean(begins), mean(ends), Math.min(begins.size(), ends.size()));
  }

  /** How many times as much the one differs as the other; 1 where too little is known. */
  double ratio() {
    return recordings < FEWEST ? 1 : (end + JITTER) / (begin + JITTER);
  }

  private static void distances(
      List<Posture> postures, ToDoubleFunction<Posture> height, List<Double> into) {
    double[] heights = postures.stream().mapToDouble(height).filter(Double::isFinite).toArray();
    double middle = Numbers.median(heights);
    for (double own : heights) {
      into.add(Math.abs(own - middle));
    }
  }

  private static double mean(List<Double> numbers) {
    return numbers.stream().mapToDouble(d -> d).average().orElse(0);
  }
}
