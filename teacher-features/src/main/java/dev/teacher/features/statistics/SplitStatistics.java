package dev.teacher.features.statistics;

import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.data.Layout;
import java.util.List;

/**
 * Statistics of the columns of a split. Padding is never counted.
 *
 * @param origin what they were computed from
 * @param layout of the columns
 * @param samples how many were counted
 * @param frames of all of them
 * @param sample the frames of quantiles and histograms
 * @param columns in order
 * @param segments in the order of the layout
 * @param signers by name
 * @param nonFinite the first places of numbers that are not finite, in the order of the samples
 */
public record SplitStatistics(
    Origin origin,
    Layout layout,
    int samples,
    long frames,
    FrameSample sample,
    List<ColumnStatistics> columns,
    List<SegmentStatistics> segments,
    List<SignerStatistics> signers,
    List<NonFinitePlace> nonFinite) {
  /** The most places that are named. */
  public static final int MOST_PLACES = 20;

  public SplitStatistics {
    columns = List.copyOf(columns);
    segments = List.copyOf(segments);
    signers = List.copyOf(signers);
    nonFinite = List.copyOf(nonFinite);
  }

  /** Whether every number is finite. */
  public boolean isFinite() {
    return columns.stream().allMatch(column -> column.summary().isFinite());
  }

  /** What normalisers need of them. */
  public FeatureStatistics features() {
    return new FeatureStatistics(
        layout,
        frames,
        samples,
        columns.stream().map(column -> column.summary().mean()).toList(),
        columns.stream().map(column -> column.summary().deviation()).toList(),
        columns.stream().mapToLong(column -> column.summary().nonFinite()).sum(),
        origin.source());
  }
}
