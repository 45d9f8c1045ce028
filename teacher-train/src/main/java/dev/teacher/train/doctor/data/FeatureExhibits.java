package dev.teacher.train.doctor.data;

import dev.teacher.api.data.Layout;
import dev.teacher.features.statistics.Histogram;
import dev.teacher.features.statistics.SegmentStatistics;
import dev.teacher.features.statistics.SignerStatistics;
import dev.teacher.features.statistics.SplitStatistics;
import dev.teacher.features.statistics.Summary;
import dev.teacher.train.doctor.Exhibit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Features before any normaliser, to look at. */
final class FeatureExhibits {
  private FeatureExhibits() {}

  /** Statistics of each segment. */
  static Exhibit segments(SplitStatistics features) {
    List<List<String>> rows = new ArrayList<>();
    for (SegmentStatistics segment : features.segments()) {
      double still =
          features.columns().subList(segment.offset(), segment.offset() + segment.width()).stream()
              .filter(column -> column.summary().deviation() < 1e-6)
              .count();
      List<String> row = new ArrayList<>(List.of(segment.segment(), "" + segment.width()));
      row.addAll(numbers(segment.summary()));
      row.add(Numbers.text(still));
      rows.add(row);
    }
    return new Exhibit.Table(
        "Features before normalisation",
        List.of(
            "segment",
            "columns",
            "mean",
            "deviation",
            "smallest",
            "largest",
            "zeros",
            "not finite",
            "constant columns"),
        rows);
  }

  private static List<String> numbers(Summary summary) {
    return List.of(
        Numbers.text(summary.mean()),
        Numbers.text(summary.deviation()),
        Numbers.text(summary.min()),
        Numbers.text(summary.max()),
        Numbers.percent((double) summary.zeros() / summary.count()),
        "" + summary.nonFinite());
  }

  /** The same for each signer. */
  static Exhibit signers(SplitStatistics features) {
    List<List<String>> rows = new ArrayList<>();
    for (SignerStatistics signer : features.signers()) {
      for (SegmentStatistics segment : signer.segments()) {
        List<String> row =
            new ArrayList<>(
                List.of(
                    (signer.signer().isEmpty() ? "unknown" : signer.signer())
                        + ", "
                        + segment.segment(),
                    "" + signer.samples()));
        row.addAll(numbers(segment.summary()));
        rows.add(row);
      }
    }
    return new Exhibit.Table(
        "The same by signer",
        List.of(
            "signer, segment",
            "recordings",
            "mean",
            "deviation",
            "smallest",
            "largest",
            "zeros",
            "not finite"),
        rows);
  }

  /** How the numbers of each segment are spread, on one scale. */
  static Exhibit distributions(SplitStatistics features) {
    double from = Double.POSITIVE_INFINITY;
    double to = Double.NEGATIVE_INFINITY;
    for (SegmentStatistics segment : features.segments()) {
      if (!segment.quantiles().isEmpty()) {
        from = Math.min(from, segment.quantiles().get(1));
        to = Math.max(to, segment.quantiles().get(segment.quantiles().size() - 2));
      }
    }
    List<Exhibit.Distribution> rows = new ArrayList<>();
    for (SegmentStatistics segment : features.segments()) {
      rows.add(
          new Exhibit.Distribution(
              segment.segment(),
              rebinned(segment.histogram(), from, to),
              "mean %s, deviation %s, %s to %s"
                  .formatted(
                      Numbers.text(segment.summary().mean()),
                      Numbers.text(segment.summary().deviation()),
                      Numbers.text(segment.summary().min()),
                      Numbers.text(segment.summary().max())),
              false));
    }
    return new Exhibit.Distributions("Features by segment", from, to, rows);
  }

  /** A histogram on a scale that all segments share. */
  private static List<Double> rebinned(Histogram histogram, double from, double to) {
    double[] bins = new double[Spread.BINS];
    double all = histogram.below() + histogram.above();
    double width = (histogram.to() - histogram.from()) / Math.max(1, histogram.counts().size());
    bins[0] += histogram.below();
    bins[bins.length - 1] += histogram.above();
    for (int i = 0; i < histogram.counts().size(); i++) {
      double middle = histogram.from() + (i + 0.5) * width;
      bins[Spread.bin(middle, from, to)] += histogram.counts().get(i);
      all += histogram.counts().get(i);
    }
    return Spread.shares(bins, all);
  }

  /**
   * Segments of the files' columns side by side; those in {@code wrong} and {@code constant} stand
   * out.
   */
  static Exhibit map(
      Layout layout, Map<String, Double> fits, Set<String> wrong, Set<String> constant) {
    List<Exhibit.Segment> segments = new ArrayList<>();
    for (Layout.Segment segment : layout.segments()) {
      String note =
          fits.containsKey(segment.name())
              ? "fits by " + Numbers.text(fits.get(segment.name()))
              : "";
      segments.add(
          new Exhibit.Segment(
              segment.name(),
              segment.width(),
              note,
              wrong.contains(segment.name()) || constant.contains(segment.name())));
    }
    return new Exhibit.Map("Columns of the files", segments);
  }
}
