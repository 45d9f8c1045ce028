package dev.teacher.features.page;

import dev.teacher.features.statistics.ColumnStatistics;
import dev.teacher.features.statistics.NonFinitePlace;
import dev.teacher.features.statistics.SegmentStatistics;
import dev.teacher.features.statistics.SignerStatistics;
import dev.teacher.features.statistics.SplitStatistics;
import dev.teacher.features.statistics.Summary;
import java.util.List;
import java.util.stream.Collectors;

/** Statistics of a split as a page for people: one file of HTML that needs nothing else. */
public final class StatisticsPage {
  private static final int NAMED = 12;

  private final SplitStatistics statistics;
  private final StringBuilder html = new StringBuilder();

  private StatisticsPage(SplitStatistics statistics) {
    this.statistics = statistics;
  }

  /** The whole page. */
  public static String render(SplitStatistics statistics) {
    StatisticsPage page = new StatisticsPage(statistics);
    page.head();
    page.facts();
    page.findings();
    page.segments();
    page.maps();
    page.signers();
    page.foot();
    return page.html.toString();
  }

  private void head() {
    html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>Statistics of ")
        .append(Html.escape(statistics.layout().name()))
        .append("</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>\n")
        .append(Html.style())
        .append("</style></head>\n<body><header><h1>Statistics of <em>")
        .append(Html.escape(statistics.layout().name()))
        .append("</em></h1><p>")
        .append(
            switch (statistics.origin().of()) {
              case FEATURES ->
                  "Features as the first normaliser that asks for statistics gets them";
              case FILES -> "Columns as they stand in the files";
            })
        .append(", split <b>")
        .append(Html.escape(statistics.origin().split()))
        .append("</b>.</p></header>\n<main>\n");
  }

  private void facts() {
    html.append("<dl class=\"facts\">");
    fact("samples", Html.count(statistics.samples()));
    fact("frames", Html.count(statistics.frames()));
    fact("columns", Html.count(statistics.layout().width()));
    fact("signers", Html.count(statistics.signers().size()));
    html.append("</dl>\n");
    statistics
        .origin()
        .draw()
        .ifPresent(
            draw ->
                html.append("<p>Drawn with seed ")
                    .append(draw.seed())
                    .append(": ")
                    .append(Html.count(draw.samples()))
                    .append(" of ")
                    .append(Html.count(draw.of()))
                    .append(" samples.</p>\n"));
  }

  private void fact(String name, String value) {
    html.append("<div><dt>").append(name).append("</dt><dd>").append(value).append("</dd></div>");
  }

  private void findings() {
    html.append("<section><h2>What to look at</h2>\n<ul class=\"findings\">");
    List<ColumnStatistics> bad =
        statistics.columns().stream().filter(column -> !column.summary().isFinite()).toList();
    if (!bad.isEmpty()) {
      finding("bad", columns(bad) + " with NaN or infinity", bad);
    }
    List<ColumnStatistics> constant =
        statistics.columns().stream().filter(column -> column.summary().isConstant()).toList();
    if (!constant.isEmpty()) {
      finding("warn", "constant: " + columns(constant), constant);
    }
    List<ColumnStatistics> missing =
        statistics.columns().stream()
            .filter(column -> !column.summary().isConstant())
            .filter(column -> column.summary().zeros() > column.summary().count() / 2)
            .toList();
    if (!missing.isEmpty()) {
      finding("warn", columns(missing) + " 0 in most frames", missing);
    }
    if (bad.isEmpty() && constant.isEmpty() && missing.isEmpty()) {
      html.append("<li class=\"good\">Every number is finite, every column varies.</li>");
    }
    html.append("</ul>\n");
    places();
    html.append("</section>\n");
  }

  private static String columns(List<ColumnStatistics> columns) {
    return columns.size() == 1 ? "1 column" : Html.count(columns.size()) + " columns";
  }

  private void finding(String kind, String what, List<ColumnStatistics> columns) {
    String names =
        columns.stream()
            .limit(NAMED)
            .map(column -> "<code>" + Html.escape(column.name()) + "</code>")
            .collect(Collectors.joining(", "));
    html.append("<li class=\"").append(kind).append("\"><b>").append(what).append("</b>: ");
    html.append(names).append(columns.size() > NAMED ? " and more" : "").append("</li>");
  }

  private void places() {
    if (statistics.nonFinite().isEmpty()) {
      return;
    }
    html.append("<div class=\"wide\"><table><tr><th>sample</th><th>frame</th><th>column</th>")
        .append("<th>value</th><th>file</th></tr>\n");
    for (NonFinitePlace place : statistics.nonFinite()) {
      html.append("<tr><td>")
          .append(Html.escape(place.sample()))
          .append("</td><td>")
          .append(place.frame())
          .append("</td><td><code>")
          .append(Html.escape(place.name()))
          .append("</code></td><td>")
          .append(place.value())
          .append("</td><td>")
          .append(Html.escape(place.location()))
          .append("</td></tr>\n");
    }
    html.append("</table></div>\n");
  }

