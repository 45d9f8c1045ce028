package dev.teacher.train.doctor.data;

import dev.teacher.api.data.Layout;
import dev.teacher.train.doctor.data.Extracts.Rows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far the features of a split lie from those of training for the same signers: the root mean
 * square over the columns of a segment of the distance of means, in deviations of a signer's own
 * recordings (Cohen's d, 1988), of the segment where it is largest. Signers of one split alone are
 * left out: people differ.
 */
final class Shift {
  private static final int FEWEST = 3;

  /** No column counts for more, and none divides by less than a share of the middle deviation. */
  private static final double BOUND = 20;

  private static final double FLOOR = 0.05;

  private Shift() {}

  /** By split, where signers are shared. */
  static Map<String, Double> of(Extracts extracts) {
    int width = extracts.layout().width();
    Map<String, List<double[]>> trained = means(extracts.rows().get("train"), width);
    double[] deviation = within(trained, width);
    Map<String, Double> shifts = new LinkedHashMap<>();
    extracts
        .rows()
        .forEach(
            (split, rows) -> {
              if (!split.equals("train")) {
                double shift = shift(extracts.layout(), means(rows, width), trained, deviation);
                if (!Double.isNaN(shift)) {
                  shifts.put(split, shift);
                }
              }
            });
    return shifts;
  }

  private static double shift(
      Layout layout,
      Map<String, List<double[]>> own,
      Map<String, List<double[]>> trained,
      double[] deviation) {
    double[] sum = new double[deviation.length];
    int signers = 0;
    for (Map.Entry<String, List<double[]>> entry : own.entrySet()) {
      List<double[]> others = trained.get(entry.getKey());
      if (others != null && entry.getValue().size() >= FEWEST && others.size() >= FEWEST) {
        double[] here = mean(entry.getValue());
        double[] there = mean(others);
        for (int c = 0; c < sum.length; c++) {
          sum[c] += here[c] - there[c];
        }
        signers++;
      }
    }
    double floor = FLOOR * Numbers.median(deviation);
    double largest = 0;
    int from = 0;
    for (Layout.Segment segment : layout.segments()) {
      largest = Math.max(largest, size(sum, deviation, signers, floor, from, segment.width()));
      from += segment.width();
    }
    return signers == 0 ? Double.NaN : largest;
  }

  private static double size(
      double[] sum, double[] deviation, int signers, double floor, int from, int width) {
    double squares = 0;
    for (int c = from; c < from + width; c++) {
      double scale = Math.max(deviation[c], floor);
      double distance = scale > 0 ? Math.min(BOUND, Math.abs(sum[c] / signers) / scale) : 0;
      squares += distance * distance;
    }
    return Math.sqrt(squares / width);
  }

  /** Mean features of each recording, by signer. */
  private static Map<String, List<double[]>> means(List<Rows> rows, int width) {
    Map<String, List<double[]>> means = new LinkedHashMap<>();
    for (Rows sample : rows) {
      double[] mean = new double[width];
      for (int i = 0; i < sample.values().length; i++) {
        mean[i % width] += (double) sample.values()[i] / sample.count();
      }
      means.computeIfAbsent(sample.sample().signer(), s -> new ArrayList<>()).add(mean);
    }
    return means;
  }

  private static double[] mean(List<double[]> all) {
    double[] mean = new double[all.get(0).length];
    for (double[] one : all) {
      for (int c = 0; c < mean.length; c++) {
        mean[c] += one[c] / all.size();
      }
    }
    return mean;
  }

  /** Deviation of recordings around their signer's mean. */
  private static double[] within(Map<String, List<double[]>> bySigner, int width) {
    double[] squares = new double[width];
    int count = 0;
    for (List<double[]> own : bySigner.values()) {
      double[] mean = mean(own);
      for (double[] one : own) {
        for (int c = 0; c < width; c++) {
          squares[c] += (one[c] - mean[c]) * (one[c] - mean[c]);
        }
        count++;
      }
    }
    for (int c = 0; c < width; c++) {
      squares[c] = Math.sqrt(squares[c] / Math.max(1, count));
    }
    return squares;
  }
}
