package dev.teacher.features.statistics;

import java.util.List;

/**
 * The frames that quantiles and histograms are taken from: all of them, or a share that a seed
 * draws, each as likely as any other.
 *
 * @param frames how many were drawn
 * @param of how many there are
 * @param seed of the draw
 */
public record FrameSample(long frames, long of, long seed) {
  /** Which quantiles are given; between two numbers they are interpolated linearly. */
  public static final List<Double> LEVELS =
      List.of(0.001, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 0.999);

  /**
   * How far the share of numbers below a quantile may be from its level: 99 % of the draws stay
   * within it (the inequality of Dvoretzky, Kiefer and Wolfowitz with Massart's constant, 1990). 0
   * if no frame is left out.
   */
  public double rankError() {
    return frames == of ? 0 : Math.sqrt(Math.log(2 / 0.01) / (2.0 * frames));
  }
}
