package dev.teacher.train.doctor.data;

import java.util.Arrays;
import java.util.Locale;

/** The few statistics that checks of data need. */
final class Numbers {
  private Numbers() {}

  /** The middle one; NaN if there are none. The array is left as it is. */
  static double median(double[] numbers) {
    return quantile(numbers, 0.5);
  }

  /** A quantile, interpolated linearly; NaN if there are none. */
  static double quantile(double[] numbers, double level) {
    if (numbers.length == 0) {
      return Double.NaN;
    }
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    double place = level * (sorted.length - 1);
    int below = (int) place;
    double share = place - below;
    return share == 0 ? sorted[below] : sorted[below] + share * (sorted[below + 1] - sorted[below]);
  }

  /** The mean; NaN if there are none. */
  static double mean(double[] numbers) {
    return Arrays.stream(numbers).average().orElse(Double.NaN);
  }

  /**
   * Median distance from the median, scaled so that it estimates the deviation of normal numbers
   * (Hampel 1974).
   */
  static double spread(double[] numbers) {
    double middle = median(numbers);
    return 1.4826 * median(Arrays.stream(numbers).map(n -> Math.abs(n - middle)).toArray());
  }

  /** Three digits that count. */
  static String text(double number) {
    double size = Math.abs(number);
    if (size >= 1e5 || (size > 0 && size < 1e-3)) {
      return String.format(Locale.ROOT, "%.1e", number);
    }
    return String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.3g", number);
  }

  /** A share as percents. */
  static String percent(double share) {
    return String.format(
        Locale.ROOT, share >= 0.1 || share == 0 ? "%.0f %%" : "%.2g %%", 100 * share);
  }
}
