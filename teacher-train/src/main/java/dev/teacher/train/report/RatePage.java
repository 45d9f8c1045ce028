package dev.teacher.train.report;

import dev.teacher.features.page.Html;
import dev.teacher.train.report.RateCurve.Point;
import java.util.Optional;

/** A learning rate range test as a page for people: one file of HTML that needs nothing else. */
public final class RatePage {
  private static final String STYLE =
      """
      .rates { min-width: 40rem; font: 13px system-ui, sans-serif; }
      .rates .grid { stroke: var(--line); fill: none; }
      .rates text { fill: var(--soft); font-variant-numeric: tabular-nums; }
      .rates .loss { fill: var(--soft); opacity: .45; }
      .rates .curve { stroke: var(--accent); stroke-width: 2.5; fill: none; stroke-linejoin: round; }
      .rates .mark { stroke-width: 1.5; stroke-dasharray: 5 4; fill: none; }
      .rates .steepest { stroke: var(--good); } .rates text.steepest { fill: var(--good); stroke: none; }
      .rates .tenth { stroke: var(--warn); } .rates text.tenth { fill: var(--warn); stroke: none; }
      .rates .divergence { stroke: var(--bad); } .rates text.divergence { fill: var(--bad); stroke: none; }
      """;

  private RatePage() {}

  /**
   * The whole page.
   *
   * @param name of the experiment
   * @param curve what was measured
   */
  public static String render(String name, RateCurve curve) {
    StringBuilder html = new StringBuilder();
    html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>Learning rates of ")
        .append(Html.escape(name))
        .append("</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>\n")
        .append(Html.style())
        .append(STYLE)
        .append("</style></head>\n<body><header><h1>Learning rates of <em>")
        .append(Html.escape(name))
        .append("</em></h1><p>The loss while the learning rate grows from step to step.</p>")
        .append("</header>\n<main>\n<dl class=\"facts\">")
        .append(fact("suggestion", curve.suggestion()))
        .append(fact("loss falls fastest at", curve.steepest()))
        .append(fact("a tenth of the breakdown", curve.tenthOfDivergence()))
        .append(fact("breakdown", curve.divergence()))
        .append("</dl>\n<ul class=\"findings\">")
        .append(finding(curve))
        .append("</ul>\n<section><h2>Loss over learning rate</h2>\n<div class=\"wide\">\n")
        .append(RatePicture.render(curve))
        .append("</div><p class=\"note\">Dots: the loss of each step. Line: their running mean,")
        .append(
            " the weight of a step ten times smaller after 22 steps. Losses far above the first are")
        .append(" not shown.</p></section>\n")
        .append("<details><summary>All steps</summary><div class=\"wide\"><table>")
        .append("<tr><th>step</th><th>learning rate</th><th>loss</th><th>smoothed</th></tr>\n");
    int step = 0;
    for (Point point : curve.points()) {
      html.append("<tr><td>")
          .append(++step)
          .append("</td><td>")
          .append(Html.number(point.rate()))
          .append("</td><td>")
          .append(Html.number(point.loss()))
          .append("</td><td>")
          .append(Html.number(point.smoothed()))
          .append("</td></tr>\n");
    }
    return html.append("</table></div></details>\n</main></body></html>\n").toString();
  }

  private static String fact(String name, Optional<Double> rate) {
    String value = rate.map(Html::number).orElse("–");
    return "<div><dt>" + name + "</dt><dd>" + value + "</dd></div>";
  }

  private static String finding(RateCurve curve) {
    if (curve.suggestion().isEmpty()) {
      return "<li class=\"bad\">The loss fell at no learning rate.</li>";
    }
    return switch (curve.end()) {
      case LARGEST_RATE ->
          "<li class=\"warn\">The training held up to the largest rate: its breakdown lies"
              + " beyond, and the suggestion rests on the fall of the loss alone.</li>";
      case DIVERGED ->
          "<li class=\"good\">The test ended when the smoothed loss was four times its"
              + " smallest.</li>";
      case NOT_FINITE ->
          "<li class=\"good\">The test ended when loss or gradient were no longer finite.</li>";
    };
  }
}
