package dev.teacher.train.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The loss over rising learning rates, and what it says about them.
 *
 * @param points a step each
 * @param end why there are no more
 * @param divergence the rate at which the training broke down, if it did
 */
public record RateCurve(List<Point> points, End end, Optional<Double> divergence) {
  /** How much of a running mean a step keeps. */
  private static final double SMOOTHING = 0.9;

  /** How often the smallest smoothed loss is a breakdown. */
  private static final double BROKEN = 4;

  /** Steps before the running mean is believed. */
  private static final int FIRST = 10;

  /** What is left of a loss that fell. */
  private static final double FALLEN = 0.95;

  /**
   * What is tested.
   *
   * @param from the first learning rate
   * @param to the last one
   * @param steps how many there are, 20 or more
   */
  public record Range(double from, double to, int steps) {
    /** The learning rate of a step, from 0. */
    public double rate(int step) {
      return from * Math.pow(to / from, (double) step / (steps - 1));
    }
  }

  /**
   * One step.
   *
   * @param rate its learning rate
   * @param loss before the step
   * @param smoothed running mean of the losses
   */
  public record Point(double rate, double loss, double smoothed) {}

  /** Why a test ends. */
  public enum End {
    /** The largest rate was reached. */
    LARGEST_RATE,
    /** The smoothed loss was four times its smallest. */
    DIVERGED,
    /** Loss or gradient was not finite. */
    NOT_FINITE
  }

  public RateCurve {
    points = List.copyOf(points);
  }

  /**
   * The rate at which the smoothed loss falls fastest, by a line through neighbouring points over
   * the logarithm of the rate; none if it does not fall by a twentieth.
   */
  public Optional<Double> steepest() {
    double first = points.isEmpty() ? 0 : points.get(Math.min(FIRST, points.size()) - 1).smoothed();
    if (points.isEmpty() || points.get(smallest()).smoothed() > FALLEN * first) {
      return Optional.empty();
    }
    int half = Math.max(2, points.size() / 20);
    double least = 0;
    Optional<Double> found = Optional.empty();
    for (int i = half; i + half < points.size() && i <= smallest(); i++) {
      double slope = slope(i - half, i + half);
      if (slope < least) {
        least = slope;
        found = Optional.of(points.get(i).rate());
      }
    }
    return found;
  }

  /** A tenth of the rate at which the training broke down. */
  public Optional<Double> tenthOfDivergence() {
    return divergence.map(rate -> rate / 10);
  }

  /**
   * The smaller of both, with two digits; none if the loss fell nowhere.
   *
   * @return a learning rate to begin with
   */
  public Optional<Double> suggestion() {
    return steepest()
        .map(rate -> Math.min(rate, tenthOfDivergence().orElse(rate)))
        .map(RateCurve::twoDigits);
  }

  /** Where the smoothed loss is smallest. */
  int smallest() {
    int at = 0;
    for (int i = 1; i < points.size(); i++) {
      if (points.get(i).smoothed() < points.get(at).smoothed()) {
        at = i;
      }
    }
    return at;
  }

  /** Of the line of least squares through some points. */
  private double slope(int from, int to) {
    double x = 0;
    double y = 0;
    for (int i = from; i <= to; i++) {
      x += Math.log(points.get(i).rate());
      y += points.get(i).smoothed();
    }
    x /= to - from + 1;
    y /= to - from + 1;
    double products = 0;
    double squares = 0;
    for (int i = from; i <= to; i++) {
      double distance = Math.log(points.get(i).rate()) - x;
      products += distance * (points.get(i).smoothed() - y);
      squares += distance * distance;
    }
    return products / squares;
  }

  private static double twoDigits(double rate) {
    return new BigDecimal(rate).round(new MathContext(2)).doubleValue();
  }

  /** A curve in the making. */
  public static final class Sweep {
    private final List<Point> points = new ArrayList<>();
    private double mean;
    private double weight;
    private double smallest = Double.MAX_VALUE;

    /** Adds a step; whether the training still holds. */
    public boolean add(double rate, double loss) {
      mean = SMOOTHING * mean + (1 - SMOOTHING) * loss;
      weight = SMOOTHING * weight + (1 - SMOOTHING);
      double smoothed = mean / weight;
      points.add(new Point(rate, loss, smoothed));
      smallest = Math.min(smallest, smoothed);
      return points.size() < FIRST || smoothed <= BROKEN * smallest;
    }

    /** The curve up to here. */
    public RateCurve end(End end, double rate) {
      Optional<Double> divergence = end == End.LARGEST_RATE ? Optional.empty() : Optional.of(rate);
      return new RateCurve(points, end, divergence);
    }
  }
}
