package dev.teacher.cli;

import dev.teacher.features.statistics.ColumnStatistics;
import dev.teacher.features.statistics.NonFinitePlace;
import dev.teacher.features.statistics.Origin.Measured;
import dev.teacher.features.statistics.SegmentStatistics;
import dev.teacher.features.statistics.SignerStatistics;
import dev.teacher.features.statistics.SplitStatistics;
import dev.teacher.features.statistics.Summary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Statistics of a split as text for people: tables, and the columns to look at. */
final class StatsText {
  private static final int NAMED = 8;

  /** More segments would not fit on a line. */
  private static final int SEGMENTS = 5;

  /** A number that many deviations away is no sign language. */
  private static final double EXTREME = 20;

  private final SplitStatistics statistics;
  private final StringBuilder text = new StringBuilder();

  private StatsText(SplitStatistics statistics) {
    this.statistics = statistics;
  }

  static String of(SplitStatistics statistics) {
    StatsText text = new StatsText(statistics);
    text.head();
    text.segments();
    text.signers();
    text.columns();
    return text.text.toString().stripTrailing();
  }

  private void head() {
    boolean features = statistics.origin().of() == Measured.FEATURES;
    text.append(
        String.format(
            Locale.ROOT,
            "%s of split %s: %,d samples%s, %,d frames, %,d columns (%s)%n",
            features ? "features" : "files",
            statistics.origin().split(),
            statistics.samples(),
            statistics
                .origin()
                .draw()
                .map(draw -> " of " + draw.of() + " (seed " + draw.seed() + ")")
                .orElse(""),
            statistics.frames(),
            statistics.layout().width(),
            statistics.layout().name()));
  }

  private void segments() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of("segment", "columns", "mean", "deviation", "min", "max", "zeros", "NaN", "inf"));
    for (SegmentStatistics segment : statistics.segments()) {
      Summary summary = segment.summary();
      rows.add(
          List.of(
              segment.segment(),
              Integer.toString(segment.width()),
              number(summary.mean()),
              number(summary.deviation()),
              number(summary.min()),
              number(summary.max()),
              share(summary.zeros(), summary.count()),
              Long.toString(summary.nan()),
              Long.toString(summary.infinite())));
    }
    table(rows);
  }

  private void signers() {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("signer", "samples", "frames"));
    statistics.segments().stream().limit(SEGMENTS).forEach(s -> head.add(s.segment()));
    rows.add(head);
    for (SignerStatistics signer : statistics.signers()) {
      List<String> row = new ArrayList<>();
      row.add(signer.signer().isEmpty() ? "(unnamed)" : signer.signer());
      row.add(Integer.toString(signer.samples()));
      row.add(Long.toString(signer.frames()));
      signer.segments().stream()
          .limit(SEGMENTS)
          .forEach(
              s -> row.add(number(s.summary().mean()) + " ~ " + number(s.summary().deviation())));
      rows.add(row);
    }
    text.append("\nby signer, mean ~ deviation of each segment\n");
    table(rows);
    if (statistics.segments().size() > SEGMENTS) {
      int more = statistics.segments().size() - SEGMENTS;
      text.append("and ").append(more).append(" more segments, which --json shows\n");
    }
  }

  private void columns() {
    List<ColumnStatistics> broken = those(column -> column.summary().nonFinite() > 0);
    List<ColumnStatistics> constant = those(column -> column.summary().isConstant());
    List<ColumnStatistics> extreme = those(column -> distance(column.summary()) > EXTREME);
    extreme.sort(Comparator.comparingDouble((ColumnStatistics c) -> -distance(c.summary())));
    text.append('\n');
    note("not finite", broken, c -> c.name() + " (" + c.summary().nonFinite() + ")");
    note("constant", constant, c -> c.name() + " = " + number(c.summary().mean()));
    note(
        "farther than " + (int) EXTREME + " deviations from the mean",
        extreme,
        c -> c.name() + " (" + number(distance(c.summary())) + ")");
    if (broken.isEmpty() && constant.isEmpty() && extreme.isEmpty()) {
      text.append("every number is finite, no column is constant or has extreme numbers\n");
    }
    for (NonFinitePlace place : statistics.nonFinite().stream().limit(NAMED).toList()) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %s at sample %s, frame %d, column %d (%s), %s%n",
              place.value(),
              place.sample(),
              place.frame(),
              place.column(),
              place.name(),
              place.location()));
    }
  }

  private List<ColumnStatistics> those(Predicate<ColumnStatistics> which) {
    return new ArrayList<>(statistics.columns().stream().filter(which).toList());
  }

  private void note(
      String what, List<ColumnStatistics> columns, Function<ColumnStatistics, String> name) {
    if (!columns.isEmpty()) {
      String names = columns.stream().limit(NAMED).map(name).collect(Collectors.joining(", "));
      text.append(what).append(": ").append(columns.size());
      text.append(columns.size() == 1 ? " column, " : " columns, ").append(names);
      text.append(columns.size() > NAMED ? ", ..." : "").append('\n');
    }
  }

  /** How far the farthest number is from the mean, in deviations; 0 where there is no deviation. */
  private static double distance(Summary summary) {
    double farthest = Math.max(summary.max() - summary.mean(), summary.mean() - summary.min());
    return summary.deviation() > 0 ? farthest / summary.deviation() : 0;
  }

  private void table(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths =
        IntStream.range(0, columns)
            .map(c -> rows.stream().mapToInt(row -> row.get(c).length()).max().orElse(0))
            .toArray();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < columns; c++) {
        String space = " ".repeat(widths[c] - row.get(c).length());
        line.append(c == 0 ? row.get(c) + space : "  " + space + row.get(c));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
  }

  private static String share(long part, long whole) {
    return String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
  }

  /** Five digits that count. */
  static String number(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return value == 0 ? "0" : "none";
    }
    double size = Math.abs(value);
    return size >= 1e-3 && size < 1e6
        ? String.format(
            Locale.ROOT, "%." + Math.max(0, 4 - (int) Math.floor(Math.log10(size))) + "f", value)
        : String.format(Locale.ROOT, "%.3e", value);
  }
}
