package dev.teacher.features.page;

import dev.teacher.features.statistics.ColumnStatistics;
import dev.teacher.features.statistics.SegmentStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A picture with one cell a column, in which colour stands for a number; each segment begins a row.
 * Cells of one colour are one path, so that thousands of columns stay small.
 */
final class ColumnMap {
  /** Cells of a row: 33 landmarks of three coordinates. */
  static final int ROW = 99;

  private static final int CELL = 10;
  private static final int SHADES = 24;

  private final String name;
  private final String meaning;
  private final boolean logarithmic;
  private final ToDoubleFunction<ColumnStatistics> value;

  /**
   * @param name of the number
   * @param meaning said beside the name
   * @param logarithmic whether the colours follow the logarithm; zeros then have a colour of their
   *     own
   * @param value of a column
   */
  ColumnMap(
      String name, String meaning, boolean logarithmic, ToDoubleFunction<ColumnStatistics> value) {
    this.name = name;
    this.meaning = meaning;
    this.logarithmic = logarithmic;
    this.value = value;
  }

  /** The maps of all segments, whose colours mean the same. */
  String render(List<ColumnStatistics> columns, List<SegmentStatistics> segments) {
    double[] scaled = columns.stream().mapToDouble(this::scaled).toArray();
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double number : scaled) {
      if (Double.isFinite(number)) {
        low = Math.min(low, number);
        high = Math.max(high, number);
      }
    }
    StringBuilder html = new StringBuilder("<figure class=\"map\"><figcaption><b>");
    html.append(Html.escape(name)).append("</b> ").append(Html.escape(meaning));
    html.append("</figcaption>\n<div class=\"rows\">\n");
    for (SegmentStatistics segment : segments) {
      html.append("<span>").append(Html.escape(segment.segment())).append("</span>");
      html.append(cells(segment, scaled, low, high));
    }
    return html.append("</div>").append(legend(low, high)).append("</figure>\n").toString();
  }

  private String cells(SegmentStatistics segment, double[] scaled, double low, double high) {
    StringBuilder[] paths = new StringBuilder[SHADES + 1];
    for (int i = 0; i < segment.width(); i++) {
      double number = scaled[segment.offset() + i];
      int shade = Double.isFinite(number) ? shade(number, low, high) : SHADES;
      StringBuilder path = paths[shade] == null ? new StringBuilder() : paths[shade];
      paths[shade] =
          path.append('M').append(i % ROW).append(' ').append(i / ROW).append("h1v1h-1z");
    }
    int rows = (segment.width() + ROW - 1) / ROW;
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg viewBox=\"0 0 %d %d\" class=\"cells\" data-first=\"%d\" data-width=\"%d\""
                + " role=\"img\" aria-label=\"%s, %s\" preserveAspectRatio=\"none\""
                + " style=\"height:%dpx\">%n",
            ROW,
            rows,
            segment.offset(),
            segment.width(),
            Html.escape(name),
            Html.escape(segment.segment()),
            CELL * rows));
    for (int shade = 0; shade <= SHADES; shade++) {
      if (paths[shade] != null) {
        String style = shade == SHADES ? "class=\"none\"" : "fill=\"" + color(shade) + "\"";
        svg.append("<path ").append(style).append(" d=\"").append(paths[shade]).append("\"/>\n");
      }
    }
    return svg.append("</svg>\n").toString();
  }

  private String legend(double low, double high) {
    if (low > high) {
      return "<p class=\"legend\">no column has one</p>";
    }
    StringBuilder legend = new StringBuilder("<p class=\"legend\"><span>");
    legend.append(Html.number(original(low))).append("</span><span class=\"bar\">");
    for (int shade = 0; shade < SHADES; shade++) {
      legend.append("<i style=\"background:").append(color(shade)).append("\"></i>");
    }
    legend.append("</span><span>").append(Html.number(original(high))).append("</span>");
    if (logarithmic) {
      legend.append("<span class=\"key none\"></span><span>0, or no number</span>");
    }
    return legend.append("</p>").toString();
  }

  private double scaled(ColumnStatistics column) {
    double number = value.applyAsDouble(column);
    return logarithmic ? Math.log10(number) : number;
  }

  private double original(double number) {
    return logarithmic ? Math.pow(10, number) : number;
  }

  private static int shade(double number, double low, double high) {
    return high > low
        ? (int) Math.min(SHADES - 1, SHADES * (number - low) / (high - low))
        : SHADES / 2;
  }

  /** From dark blue over green to pale yellow, each lighter than the one before. */
  private static String color(int shade) {
    double t = shade / (SHADES - 1.0);
    double hue = 265 - 195 * t;
    double lightness = 22 + 58 * t;
    return String.format(Locale.ROOT, "hsl(%.0f,62%%,%.0f%%)", hue, lightness);
  }
}
