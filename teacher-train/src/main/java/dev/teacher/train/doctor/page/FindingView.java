package dev.teacher.train.doctor.page;

import dev.teacher.features.page.Html;
import dev.teacher.train.doctor.Diagnosis;
import dev.teacher.train.doctor.Diagnosis.Examination;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.Remedy;
import java.util.List;
import java.util.stream.Collectors;

/** A finding: what shows it, what it does, where, what to do, and whether that helps. */
final class FindingView {
  private static final int MOST_PLACES = 6;

  private final StringBuilder html = new StringBuilder();

  private FindingView() {}

  /**
   * A card.
   *
   * @param rank from 1; 0 for a note, which has none
   */
  static String render(Finding finding, int rank, Diagnosis diagnosis) {
    FindingView view = new FindingView();
    view.head(finding, rank);
    view.html.append("<dl class=\"why\">\n");
    view.part("Seen", Html.escape(Words.sentence(finding.evidence())));
    view.part("Cause", Html.escape(Words.sentence(finding.cause())));
    view.part("Where", places(finding.places()));
    view.part("To do", remedy(finding.remedy()));
    view.part("Found by", foundBy(finding, diagnosis.examinations()));
    view.html.append("</dl>\n");
    diagnosis.trials().stream()
        .filter(trial -> trial.begins(finding.kind()))
        .forEach(trial -> view.html.append(TrialView.render(trial)));
    return view.html.append("</article>\n").toString();
  }

  /** Leads to the card. */
  static String link(Finding finding) {
    return "<a href=\"#finding-"
        + finding.kind().id()
        + "\">"
        + Html.escape(Words.sentence(finding.kind().text()))
        + "</a>";
  }

  private void head(Finding finding, int rank) {
    html.append("<article class=\"finding ")
        .append(finding.isFault() ? "fault" : "remark")
        .append("\" id=\"finding-")
        .append(finding.kind().id())
        .append("\"><h3>")
        .append(rank == 0 ? "" : "<span class=\"rank\">" + rank + "</span> ")
        .append(Html.escape(Words.sentence(finding.kind().text())))
        .append(" <small><code>")
        .append(finding.kind().id())
        .append("</code>, ")
        .append(
            switch (finding.certainty()) {
              case SEEN -> "seen itself";
              case CONCLUDED -> "concluded from what it does";
              case NOTE -> "no fault by itself";
            })
        .append("</small></h3>\n");
  }

  private void part(String name, String content) {
    if (!content.isBlank()) {
      html.append("<dt>" + name + "</dt><dd>").append(content).append("</dd>\n");
    }
  }

  private static String places(List<String> places) {
    if (places.isEmpty()) {
      return "";
    }
    String first = list(places.subList(0, Math.min(MOST_PLACES, places.size())));
    if (places.size() <= MOST_PLACES) {
      return first;
    }
    List<String> rest = places.subList(MOST_PLACES, places.size());
    return first
        + "<details><summary>"
        + Html.count(rest.size())
        + " more</summary>"
        + list(rest)
        + "</details>";
  }

  private static String list(List<String> items) {
    return items.stream()
        .map(item -> "<li><code>" + Html.escape(item) + "</code></li>")
        .collect(Collectors.joining("", "<ul class=\"places\">", "</ul>"));
  }

  private static String remedy(Remedy remedy) {
    StringBuilder text = new StringBuilder(Html.escape(Words.sentence(remedy.text())));
    if (!remedy.overrides().isEmpty()) {
      text.append("<pre class=\"change\"><code>")
          .append(Html.escape(String.join("\n", remedy.overrides())))
          .append("</code></pre>");
    }
    if (!remedy.without().isEmpty()) {
      text.append("<details><summary>")
          .append(Words.count(remedy.without().size(), "sample"))
          .append(" to mend or to leave out</summary>")
          .append(list(List.copyOf(remedy.without())))
          .append("</details>");
    }
    return text.toString();
  }

  private static String foundBy(Finding finding, List<Examination> examinations) {
    return examinations.stream()
        .filter(
            examination ->
                examination.result().findings().stream()
                    .anyMatch(found -> found.kind() == finding.kind()))
        .map(
            examination ->
                "<a href=\"#check-"
                    + Html.escape(examination.check())
                    + "\">"
                    + Html.escape(examination.title())
                    + "</a>")
        .collect(Collectors.joining(", "));
  }
}
