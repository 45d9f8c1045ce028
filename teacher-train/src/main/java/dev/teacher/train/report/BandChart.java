package dev.teacher.train.report;

import dev.teacher.features.page.Html;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * How numbers are distributed over an axis: a curve of their mean in a band of one deviation to
 * both sides, in a band from the smallest to the largest. Points that are not finite are left out,
 * and counted in the legend.
 *
 * @param title what it shows
 * @param axis what the horizontal axis counts
 * @param points in order
 */
record BandChart(String title, String axis, List<Point> points) {
  BandChart {
    points = List.copyOf(points);
  }

  /**
   * The distribution at one place.
   *
   * @param x the place
   * @param mean of the numbers
   * @param deviation of the numbers
   * @param min smallest
   * @param max largest
   */
  record Point(double x, double mean, double deviation, double min, double max) {
    boolean isFinite() {
      return DoubleStream.of(mean, deviation, min, max).allMatch(Double::isFinite);
    }

    double low() {
      return mean - deviation;
    }

    double high() {
      return mean + deviation;
    }
  }

  /** An article with the picture. */
  String render() {
    List<Point> shown = points.stream().filter(Point::isFinite).toList();
    if (shown.isEmpty()) {
      return ChartFrame.empty(title);
    }
    double[] all =
        shown.stream()
            .flatMapToDouble(p -> DoubleStream.of(p.min(), p.max(), p.low(), p.high()))
            .toArray();
    Axis x = Axis.exact(shown.stream().mapToDouble(Point::x).toArray());
    ChartFrame frame = new ChartFrame(x, Axis.of(all, false));
    String drawn =
        band("range", shown, Point::min, Point::max, frame)
            + band("deviation", shown, Point::low, Point::high, frame)
            + "<path class=\"curve c0\" d=\""
            + path(shown, Point::mean, frame)
            + (shown.size() == 1 ? "h.1" : "")
            + "\"/>\n";
    return frame.article(title, drawn, legend(shown));
  }

  /** One point alone is drawn as an upright line, which the style gives a width. */
  private static String band(
      String kind,
      List<Point> shown,
      ToDoubleFunction<Point> below,
      ToDoubleFunction<Point> above,
      ChartFrame frame) {
    StringBuilder back = new StringBuilder();
    for (int i = shown.size() - 1; i >= 0; i--) {
      Point point = shown.get(i);
      back.append('L').append(frame.at(point.x(), below.applyAsDouble(point)));
    }
    return "<path class=\"band " + kind + "\" d=\"" + path(shown, above, frame) + back + "Z\"/>\n";
  }

  private static String path(List<Point> shown, ToDoubleFunction<Point> y, ChartFrame frame) {
    StringBuilder path = new StringBuilder();
    for (Point point : shown) {
      path.append(path.isEmpty() ? 'M' : 'L').append(frame.at(point.x(), y.applyAsDouble(point)));
    }
    return path.toString();
  }

  private String legend(List<Point> shown) {
    Point last = shown.get(shown.size() - 1);
    int gaps = points.size() - shown.size();
    return entry("c0", "mean", Html.number(last.mean()))
        + entry("deviation", "deviation", Html.number(last.deviation()))
        + entry("range", "range", Html.number(last.min()) + " to " + Html.number(last.max()))
        + (gaps == 0 ? "" : "<span class=\"entry\">" + gaps + " not shown</span> ")
        + "<small>over "
        + axis
        + "</small>";
  }

  private static String entry(String kind, String name, String value) {
    return "<span class=\"entry\"><i class=\"key "
        + kind
        + "\"></i>"
        + name
        + " <b>"
        + value
        + "</b></span> ";
  }
}
