package dev.teacher.features.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the sampled frames say: quantiles and histograms. */
final class SampledNumbers {
  /** Columns that are taken out together: one line of the cache. */
  private static final int COLUMNS = 16;

  /** Numbers that the quantiles of a segment are taken from, at most. */
  private static final int SEGMENT_NUMBERS = 1 << 16;

  /** Numbers that a histogram counts, at most. */
  private static final int COUNTED_NUMBERS = 1 << 20;

  private final FramePicks picks;
  private final int threads;

  SampledNumbers(FramePicks picks, int threads) {
    this.picks = picks;
    this.threads = threads;
  }

  /** The quantiles of each column. */
  List<List<Double>> columnQuantiles() {
    int groups = (picks.width() + COLUMNS - 1) / COLUMNS;
    List<List<Double>> quantiles = new ArrayList<>();
    new OrderedPass<ColumnGroup, List<List<Double>>>(
            groups, threads, (group, index) -> quantiles.addAll(group))
        .run(
            () -> new ColumnGroup(new float[COLUMNS][picks.rows()], new Quantiles()),
            this::ofGroup);
    return quantiles;
  }

  /** What a thread works with. */
  private record ColumnGroup(float[][] columns, Quantiles quantiles) {}

  private List<List<Double>> ofGroup(ColumnGroup worker, int group) {
    float[][] columns = worker.columns();
    int from = group * COLUMNS;
    int count = Math.min(COLUMNS, picks.width() - from);
    for (int row = 0; row < picks.rows(); row++) {
      int place = row * picks.width() + from;
      for (int c = 0; c < count; c++) {
        columns[c][row] = picks.values()[place + c];
      }
    }
    return Arrays.stream(columns, 0, count)
        .map(column -> worker.quantiles().of(column, picks.rows()))
        .toList();
  }

  /**
   * The statistics of each segment.
   *
   * @param ranges the segments
   * @param rows the sampled frames to take
   * @param moments of all frames, each segment as one column
   * @param all the statistics whose bins are to be used; empty to choose bins
   */
  List<SegmentStatistics> segments(
      List<SegmentRange> ranges, int[] rows, ColumnMoments moments, List<SegmentStatistics> all) {
    List<SegmentStatistics> segments = new ArrayList<>();
    new OrderedPass<Quantiles, SegmentStatistics>(
            ranges.size(), threads, (segment, index) -> segments.add(segment))
        .run(
            Quantiles::new,
            (worker, i) -> {
              SegmentRange range = ranges.get(i);
              List<Double> quantiles = quantiles(worker, range, rows);
              HistogramCounter bins =
                  all.isEmpty()
                      ? HistogramCounter.between(quantiles)
                      : HistogramCounter.like(all.get(i).histogram());
              count(range, rows, bins);
              return new SegmentStatistics(
                  range.name(),
                  range.offset(),
                  range.width(),
                  moments.summary(i),
                  quantiles,
                  bins.histogram());
            });
    return segments;
  }

  private List<Double> quantiles(Quantiles quantiles, SegmentRange range, int[] rows) {
    int count = Math.min(rows.length, Math.max(1, SEGMENT_NUMBERS / range.width()));
    float[] numbers = new float[count * range.width()];
    for (int i = 0; i < count; i++) {
      int from = evenly(rows, i, count) * picks.width() + range.offset();
      System.arraycopy(picks.values(), from, numbers, i * range.width(), range.width());
    }
    return quantiles.of(numbers, numbers.length);
  }

  private void count(SegmentRange range, int[] rows, HistogramCounter bins) {
    int count = Math.min(rows.length, Math.max(1, COUNTED_NUMBERS / range.width()));
    for (int i = 0; i < count; i++) {
      int from = evenly(rows, i, count) * picks.width() + range.offset();
      bins.add(picks.values(), from, from + range.width());
    }
  }

  /** The i-th of some that are taken at even distances. */
  private static int evenly(int[] rows, int i, int count) {
    return rows[(int) ((long) i * rows.length / count)];
  }
}
