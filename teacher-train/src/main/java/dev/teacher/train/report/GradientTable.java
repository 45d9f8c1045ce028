package dev.teacher.train.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.teacher.features.page.Html;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The gradient norms of the layers in the last epoch, as bars whose lengths are logarithms. */
final class GradientTable {
  /** Decades from no bar to the longest. */
  private static final double DECADES = 8;

  private static final double LONGEST = 12;

  private GradientTable() {}

  /** The table, folded; empty where nothing was measured. */
  static String render(History history) {
    JsonNode norms = history.epochs().get(history.epochs().size() - 1).path("gradientNorms");
    List<Map.Entry<String, JsonNode>> layers = List.copyOf(norms.properties());
    double largest = layers.stream().mapToDouble(l -> l.getValue().asDouble()).max().orElse(0);
    if (largest == 0) {
      return "";
    }
    StringBuilder html = new StringBuilder("<details><summary>gradient norms by layer</summary>\n");
    html.append("<table><tr><th>layer</th><th>last epoch</th><th></th></tr>\n");
    for (Map.Entry<String, JsonNode> layer : layers) {
      double norm = layer.getValue().asDouble();
      double share = norm > 0 ? Math.max(0, 1 + Math.log10(norm / largest) / DECADES) : 0;
      html.append("<tr><td>")
          .append(Html.escape(layer.getKey()))
          .append("</td><td>")
          .append(String.format(Locale.ROOT, "%.2e", norm))
          .append("</td><td><span class=\"bar\" style=\"width:")
          .append(Html.at(LONGEST * share))
          .append("rem\"></span></td></tr>\n");
    }
    return html.append("</table></details>\n").toString();
  }
}
