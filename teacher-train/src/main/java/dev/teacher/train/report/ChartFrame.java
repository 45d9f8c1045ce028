package dev.teacher.train.report;

import dev.teacher.features.page.Html;
import java.util.List;

/**
 * What a chart draws its curves into: places on a picture (SVG) with a grid.
 *
 * @param x the axis to the right
 * @param y the axis upwards
 */
record ChartFrame(Axis x, Axis y) {
  private static final int WIDTH = 420;
  private static final int HEIGHT = 200;
  private static final int LEFT = 52;
  private static final int BOTTOM = 24;
  private static final int TOP = 8;
  private static final int RIGHT = 10;

  /** An article with a picture of what is drawn, and a legend under it. */
  String article(String title, String drawn, String legend) {
    StringBuilder html = new StringBuilder();
    html.append("<article class=\"chart\"><h3>")
        .append(Html.escape(title))
        .append("</h3>\n<svg viewBox=\"0 0 ")
        .append(WIDTH)
        .append(' ')
        .append(HEIGHT)
        .append("\" role=\"img\" aria-label=\"")
        .append(Html.escape(title))
        .append("\">\n");
    grid(html);
    return html.append(drawn)
        .append("</svg>\n<p class=\"legend\">")
        .append(legend)
        .append("</p></article>\n")
        .toString();
  }

  /** The article of a chart that has nothing to show. */
  static String empty(String title) {
    return "<article><h3>"
        + Html.escape(title)
        + "</h3><p class=\"note\">no number</p></article>\n";
  }

  private void grid(StringBuilder svg) {
    List<Double> marks =
        y.logarithmic()
            ? Ticks.logarithmic(y.valueAt(0), y.valueAt(1))
            : Ticks.linear(y.valueAt(0), y.valueAt(1));
    for (double mark : marks) {
      String at = Html.at(down(mark));
      svg.append("<path class=\"grid\" d=\"M" + LEFT + " " + at + "H" + (WIDTH - RIGHT) + "\"/>")
          .append("<text class=\"y\" x=\"" + (LEFT - 6) + "\" y=\"" + at + "\" dy=\".35em\">")
          .append(Ticks.label(mark))
          .append("</text>\n");
    }
    for (double mark : Ticks.linear(x.valueAt(0), x.valueAt(1))) {
      svg.append("<text class=\"x\" x=\"" + Html.at(across(mark)))
          .append("\" y=\"" + (HEIGHT - 6) + "\">")
          .append(Html.number(mark))
          .append("</text>\n");
    }
  }

  /** A point as a path has it. */
  String at(double across, double up) {
    return Html.at(across(across)) + " " + Html.at(down(up));
  }

  private double across(double value) {
    return LEFT + x.share(value) * (WIDTH - LEFT - RIGHT);
  }

  private double down(double value) {
    return TOP + (1 - y.share(value)) * (HEIGHT - TOP - BOTTOM);
  }
}
