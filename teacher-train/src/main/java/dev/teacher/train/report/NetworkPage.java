package dev.teacher.train.report;

import dev.teacher.features.page.Html;
import dev.teacher.model.summary.LayerSummary;
import dev.teacher.model.summary.NetworkSummary;

/** A network as a page for people: one file of HTML that needs nothing else. */
public final class NetworkPage {
  private static final String STYLE =
      """
      .network { font: 13px system-ui, sans-serif; }
      .network text { fill: var(--ink); }
      .network .head { font-weight: 600; }
      .network .note, .network .does { fill: var(--soft); font-size: 12px; font-weight: 400; }
      .network .value { font-variant-numeric: tabular-nums; }
      .network .name { fill: #fff; font-weight: 600; }
      .network .small { font-size: 10px; }
      .network .channels { font-weight: 400; fill-opacity: .8; }
      .network .flow, .network .skip { fill: none; stroke: var(--soft); stroke-width: 1.5; }
      .network .skip { stroke-dasharray: 4 3; }
      .network .measure { fill: var(--soft); fill-opacity: .5; }
      .stride1 { fill: #2f6f8f; background: #2f6f8f; }
      .stride2 { fill: #4a63a5; background: #4a63a5; }
      .stride4 { fill: #6d4f96; background: #6d4f96; }
      .stride8 { fill: #934a78; background: #934a78; }
      .network .aside { fill-opacity: .65; }
      .narrow { display: none; }
      .broad { min-width: 52rem; }
      @media (max-width: 46rem) {
        .narrow { display: block; }
        .broad { display: none; }
        .wide:has(.network) { padding: .5rem .25rem; }
      }
      .key span { white-space: nowrap; margin-left: 1rem; }
      .key i { display: inline-block; width: .8rem; height: .8rem; border-radius: .2rem;
        margin-right: .3rem; vertical-align: -.05rem; }
      .facts small { display: block; font-size: .8rem; }
      .layers { width: 100%; }
      .layers th, .layers td { padding: .25rem .6rem .25rem 0; }
      .layers td:first-child { position: sticky; left: 0; background: var(--card); }
      .layers .inner td:first-child { padding-left: 1rem; }
      .layers tr:not(.inner) td { border-top: 1px solid var(--line); }
      .layers .wrap { white-space: normal; min-width: 12rem; color: var(--soft); }
      .layers .number { text-align: right; }
      """;

  private NetworkPage() {}

  /** The whole page. */
  public static String render(NetworkReport report) {
    StringBuilder html = new StringBuilder();
    html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>Network ")
        .append(Html.escape(report.name()))
        .append("</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>\n")
        .append(Html.style())
        .append(STYLE)
        .append("</style></head>\n<body><header><h1>Network <em>")
        .append(Html.escape(report.name()))
        .append("</em></h1><p>")
        .append(Html.escape(report.backbone()))
        .append(" on ")
        .append(Html.escape(report.types().get("features")))
        .append(" features, ")
        .append(report.features().width())
        .append(" columns</p></header>\n<main>\n")
        .append(facts(report))
        .append("<section><h2>From landmarks to glosses</h2>\n<p class=\"note key\">Colour:")
        .append(" input frames that one frame of a part stands for.")
        .append(key(1, "1"))
        .append(key(2, "2"))
        .append(key(4, "4"))
        .append(key(8, "8 or more"))
        .append("</p>\n<div class=\"wide\">\n")
        .append(NetworkPicture.render(report))
        .append(NarrowPicture.render(report))
        .append("</div></section>\n<section><h2>Layers</h2>\n");
    html.append(LayerTable.render(report));
    return html.append("</section>\n<footer><p>FLOP: floating point operations for each input")
        .append(" frame of a sample of ")
        .append(report.network().frames())
        .append(" frames; a multiplication with its addition counts as two. Sees: input frames")
        .append(" that reach an output frame through convolution, pooling and differences;")
        .append(
            " statistics of a whole sample, as norms take them, are not counted.</p></footer>\n")
        .append("</main></body></html>\n")
        .toString();
  }

  private static String facts(NetworkReport report) {
    NetworkSummary network = report.network();
    int local = network.localReceptiveField();
    String sees = local + (local == 1 ? " frame" : " frames");
    String then = network.receptiveField() == 0 ? "then the whole sample" : "";
    return "<dl class=\"facts\">"
        + fact("weights", Quantity.of((double) network.parameters()), onlyTrained(network))
        + fact("work", Quantity.of(network.flopsPerFrame()) + "FLOP", "for each input frame")
        + fact("output stride", Html.number(network.outputStride()), "input frames")
        + fact("sees", sees, then)
        + fact("vocabulary", Html.count(report.classes()), "glosses and blank")
        + "</dl>\n";
  }

  private static String onlyTrained(NetworkSummary network) {
    double weights =
        network.parts().stream()
            .filter(part -> network.trainingOnly().contains(part.name()))
            .mapToDouble(LayerSummary::parameters)
            .sum();
    return weights == 0 ? "" : Quantity.of(weights) + " of them in training only";
  }

  private static String fact(String name, String value, String more) {
    String small = more.isEmpty() ? "" : "<small>" + more + "</small>";
    return "<div><dt>" + name + "</dt><dd>" + Html.escape(value) + small + "</dd></div>";
  }

  private static String key(int stride, String meaning) {
    return "<span><i class=\"stride" + stride + "\"></i>" + meaning + "</span>";
  }
}
