package dev.teacher.train.report;

import dev.teacher.features.page.Html;
import dev.teacher.model.score.CorpusScore;
import dev.teacher.train.guard.Alarm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A training as a page for people: one file of HTML that needs nothing else.
 *
 * @param name of the run
 * @param facts what it was, in the order of the page
 * @param alarms that its guards gave
 * @param history of its epochs
 * @param splits results of the best checkpoint
 * @param config as resolved
 */
public record RunReport(
    String name,
    Map<String, String> facts,
    List<Alarm> alarms,
    History history,
    List<SplitReport> splits,
    String config) {
  /** Sentences of a split that are listed, the worst first. */
  private static final int LISTED = 60;

  public RunReport {
    alarms = List.copyOf(alarms);
    splits = List.copyOf(splits);
  }

  /** The whole page. */
  public String render() {
    StringBuilder html = new StringBuilder();
    html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
        .append(Html.escape(name))
        .append("</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>\n")
        .append(Html.style())
        .append(Html.resource(RunReport.class, "run-report.css"))
        .append("</style></head>\n<body><header><h1>Training <em>")
        .append(Html.escape(name))
        .append("</em></h1></header>\n<main>\n<dl class=\"facts\">");
    for (SplitReport split : splits) {
      fact(html, "WER " + split.split(), percent(split.score().wer()));
    }
    facts.forEach((what, value) -> fact(html, what, value));
    html.append("</dl>\n").append(AlarmList.render(alarms));
    html.append(TrainingCharts.render(history));
    results(html);
    splits.forEach(split -> split(html, split));
    html.append("<section><h2>Configuration</h2>\n<details><summary>as resolved</summary><pre>")
        .append(Html.escape(config))
        .append("</pre></details></section>\n</main>\n<script>\n")
        .append(Html.resource(RunReport.class, "run-report.js"))
        .append("</script></body></html>\n");
    return html.toString();
  }

  private void results(StringBuilder html) {
    if (splits.isEmpty()) {
      return;
    }
    html.append("<section><h2>Results of the best checkpoint</h2>\n<div class=\"wide\">")
        .append("<table class=\"numbers\"><tr><th>split</th><th>signer</th><th>WER</th>")
        .append("<th>substitutions</th><th>deletions</th><th>insertions</th><th>glosses</th>")
        .append("<th>wrong sentences</th></tr>\n");
    for (SplitReport split : splits) {
      row(html, "<b>" + Html.escape(split.split()) + "</b>", "all", split.score());
      Map<String, CorpusScore> signers = split.signers();
      if (signers.size() > 1) {
        signers.forEach((signer, score) -> row(html, "", Html.escape(signer), score));
      }
    }
    html.append("</table></div></section>\n");
  }

  private static void row(StringBuilder html, String split, String signer, CorpusScore score) {
    html.append("<tr><td>" + split + "</td><td>" + signer)
        .append("</td><td><b>" + percent(score.wer()) + "</b></td><td>")
        .append(score.substitutions() + "</td><td>" + score.deletions())
        .append("</td><td>" + score.insertions() + "</td><td>" + score.referenceLength())
        .append("</td><td>" + percent(score.ser()) + "</td></tr>\n");
  }

  private static void split(StringBuilder html, SplitReport split) {
    html.append("<section><h2>" + Html.escape(split.split()) + ": what was confused</h2>\n")
        .append(Confusions.table(split.sentences()))
        .append("</section>\n<section><h2>" + Html.escape(split.split()) + ": sentences</h2>\n")
        .append(
            "<p class=\"note\">The worst first. Above: what was signed; below, where it differs,")
        .append(
            " what was recognised. Time runs to the right: where each gloss is signed, if known,")
        .append(" over where it was recognised.</p>\n");
    List<Sentence> worst = new ArrayList<>(split.sentences());
    worst.sort(Comparator.comparingInt(sentence -> -sentence.alignment().errors()));
    List<Sentence> listed = worst.subList(0, Math.min(LISTED, worst.size()));
    html.append("<div class=\"cards sentences\">\n");
    listed.stream()
        .filter(sentence -> sentence.landmarks().isPresent())
        .forEach(sentence -> html.append(SentenceView.render(sentence)));
    html.append("</div>\n<details><summary>without pictures</summary>\n<div class=\"cards\">\n");
    listed.stream()
        .filter(sentence -> sentence.landmarks().isEmpty())
        .forEach(sentence -> html.append(SentenceView.render(sentence)));
    html.append("</div></details>\n");
    if (worst.size() > LISTED) {
      html.append("<p class=\"note\">" + (worst.size() - LISTED))
          .append(" sentences with as few errors or fewer are not listed; <code>evaluation-")
          .append(Html.escape(split.split()) + ".jsonl</code> has all of them.</p>\n");
    }
    html.append("</section>\n");
  }

  private static void fact(StringBuilder html, String what, String value) {
    html.append("<div><dt>" + Html.escape(what) + "</dt><dd>" + Html.escape(value) + "</dd></div>");
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
