package dev.teacher.train.report;

import dev.teacher.features.page.Html;
import dev.teacher.model.summary.LayerSummary;
import java.util.List;

/** A row for each layer of a network, those of a part under its own. */
final class LayerTable {
  private final StringBuilder html = new StringBuilder();

  private LayerTable() {}

  static String render(NetworkReport report) {
    LayerTable table = new LayerTable();
    table.head();
    for (LayerSummary part : report.network().parts()) {
      List<LayerSummary> layers = report.layersOf(part);
      boolean isOne = layers.size() == 1;
      String type = report.types().get(part.name());
      String does = type == null ? isOne ? operations(part) : "" : type;
      String name = isOne ? code(layers.get(0)) : "<b>" + Html.escape(part.name()) + "</b>";
      table.row("part", name, does, part);
      if (!isOne) {
        layers.forEach(layer -> table.row("inner", code(layer), operations(layer), layer));
      }
    }
    return table.html.append("</table></div>\n").toString();
  }

  private void head() {
    html.append("<div class=\"wide\"><table class=\"layers\"><tr>");
    List.of("layer", "does", "output").forEach(name -> html.append("<th>" + name + "</th>"));
    List.of("stride", "sees", "weights", "FLOP a frame")
        .forEach(name -> html.append("<th class=\"number\">" + name + "</th>"));
    html.append("</tr>\n");
  }

  private void row(String kind, String name, String does, LayerSummary layer) {
    html.append("<tr class=\"").append(kind).append("\"><td>").append(name).append("</td>");
    html.append("<td class=\"wrap\">").append(Html.escape(does)).append("</td><td>");
    html.append(Html.escape(layer.shape())).append("</td>");
    number(Html.number(layer.stride()));
    number(Labels.sees(layer));
    number(layer.parameters() == 0 ? "–" : Html.count(layer.parameters()));
    number(Labels.work(layer));
    html.append("</tr>\n");
  }

  private void number(String number) {
    html.append("<td class=\"number\">").append(number).append("</td>");
  }

  private static String code(LayerSummary layer) {
    return "<code>" + Html.escape(layer.name()) + "</code>";
  }

  private static String operations(LayerSummary layer) {
    return String.join(", ", layer.operations());
  }
}
