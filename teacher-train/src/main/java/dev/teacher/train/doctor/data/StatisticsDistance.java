package dev.teacher.train.doctor.data;

import dev.teacher.api.data.FeatureStatistics;
import java.util.ArrayList;
import java.util.List;

/**
 * How statistics differ from those of the data that are there.
 *
 * @param means the middle over columns of the distance of means, in deviations
 * @param deviations the middle over columns of the logarithm of one deviation over the other
 * @param padding the share of zeros among the frames that explains both; 0 where none does
 * @param worst columns, the farthest first
 */
record StatisticsDistance(double means, double deviations, double padding, List<String> worst) {
  /** Columns that vary less than this share of the usual deviation say nothing. */
  private static final double STILL = 1e-3;

  private static final int NAMED = 10;

  /** How much of the differences padding must explain to be the cause. */
  private static final double EXPLAINED = 0.9;

  static StatisticsDistance of(FeatureStatistics held, FeatureStatistics fresh) {
    double usual =
        Math.sqrt(fresh.deviation().stream().mapToDouble(d -> d * d).average().orElse(0));
    List<Integer> columns = new ArrayList<>();
    for (int c = 0; c < held.layout().width(); c++) {
      if (fresh.deviation().get(c) > STILL * usual && held.deviation().get(c) > STILL * usual) {
        columns.add(c);
      }
    }
    double[] means = columns.stream().mapToDouble(c -> distance(held, fresh, c)).toArray();
    double[] deviations =
        columns.stream()
            .mapToDouble(
                c -> Math.abs(Math.log(held.deviation().get(c) / fresh.deviation().get(c))))
            .toArray();
    List<String> worst =
        columns.stream()
            .sorted((a, b) -> Double.compare(distance(held, fresh, b), distance(held, fresh, a)))
            .limit(NAMED)
            .map(
                c ->
                    "%s: mean %s, of train %s; deviation %s, of train %s"
                        .formatted(
                            held.layout().columnName(c),
                            Numbers.text(held.mean().get(c)),
                            Numbers.text(fresh.mean().get(c)),
                            Numbers.text(held.deviation().get(c)),
                            Numbers.text(fresh.deviation().get(c))))
            .toList();
    return new StatisticsDistance(
        columns.isEmpty() ? 0 : Numbers.median(means),
        columns.isEmpty() ? 0 : Numbers.median(deviations),
        padding(held, fresh, columns),
        worst);
  }

  private static double distance(FeatureStatistics held, FeatureStatistics fresh, int c) {
    return Math.abs(held.mean().get(c) - fresh.mean().get(c)) / fresh.deviation().get(c);
  }

  /**
   * With a share p of zeros among the frames, a mean m becomes (1 - p) m and a variance v becomes
   * (1 - p) v + p (1 - p) m^2: one p for all columns. It is fitted to the means by least squares,
   * and must explain means and variances both.
   */
  private static double padding(
      FeatureStatistics held, FeatureStatistics fresh, List<Integer> columns) {
    double products = 0;
    double squares = 0;
    for (int c : columns) {
      double scale = fresh.deviation().get(c);
      double there = fresh.mean().get(c) / scale;
      products += there * held.mean().get(c) / scale;
      squares += there * there;
    }
    double p = squares > 0 ? 1 - products / squares : 0;
    if (!(p > 0) || p >= 1) {
      return 0;
    }
    double left = 0;
    double all = 0;
    for (int c : columns) {
      double m = fresh.mean().get(c);
      double v = fresh.deviation().get(c) * fresh.deviation().get(c);
      double variance = (1 - p) * v + p * (1 - p) * m * m;
      double found = held.deviation().get(c) * held.deviation().get(c);
      left += square((held.mean().get(c) - (1 - p) * m)) / v + square(Math.log(found / variance));
      all += square(held.mean().get(c) - m) / v + square(Math.log(found / v));
    }
    return all > 0 && left < (1 - EXPLAINED) * all ? p : 0;
  }

  private static double square(double x) {
    return x * x;
  }
}
