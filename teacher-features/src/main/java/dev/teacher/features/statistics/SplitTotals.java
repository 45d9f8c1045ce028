package dev.teacher.features.statistics;

import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What is known of a split after some of its samples. */
final class SplitTotals {
  private final Layout layout;
  private final List<Sample> samples;
  private final ColumnMoments columns;
  private final Map<String, SignerTotals> signers = new TreeMap<>();
  private final List<NonFinitePlace> places = new ArrayList<>();
  private final int[] checksums;
  private long frames;

  /** One person's share. */
  private static final class SignerTotals {
    private final List<Integer> samples = new ArrayList<>();
    private final ColumnMoments segments;
    private long frames;

    SignerTotals(int segments) {
      this.segments = new ColumnMoments(segments);
    }
  }

  SplitTotals(Layout layout, List<Sample> samples) {
    this.layout = layout;
    this.samples = samples;
    columns = new ColumnMoments(layout.width());
    checksums = new int[samples.size()];
  }

  /** Adds the next sample. */
  void add(int index, SampleReader.Result result) {
    Sample sample = samples.get(index);
    SignerTotals signer =
        signers.computeIfAbsent(
            sample.signer(), name -> new SignerTotals(layout.segments().size()));
    columns.merge(result.columns());
    signer.segments.merge(result.segments());
    signer.samples.add(index);
    signer.frames += sample.source().frames();
    frames += sample.source().frames();
    checksums[index] = result.checksum();
    places.addAll(
        result.places().stream().limit(SplitStatistics.MOST_PLACES - places.size()).toList());
  }

  /** Everything that is known after the last sample. */
  SplitStatistics statistics(Origin origin, FramePicks picks, int threads) {
    SampledNumbers sampled = new SampledNumbers(picks, threads);
    List<List<Double>> quantiles = sampled.columnQuantiles();
    List<ColumnStatistics> ofColumns =
        IntStream.range(0, layout.width())
            .mapToObj(
                c ->
                    new ColumnStatistics(
                        c, layout.columnName(c), columns.summary(c), quantiles.get(c)))
            .toList();
    List<SegmentRange> ranges = SegmentRange.of(layout);
    List<SegmentStatistics> ofSegments =
        sampled.segments(ranges, picks.all(), SegmentRange.together(layout, columns), List.of());
    List<SignerStatistics> ofSigners = new ArrayList<>();
    signers.forEach(
        (name, signer) ->
            ofSigners.add(
                new SignerStatistics(
                    name,
                    signer.samples.size(),
                    signer.frames,
                    sampled.segments(
                        ranges, picks.of(signer.samples), signer.segments, ofSegments))));
    return new SplitStatistics(
        origin.of(samples, checksums),
        layout,
        samples.size(),
        frames,
        picks.sample(),
        ofColumns,
        ofSegments,
        ofSigners,
        places);
  }
}
