package dev.teacher.train.doctor.page;

import dev.teacher.features.page.Html;
import dev.teacher.train.doctor.Exhibit.Bar;
import dev.teacher.train.doctor.Exhibit.Bars;
import dev.teacher.train.report.Ticks;
import java.util.List;

/**
 * Many bars side by side, such as one for each weight of a network, in the order of the network.
 */
final class ColumnChart {
  private static final int WIDTH = 420;
  private static final int HEIGHT = 210;
  private static final int LEFT = 46;
  private static final int RIGHT = 6;
  private static final int TOP = 8;
  private static final int BOTTOM = 30;

  /** Room that the name of a group needs, a letter. */
  private static final double LETTER = 6.2;

  private final Bars bars;
  private final Scale scale;
  private final double step;
  private final StringBuilder svg = new StringBuilder();

  private ColumnChart(Bars bars, Scale scale) {
    this.bars = bars;
    this.scale = scale;
    step = (double) (WIDTH - LEFT - RIGHT) / bars.bars().size();
  }

  static String render(Bars bars, Scale scale) {
    ColumnChart chart = new ColumnChart(bars, scale);
    chart.svg.append("<svg class=\"columns chart\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT);
    chart.svg.append("\" role=\"img\" aria-label=\"").append(Html.escape(bars.title()));
    chart.svg.append("\">\n");
    chart.grid();
    for (int i = 0; i < bars.bars().size(); i++) {
      chart.column(bars.bars().get(i), i);
    }
    chart.groups();
    return chart.svg.append("</svg>\n").toString();
  }

  private void grid() {
    List<Double> marks =
        bars.logarithmic()
            ? Ticks.logarithmic(scale.at(0), scale.at(1))
            : Ticks.linear(scale.at(0), scale.at(1));
    for (double mark : marks) {
      String at = Html.at(down(scale.share(mark)));
      svg.append("<path class=\"grid\" d=\"M" + LEFT + " " + at + "H" + (WIDTH - RIGHT) + "\"/>")
          .append("<text class=\"y\" x=\"" + (LEFT - 5) + "\" y=\"" + at + "\" dy=\".35em\">")
          .append(Ticks.label(mark))
          .append("</text>\n");
    }
  }

  private void column(Bar bar, int index) {
    boolean shown = scale.shows(bar.value());
    double one = shown ? down(scale.share(bar.value())) : TOP;
    double other = shown ? down(scale.origin()) : HEIGHT - BOTTOM;
    String kind = shown ? "bin" : Double.isInfinite(bar.value()) ? "infinite" : "nothing";
    svg.append("<rect class=\"")
        .append(kind)
        .append(bar.sick() ? " sick" : "")
        .append("\" x=\"")
        .append(Html.at(LEFT + index * step))
        .append("\" y=\"")
        .append(Html.at(Math.min(one, other)))
        .append("\" width=\"")
        .append(Html.at(Math.max(0.6, step * 0.8)))
        .append("\" height=\"")
        .append(Html.at(Math.max(1, Math.abs(one - other))))
        .append("\"><title>")
        .append(Html.escape(bar.name()))
        .append(": ")
        .append(Words.number(bar.value()))
        .append("</title></rect>\n");
  }

  /** Where the first part of the names changes. */
  private void groups() {
    double free = LEFT;
    String last = "";
    for (int i = 0; i < bars.bars().size(); i++) {
      String group = bars.bars().get(i).name().replaceFirst("[./ \\[].*", "");
      double at = LEFT + i * step;
      if (!group.equals(last) && at >= free && at + LETTER * group.length() <= WIDTH + LETTER) {
        svg.append("<path class=\"grid\" d=\"M" + Html.at(at) + " " + (HEIGHT - BOTTOM))
            .append("v6\"/><text x=\"" + Html.at(at) + "\" y=\"" + (HEIGHT - BOTTOM + 18) + "\">")
            .append(Html.escape(group))
            .append("</text>\n");
        free = at + LETTER * (group.length() + 1);
      }
      last = group;
    }
  }

  private static double down(double share) {
    return TOP + (1 - share) * (HEIGHT - TOP - BOTTOM);
  }
}
