package dev.teacher.features.statistics;

import java.util.List;

/**
 * How numbers spread: bins of equal width, which hold their lower end and not their upper one (the
 * last holds both); a single bin where {@code from} and {@code to} are equal. Counted are the
 * finite numbers of the {@link SplitStatistics#sample sampled frames}.
 *
 * @param from lower end of the first bin
 * @param to upper end of the last bin, not less than {@code from}
 * @param below how many lie below {@code from}
 * @param above how many lie above {@code to}
 * @param counts how many lie in each bin
 */
public record Histogram(double from, double to, long below, long above, List<Long> counts) {
  /** The number of bins. */
  public static final int BINS = 64;

  public Histogram {
    counts = List.copyOf(counts);
  }
}
