package dev.teacher.train.doctor.page;

import dev.teacher.features.page.Html;
import dev.teacher.train.doctor.Exhibit;
import dev.teacher.train.doctor.Exhibit.Segment;
import java.util.List;

/** Segments of columns, as wide as they have columns. */
final class MapView {
  private static final int SHADES = 6;

  private MapView() {}

  static String render(Exhibit.Map map) {
    String head = ExhibitView.open("layout", map.title());
    List<Segment> segments = map.segments();
    if (segments.isEmpty()) {
      return head + "<p class=\"note\">no columns</p></article>\n";
    }
    StringBuilder html = new StringBuilder(head);
    html.append("<div class=\"strip\" role=\"img\" aria-label=\"")
        .append(Html.escape(map.title()))
        .append("\">");
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      html.append("<i class=\"" + kind(segment, i) + "\" style=\"flex-grow:")
          .append(Math.max(1, segment.columns()))
          .append("\" title=\"")
          .append(Html.escape(segment.name()))
          .append("\"></i>");
    }
    html.append("</div>\n<ul class=\"segments\">\n");
    int from = 0;
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      html.append("<li" + (segment.sick() ? " class=\"sick\"" : "") + "><i class=\"swatch ")
          .append(kind(segment, i))
          .append("\"></i><b>")
          .append(Html.escape(segment.name()))
          .append(segment.sick() ? " <span class=\"mark\">✕</span>" : "")
          .append("</b> <small>")
          .append(columns(from, segment.columns()))
          .append("</small><span>")
          .append(Html.escape(segment.note()))
          .append("</span></li>\n");
      from += segment.columns();
    }
    return html.append("</ul></article>\n").toString();
  }

  private static String kind(Segment segment, int index) {
    return "s" + index % SHADES + (segment.sick() ? " sick" : "");
  }

  private static String columns(int from, int columns) {
    return switch (columns) {
      case 0 -> "no column";
      case 1 -> "column " + from;
      default -> "columns " + from + " to " + (from + columns - 1);
    };
  }
}
