package dev.teacher.features.statistics;

import java.util.List;

/**
 * Statistics of one column.
 *
 * @param column its index, from 0
 * @param name its segment and its place there: {@code face[17]}
 * @param summary of every frame
 * @param quantiles at {@link FrameSample#LEVELS} over the finite numbers of the {@link
 *     SplitStatistics#sample sampled frames}; empty if none of these is finite
 */
public record ColumnStatistics(int column, String name, Summary summary, List<Double> quantiles) {
  public ColumnStatistics {
    quantiles = List.copyOf(quantiles);
  }
}
