package dev.teacher.train.report;

import dev.teacher.features.page.Html;
import java.util.Arrays;

/** A picture as text. What its parts look like is a matter of the page's style. */
final class Svg {
  private final StringBuilder text = new StringBuilder();

  /**
   * @param kind of picture, for the style
   * @param width of its coordinates
   * @param height of them
   * @param label for those who do not see it
   */
  Svg(String kind, int width, int height, String label) {
    text.append("<svg class=\"")
        .append(kind)
        .append("\" viewBox=\"0 0 ")
        .append(width)
        .append(' ')
        .append(height)
        .append("\" role=\"img\" aria-label=\"")
        .append(Html.escape(label))
        .append("\">\n");
  }

  void open(String element) {
    text.append('<').append(element).append('>');
  }

  void close(String element) {
    text.append("</").append(element).append(">\n");
  }

  void title(String title) {
    text.append("<title>").append(Html.escape(title)).append("</title>");
  }

  /** Numbers stand in the path where {@code %s} is. */
  void path(String kind, String path, Object... numbers) {
    Object[] places =
        Arrays.stream(numbers).map(n -> Html.at(((Number) n).doubleValue())).toArray();
    text.append("<path class=\"")
        .append(kind)
        .append("\" d=\"")
        .append(String.format(path, places))
        .append("\"/>\n");
  }

  void box(String kind, double x, double y, double width, double height) {
    text.append("<rect class=\"").append(kind).append("\" x=\"").append(Html.at(x));
    text.append("\" y=\"").append(Html.at(y)).append("\" width=\"").append(Html.at(width));
    text.append("\" height=\"").append(Html.at(height)).append("\" rx=\"");
    text.append(Html.at(Math.min(6, height / 4))).append("\"/>\n");
  }

  /** A line of text. */
  void text(double x, double y, String anchor, String kind, String words) {
    text(x, y, anchor, kind, words, "", "");
  }

  /** A line of text whose end is of another kind. */
  void text(
      double x, double y, String anchor, String kind, String words, String endKind, String end) {
    text.append("<text class=\"").append(kind).append("\" text-anchor=\"").append(anchor);
    text.append("\" x=\"").append(Html.at(x)).append("\" y=\"").append(Html.at(y)).append("\">");
    text.append(Html.escape(words));
    if (!end.isEmpty()) {
      text.append("<tspan class=\"").append(endKind).append("\">");
      text.append(Html.escape(end)).append("</tspan>");
    }
    text.append("</text>\n");
  }

  /** The finished picture. */
  String end() {
    return text.append("</svg>\n").toString();
  }
}
