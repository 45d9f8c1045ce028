package dev.teacher.train.report;

import dev.teacher.features.page.Html;
import dev.teacher.model.summary.LayerSummary;
import dev.teacher.model.summary.NetworkSummary;
import java.util.List;
import java.util.Locale;

/** A network as a page for people: one file of HTML that needs nothing else. */
public final class NetworkPage {
  private static final String STYLE =
      """
      .network { min-width: 56rem; font: 13px system-ui, sans-serif; }
      .network .head { fill: var(--soft); font-size: 12px; }
      .network .value { fill: var(--ink); font-variant-numeric: tabular-nums; }
      .network .name { fill: #fff; font-weight: 600; }
      .network .flow, .network .skip { fill: none; stroke: var(--soft); stroke-width: 1.5; }
      .network .skip { stroke-dasharray: 4 3; }
      .network .part { fill: #2f6f8f; }
      .network .stride2 { fill: #4a6fa5; }
      .network .stride4 { fill: #6b5b95; }
      .network .stride8 { fill: #8a4f7d; }
      .network .measure0 { fill: #2f6f8f; }
      .network .measure1 { fill: #6b5b95; }
      .network .measure2 { fill: #8a7a3f; }
      .key span { display: inline-block; width: .8rem; height: .8rem; border-radius: .2rem;
        margin: 0 .3rem 0 1rem; vertical-align: -.05rem; }
      summary { cursor: pointer; padding: .3rem 0; }
      td.wrap { white-space: normal; min-width: 14rem; }
      """;

  private NetworkPage() {}

  /**
   * The whole page.
   *
   * @param name what the network is called
   * @param features columns that enter it
   * @param network its summary
   */
  public static String render(String name, String features, NetworkSummary network) {
    StringBuilder html = new StringBuilder();
    html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>Network ")
        .append(Html.escape(name))
        .append("</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>\n")
        .append(Html.style())
        .append(STYLE)
        .append("</style></head>\n<body><header><h1>Network <em>")
        .append(Html.escape(name))
        .append("</em></h1><p>on ")
        .append(Html.escape(features))
        .append("</p></header>\n<main>\n<dl class=\"facts\">")
        .append(fact("weights", Quantity.of((double) network.parameters())))
        .append(fact("work a frame", Quantity.of(network.flopsPerFrame()) + "FLOP"))
        .append(fact("output stride", Html.number(network.outputStride())))
        .append(fact("layers", Integer.toString(network.layers().size())))
        .append("</dl>\n<section><h2>From landmarks to glosses</h2>\n<p class=\"note key\">Colour:")
        .append(" input frames that one frame stands for.")
        .append(key("2f6f8f", "1"))
        .append(key("4a6fa5", "2"))
        .append(key("6b5b95", "4"))
        .append(key("8a4f7d", "8 or more"))
        .append("</p>\n<div class=\"wide\">\n")
        .append(NetworkPicture.render(network))
        .append("</div></section>\n<section><h2>Layers</h2>\n");
    for (LayerSummary part : network.parts()) {
      html.append("<details><summary><b>")
          .append(Html.escape(part.name()))
          .append("</b> <small>")
          .append(Html.escape(part.shape()))
          .append(", ")
          .append(Html.count(part.parameters()))
          .append(" weights</small></summary>\n")
          .append(table(NetworkPicture.layersOf(network, part)))
          .append("</details>\n");
    }
    return html.append("</section>\n<footer><p>Work: floating point operations for each input")
        .append(" frame of a sample of ")
        .append(network.frames())
        .append(" frames; a multiplication with its addition counts as two. Sees: input frames")
        .append(" that reach an output frame through convolution, pooling and differences;")
        .append(
            " statistics of a whole sample, as norms take them, are not counted.</p></footer>\n")
        .append("</main></body></html>\n")
        .toString();
  }

  private static String fact(String name, String value) {
    return "<div><dt>" + name + "</dt><dd>" + Html.escape(value) + "</dd></div>";
  }

  private static String key(String color, String meaning) {
    return "<span style=\"background:#" + color + "\"></span>" + meaning;
  }

  private static String table(List<LayerSummary> layers) {
    StringBuilder table = new StringBuilder("<div class=\"wide\"><table><tr><th>layer</th>");
    table.append("<th>does</th><th>output</th><th>stride</th><th>sees</th><th>weights</th>");
    table.append("<th>FLOP a frame</th></tr>\n");
    for (LayerSummary layer : layers) {
      table.append(
          String.format(
              Locale.ROOT,
              "<tr><td><code>%s</code></td><td class=\"wrap\">%s</td><td>%s</td><td>%s</td>"
                  + "<td>%s</td><td>%s</td><td>%s</td></tr>%n",
              Html.escape(layer.name()),
              Html.escape(String.join(", ", layer.operations())),
              Html.escape(layer.shape()),
              Html.number(layer.stride()),
              layer.receptiveField() == 0 ? "all" : Integer.toString(layer.receptiveField()),
              Html.count(layer.parameters()),
              Quantity.of(layer.flopsPerFrame())));
    }
    return table.append("</table></div>").toString();
  }
}
