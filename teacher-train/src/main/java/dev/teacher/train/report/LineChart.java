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
  private static final int WIDTH = 420;
  private static final int HEIGHT = 200;
  private static final int LEFT = 52;
  private static final int BOTTOM = 24;
  private static final int TOP = 8;
  private static final int RIGHT = 10;

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
      return "<article><h3>"
          + Html.escape(title)
          + "</h3><p class=\"note\">no number</p></article>\n";
    }
    Range y = Range.of(finite, logarithmic);
    Range x = Range.exact(series.stream().flatMapToDouble(s -> DoubleStream.of(s.x())).toArray());
    StringBuilder svg = new StringBuilder();
    svg.append("<article class=\"chart\"><h3>")
        .append(Html.escape(title))
        .append("</h3>\n<svg viewBox=\"0 0 ")
        .append(WIDTH)
        .append(' ')
        .append(HEIGHT)
        .append("\" role=\"img\" aria-label=\"")
        .append(Html.escape(title))
        .append("\">\n");
    grid(svg, x, y);
    for (int i = 0; i < series.size(); i++) {
      curve(svg, series.get(i), i, x, y);
    }
    return svg.append("</svg>\n").append(legend()).append("</article>\n").toString();
  }

  private void grid(StringBuilder svg, Range x, Range y) {
    List<Double> marks =
        logarithmic
            ? Ticks.logarithmic(y.valueAt(0), y.valueAt(1))
            : Ticks.linear(y.valueAt(0), y.valueAt(1));
    for (double mark : marks) {
      String at = Html.at(down(y.share(mark)));
      svg.append("<path class=\"grid\" d=\"M" + LEFT + " " + at + "H" + (WIDTH - RIGHT) + "\"/>")
          .append("<text class=\"y\" x=\"" + (LEFT - 6) + "\" y=\"" + at + "\" dy=\".35em\">")
          .append(Ticks.label(mark))
          .append("</text>\n");
    }
    for (double mark : Ticks.linear(x.valueAt(0), x.valueAt(1))) {
      svg.append("<text class=\"x\" x=\"" + Html.at(across(x.share(mark))))
          .append("\" y=\"" + (HEIGHT - 6) + "\">")
          .append(Html.number(mark))
          .append("</text>\n");
    }
  }

  private void curve(StringBuilder svg, Series one, int number, Range x, Range y) {
    StringBuilder path = new StringBuilder();
    boolean pen = false;
    int points = 0;
    for (int i = 0; i < one.x().length; i++) {
      if (!shown(one.y()[i])) {
        pen = false;
        continue;
      }
      path.append(pen ? 'L' : 'M')
          .append(Html.at(across(x.share(one.x()[i]))))
          .append(' ')
          .append(Html.at(down(y.share(one.y()[i]))));
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
        .collect(
            Collectors.joining(
                " ", "<p class=\"legend\">", "<small>over " + axis + "</small></p>"));
  }

  private boolean shown(double value) {
    return Double.isFinite(value) && (!logarithmic || value > 0);
  }

  private static double across(double share) {
    return LEFT + share * (WIDTH - LEFT - RIGHT);
  }

  private static double down(double share) {
    return TOP + (1 - share) * (HEIGHT - TOP - BOTTOM);
  }

  /** The numbers of an axis; a logarithmic one keeps logarithms. */
  private record Range(double from, double to, boolean logarithmic) {
    /** With zero where that wastes little, and some room. */
    static Range of(double[] values, boolean logarithmic) {
      double min = DoubleStream.of(values).min().orElseThrow();
      double max = DoubleStream.of(values).max().orElseThrow();
      if (logarithmic) {
        return new Range(Math.log(min) - 0.05, Math.log(max) + 0.05, true);
      }
      double low = min > 0 && min < 0.6 * max ? 0 : min;
      double room = max > low ? (max - low) * 0.05 : Math.max(Math.abs(max) * 0.1, 1e-9);
      return new Range(low == 0 ? 0 : low - room, max + room, false);
    }

    static Range exact(double[] values) {
      double min = DoubleStream.of(values).min().orElseThrow();
      double max = DoubleStream.of(values).max().orElseThrow();
      return max > min ? new Range(min, max, false) : new Range(min - 0.5, max + 0.5, false);
    }

    double share(double value) {
      return ((logarithmic ? Math.log(value) : value) - from) / (to - from);
    }

    double valueAt(double share) {
      double place = from + share * (to - from);
      return logarithmic ? Math.exp(place) : place;
    }
  }
}
