package dev.teacher.train.doctor.page;

import dev.teacher.features.page.Html;
import dev.teacher.train.doctor.Exhibit;
import dev.teacher.train.doctor.Exhibit.Line;
import dev.teacher.train.report.LineChart;
import dev.teacher.train.report.LineChart.Series;
import java.util.List;

/** What a check shows, as an article. */
final class ExhibitView {
  /** More lines in one picture cannot be told apart. */
  private static final int MOST_LINES = 6;

  private ExhibitView() {}

  static String render(Exhibit exhibit) {
    if (exhibit instanceof Exhibit.Table table) {
      return TableView.render(table);
    }
    if (exhibit instanceof Exhibit.Bars bars) {
      return BarsView.render(bars);
    }
    if (exhibit instanceof Exhibit.Curves curves) {
      return curves(curves);
    }
    if (exhibit instanceof Exhibit.Distributions distributions) {
      return DistributionsView.render(distributions);
    }
    return MapView.render((Exhibit.Map) exhibit);
  }

  /** The beginning of an article. */
  static String open(String kind, String title) {
    return "<article class=\"" + kind + "\"><h3>" + Html.escape(title) + "</h3>\n";
  }

  private static String curves(Exhibit.Curves curves) {
    List<Line> lines = curves.lines();
    StringBuilder html = new StringBuilder();
    for (int from = 0; from < Math.max(1, lines.size()); from += MOST_LINES) {
      List<Line> some = lines.subList(from, Math.min(lines.size(), from + MOST_LINES));
      html.append(
          new LineChart(
                  curves.title(),
                  Html.escape(curves.x()),
                  curves.logarithmic(),
                  some.stream().map(ExhibitView::series).toList())
              .render());
    }
    return html.toString();
  }

  private static Series series(Line line) {
    return new Series(line.name(), numbers(line.x()), numbers(line.y()));
  }

  private static double[] numbers(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