  private void segments() {
    html.append("<section><h2>Segments</h2>\n<p class=\"note\">Height of a bar: the root of its")
        .append(" share, so that tails show. Beneath: from 1 to 99 %, the box from 25 to 75 %,")
        .append(" the mark at the median.</p>\n<div class=\"cards\">\n");
    for (SegmentStatistics segment : statistics.segments()) {
      html.append("<article><h3>")
          .append(Html.escape(segment.segment()))
          .append(" <small>columns ")
          .append(segment.offset())
          .append("–")
          .append(segment.offset() + segment.width() - 1)
          .append("</small></h3>\n")
          .append(HistogramPicture.render(segment))
          .append(numbers(segment.summary()))
          .append("</article>\n");
    }
    html.append("</div></section>\n");
  }

  private static String numbers(Summary summary) {
    return "<table class=\"numbers\"><tr><th>mean</th><th>deviation</th><th>min</th><th>max</th>"
        + "<th>zeros</th></tr><tr><td>"
        + Html.number(summary.mean())
        + "</td><td>"
        + Html.number(summary.deviation())
        + "</td><td>"
        + Html.number(summary.min())
        + "</td><td>"
        + Html.number(summary.max())
        + "</td><td>"
        + Html.share(summary.zeros(), summary.count())
        + "</td></tr></table>";
  }

  private void maps() {
    html.append("<section><h2>Columns</h2>\n<p class=\"note\">One cell a column, ")
        .append(ColumnMap.ROW)
        .append(" to a row. Point at a cell to read it.</p>\n");
    List<ColumnStatistics> columns = statistics.columns();
    html.append(
        new ColumnMap(
                "deviation",
                "of each column, on a logarithmic scale",
                true,
                c -> c.summary().deviation())
            .render(columns, statistics.segments()));
    html.append(
        new ColumnMap("mean", "of each column", false, c -> c.summary().mean())
            .render(columns, statistics.segments()));
    html.append(
        new ColumnMap(
                "zeros",
                "share of each column's numbers that are exactly 0",
                false,
                c -> (double) c.summary().zeros() / Math.max(1, c.summary().count()))
            .render(columns, statistics.segments()));
    html.append("</section>\n");
  }

  private void signers() {
    if (statistics.signers().isEmpty()) {
      return;
    }
    html.append("<section><h2>Signers</h2>\n<p class=\"note\">Mean ± deviation of each segment;")
        .append(" the bar shows how far the mean lies from everybody's, in deviations.</p>\n")
        .append("<div class=\"wide\"><table class=\"signers\"><tr><th>signer</th><th>samples</th>")
        .append("<th>frames</th>");
    statistics
        .segments()
        .forEach(
            segment -> html.append("<th>").append(Html.escape(segment.segment())).append("</th>"));
    html.append("</tr>\n");
    for (SignerStatistics signer : statistics.signers()) {
      html.append("<tr><th>")
          .append(signer.signer().isEmpty() ? "not named" : Html.escape(signer.signer()))
          .append("</th><td>")
          .append(Html.count(signer.samples()))
          .append("</td><td>")
          .append(Html.count(signer.frames()))
          .append("</td>");
      for (int i = 0; i < signer.segments().size(); i++) {
        html.append(
            shift(signer.segments().get(i).summary(), statistics.segments().get(i).summary()));
      }
      html.append("</tr>\n");
    }
    html.append("</table></div></section>\n");
  }

  private static String shift(Summary own, Summary all) {
    double shift = all.deviation() > 0 ? (own.mean() - all.mean()) / all.deviation() : 0;
    double length = Double.isFinite(shift) ? Math.min(1, Math.abs(shift)) * 50 : 0;
    double left = shift < 0 ? 50 - length : 50;
    return "<td><span class=\"shift\" title=\""
        + Html.number(shift)
        + " deviations from the mean of all\"><i style=\"left:"
        + Html.at(left)
        + "%;width:"
        + Html.at(length)
        + "%\"></i></span>"
        + Html.number(own.mean())
        + " ± "
        + Html.number(own.deviation())
        + "</td>";
  }

  private void foot() {
    html.append("<footer><p>Mean, deviation (biased), smallest and largest are of the finite")
        .append(" numbers of every frame, padding never counted. Quantiles and histograms come")
        .append(" from ")
        .append(Html.count(statistics.sample().frames()))
        .append(" of ")
        .append(Html.count(statistics.sample().of()))
        .append(" frames");
    if (statistics.sample().rankError() > 0) {
      html.append(" (seed ")
          .append(statistics.sample().seed())
          .append("; a quantile's rank is within ")
          .append(Html.number(100 * statistics.sample().rankError()))
          .append(" % in 99 % of such draws)");
    }
    html.append(".</p><p class=\"hash\">computed from <code>")
        .append(Html.escape(statistics.origin().source()))
        .append("</code></p></footer>\n</main>\n<output id=\"tip\" hidden></output>\n")
        .append("<script type=\"application/json\" id=\"columns\">")
        .append(ColumnData.json(statistics.columns()))
        .append("</script>\n<script>\n")
        .append(Html.resource(Html.class, "page.js"))
        .append("</script></body></html>\n");
  }
}
