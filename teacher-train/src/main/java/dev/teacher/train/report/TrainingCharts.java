package dev.teacher.train.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The curves of a training over its epochs. */
final class TrainingCharts {
  private final History history;

  private TrainingCharts(History history) {
    this.history = history;
  }

  /** Their sections; empty before the first epoch. */
  static String render(History history) {
    return history.isEmpty() ? "" : new TrainingCharts(history).sections();
  }

  private String sections() {
    StringBuilder html = new StringBuilder("<section><h2>Curves</h2>\n<div class=\"cards\">\n");
    training().forEach(chart -> html.append(chart.render()));
    html.append("</div>\n").append(GradientTable.render(history)).append("</section>\n");
    List<LineChart> output = output();
    if (!output.isEmpty()) {
      html.append("<section><h2>What the network says</h2>\n")
          .append(
              "<p class=\"note\">Of dev, at each validation. A network that is trained with CTC")
          .append(" says nothing but blanks at first.</p>\n<div class=\"cards\">\n");
      output.forEach(chart -> html.append(chart.render()));
      html.append("</div></section>\n");
    }
    return html.append(FeatureCharts.render(history)).toString();
  }

  private List<LineChart> training() {
    List<LineChart> charts = new ArrayList<>();
    charts.add(chart("loss (CTC, per gloss)", true, history.series("train", "/loss", 1)));
    if (history.has("/validation/wer")) {
      charts.add(chart("WER on dev, %", false, history.series("dev", "/validation/wer", 100)));
    }
    charts.add(
        chart(
            "gradient norm before clipping",
            true,
            history.series("mean", "/gradientNorm", 1),
            history.series("largest", "/gradientNormMax", 1)));
    charts.add(chart("learning rate", false, history.series("last step", "/learningRate", 1)));
    charts.add(chart("frames a second", false, history.series("train", "/framesPerSecond", 1)));
    charts.add(
        chart(
            "lost to waiting and padding, %",
            false,
            history.series("waiting, of the time", "/waitingShare", 100),
            history.series("padding, of the frames", "/paddingShare", 100)));
    return charts;
  }

  private List<LineChart> output() {
    List<LineChart> charts = new ArrayList<>();
    if (history.has("/output/blankShare")) {
      charts.add(
          chart(
              "blank output frames, %",
              false,
              history.series("recognised", "/output/blankShare", 100),
              history.series("one frame a gloss", "/output/impliedBlankShare", 100)));
    }
    if (history.has("/validation/referenceLength")) {
      charts.add(
          chart(
              "length of the hypotheses, %",
              false,
              history.series("of the glosses signed", "/validation", v -> 100 * recognised(v))));
      charts.add(
          chart(
              "errors, % of the glosses signed",
              false,
              history.series("substitutions", "/validation", v -> share(v, "substitutions")),
              history.series("deletions", "/validation", v -> share(v, "deletions")),
              history.series("insertions", "/validation", v -> share(v, "insertions"))));
    }
    if (history.has("/output/coverage")) {
      charts.add(
          chart(
              "variety, %",
              false,
              history.series("glosses of dev that are said", "/output/coverage", 100),
              history.series("sentences that are alike", "/output/repeatedShare", 100)));
    }
    return charts;
  }

  /** Every gloss that is signed is recognised, mistaken or missed. */
  private static double recognised(JsonNode validation) {
    double signed = validation.path("referenceLength").asDouble();
    double missed = validation.path("deletions").asDouble();
    return (signed - missed + validation.path("insertions").asDouble()) / signed;
  }

  private static double share(JsonNode validation, String errors) {
    return 100 * validation.path(errors).asDouble() / validation.path("referenceLength").asDouble();
  }

  private static LineChart chart(String title, boolean logarithmic, LineChart.Series... series) {
    return new LineChart(title, "epochs", logarithmic, List.of(series));
  }
}
