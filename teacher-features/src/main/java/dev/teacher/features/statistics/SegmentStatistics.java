package dev.teacher.features.statistics;

import java.util.List;

/**
 * Statistics of all numbers in the columns of one segment.
 *
 * @param segment name in the layout
 * @param offset its first column
 * @param width number of its columns
 * @param summary of every frame
 * @param quantiles at {@link FrameSample#LEVELS} over the finite numbers of sampled frames; empty
 *     if none of these is finite
 * @param histogram over the sampled frames; the same bins for every signer
 */
public record SegmentStatistics(
    String segment,
    int offset,
    int width,
    Summary summary,
    List<Double> quantiles,
    Histogram histogram) {
  public SegmentStatistics {
    quantiles = List.copyOf(quantiles);
  }
}
