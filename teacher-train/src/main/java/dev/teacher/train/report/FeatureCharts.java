package dev.teacher.train.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What the network got in each epoch: features after normalisation, by segment. */
final class FeatureCharts {
  private FeatureCharts() {}

  /** The section; empty where nothing was measured. */
  static String render(History history) {
    List<JsonNode> epochs =
        history.epochs().stream().filter(epoch -> epoch.at("/features/all").isObject()).toList();
    if (epochs.isEmpty()) {
      return "";
    }
    StringBuilder html =
        new StringBuilder(
                "<section><h2>What the network gets</h2>\n<p class=\"note\">Features after")
            .append(
                " normalisation, of the first batch of each epoch: their mean, one deviation to")
            .append(" both sides of it, and from the smallest to the largest.</p>\n")
            .append("<div class=\"cards\">\n")
            .append(chart("all columns", "/features/all", epochs));
    List<String> segments = new ArrayList<>();
    epochs.get(0).at("/features/segments").fieldNames().forEachRemaining(segments::add);
    if (segments.size() > 1) {
      for (String segment : segments) {
        // In a JSON pointer these two are written so (RFC 6901).
        String escaped = segment.replace("~", "~0").replace("/", "~1");
        html.append(chart(segment, "/features/segments/" + escaped, epochs));
      }
    }
    return html.append("</div></section>\n").toString();
  }

  private static String chart(String title, String pointer, List<JsonNode> epochs) {
    List<BandChart.Point> points = new ArrayList<>();
    for (JsonNode epoch : epochs) {
      JsonNode range = epoch.at(pointer);
      points.add(
          new BandChart.Point(
              epoch.path("epoch").asDouble(),
              History.number(range.path("mean")),
              History.number(range.path("std")),
              History.number(range.path("min")),
              History.number(range.path("max"))));
    }
    return new BandChart(title, "epochs", points).render();
  }
}
