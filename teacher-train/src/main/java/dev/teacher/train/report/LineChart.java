package dev.teacher.train.report;

import dev.teacher.features.page.Html;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Curves over one axis, as a picture (SVG) with a title and a legend. Points that are not finite
 * are gaps, and counted in the legend.
 *
 * @param title what it shows, with its unit
 * @param axis what the horizontal axis counts
 * @param logarithmic whether the vertical axis is; then what is not positive is a gap too
 * @param series at least one; one without points is in the legend only
 */
public record LineChart(String title, String axis, boolean logarithmic, List<Series> series) {
  public LineChart {
    series = List.copyOf(series);
  }

  /**
   * One curve.
   *
   * @param name in the legend
   * @param x ascending
   * @param y as many
   */
  public record Series(String name, double[] x, double[] y) {}

  /** An article with the picture. */
  public String render() {
    double[] finite =
        series.stream().flatMapToDouble(s -> DoubleStream.of(s.y())).filter(this::shown).toArray();
    if (finite.length == 0) {
      return ChartFrame.empty(title);
    }
    Axis x = Axis.exact(series.stream().flatMapToDouble(s -> DoubleStream.of(s.x())).toArray());
    ChartFrame frame = new ChartFrame(x, Axis.of(finite, logarithmic));
    StringBuilder curves = new StringBuilder();
    for (int i = 0; i < series.size(); i++) {
      curve(curves, series.get(i), i, frame);
    }
    return frame.article(title, curves.toString(), legend());
  }

  private void curve(StringBuilder svg, Series one, int number, ChartFrame frame) {
    StringBuilder path = new StringBuilder();
    boolean pen = false;
    int points = 0;
    for (int i = 0; i < one.x().length; i++) {
      if (!shown(one.y()[i])) {
        pen = false;
        continue;
      }
      path.append(pen ? 'L' : 'M').append(frame.at(one.x()[i], one.y()[i]));
      pen = true;
      points++;
    }
    if (points == 1) {
      path.append("h.1"); // a point, which the round end of the line makes visible
    }
    svg.append("<path class=\"curve c" + number + "\" d=\"").append(path).append("\"/>\n");
  }

  private String legend() {
    return series.stream()
        .map(
            s -> {
              int number = series.indexOf(s);
              long gaps = DoubleStream.of(s.y()).filter(v -> !shown(v)).count();
              String missing = gaps == 0 ? "" : ", " + gaps + " not shown";
              double last = s.y().length == 0 ? Double.NaN : s.y()[s.y().length - 1];
              return "<span class=\"entry\"><i class=\"key c"
                  + number
                  + "\"></i>"
                  + Html.escape(s.name())
                  + " <b>"
                  + Html.number(last)
                  + "</b>"
                  + missing
                  + "</span>";
            })
        .collect(Collectors.joining(" ", "", "<small>over " + axis + "</small>"));
  }

  private boolean shown(double value) {
    return Double.isFinite(value) && (!logarithmic || value > 0);
  }
}
