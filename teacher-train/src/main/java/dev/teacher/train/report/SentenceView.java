package dev.teacher.train.report;

import dev.teacher.api.data.GlossSegment;
import dev.teacher.features.page.Html;
import dev.teacher.model.score.Alignment;
import java.util.Locale;

/** A sentence: its alignment gloss by gloss, a time line of both, and the signer as a skeleton. */
final class SentenceView {
  private SentenceView() {}

  static String render(Sentence sentence) {
    StringBuilder html = new StringBuilder("<article class=\"sentence\"><h3><code>");
    html.append(Html.escape(sentence.id())).append("</code>");
    if (!sentence.signer().isEmpty()) {
      html.append(" <small>").append(Html.escape(sentence.signer())).append("</small>");
    }
    int errors = sentence.alignment().errors();
    html.append(" <small class=\"" + (errors == 0 ? "right" : "wrong") + "\">")
        .append(errors == 0 ? "right" : errors + (errors == 1 ? " error" : " errors"))
        .append("</small></h3>\n")
        .append(alignment(sentence.alignment()))
        .append("<div class=\"play\">");
    sentence.landmarks().ifPresent(landmarks -> html.append(SkeletonData.player(landmarks)));
    return html.append(timeline(sentence)).append("</div></article>\n").toString();
  }

  /** Reference over hypothesis, step by step. */
  static String alignment(Alignment alignment) {
    StringBuilder html = new StringBuilder("<p class=\"steps\">");
    for (Alignment.Step step : alignment.steps()) {
      html.append("<span class=\"step ")
          .append(step.kind().name().toLowerCase(Locale.ROOT))
          .append("\"><b>")
          .append(step.reference().map(Html::escape).orElse("–"))
          .append("</b>")
          .append(
              step.kind() == Alignment.Kind.CORRECT
                  ? ""
                  : "<i>" + step.hypothesis().map(Html::escape).orElse("–") + "</i>")
          .append("</span>");
    }
    return html.append("</p>\n").toString();
  }

  private static String timeline(Sentence sentence) {
    StringBuilder html = new StringBuilder("<div class=\"time\">");
    if (!sentence.signed().isEmpty()) {
      html.append("<div class=\"lane\">");
      for (GlossSegment segment : sentence.signed()) {
        html.append(
            bar("signed", segment.gloss(), segment.start(), segment.end(), sentence, "signed"));
      }
      html.append("</div>");
    }
    html.append("<div class=\"lane\">");
    for (Sentence.Recognised one : sentence.recognised()) {
      String how = String.format(Locale.ROOT, "%.0f %%", 100 * one.confidence());
      html.append(bar("heard", one.gloss(), one.start(), one.end(), sentence, how));
    }
    return html.append("</div><i class=\"now\"></i></div>").toString();
  }

  private static String bar(
      String kind, String gloss, int start, int end, Sentence sentence, String title) {
    double frames = sentence.frames();
    return String.format(
        Locale.ROOT,
        "<span class=\"%s\" style=\"left:%.2f%%;width:%.2f%%\" title=\"%s, frames %d to %d, %s\">%s"
            + "</span>",
        kind,
        100 * start / frames,
        100 * (end - start) / frames,
        Html.escape(gloss),
        start,
        end,
        title,
        Html.escape(gloss));
  }
}
