package dev.teacher.train.doctor.page;

import dev.teacher.features.page.Html;
import dev.teacher.train.doctor.Diagnosis;
import dev.teacher.train.doctor.Diagnosis.Examination;
import dev.teacher.train.doctor.Effort;
import dev.teacher.train.doctor.Exhibit;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.Verdict;
import dev.teacher.train.report.RunReport;
import java.util.List;

/** A diagnosis as a page for people: one file of HTML that needs nothing else. */
public final class DiagnosisPage {
  private final Diagnosis diagnosis;
  private final List<Finding> faults;
  private final List<Finding> notes;
  private final StringBuilder html = new StringBuilder();

  private DiagnosisPage(Diagnosis diagnosis) {
    this.diagnosis = diagnosis;
    faults = diagnosis.findings().stream().filter(Finding::isFault).toList();
    notes = diagnosis.findings().stream().filter(finding -> !finding.isFault()).toList();
  }

  /** The whole page. */
  public static String render(Diagnosis diagnosis) {
    DiagnosisPage page = new DiagnosisPage(diagnosis);
    page.head();
    page.verdict();
    page.findings();
    page.overview();
    diagnosis.examinations().forEach(page::examination);
    page.foot();
    return page.html.toString();
  }

  private void head() {
    html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>Diagnosis of ")
        .append(Html.escape(diagnosis.name()))
        .append("</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>\n")
        .append(Html.style())
        .append(Html.resource(RunReport.class, "run-report.css"))
        .append(Html.resource(DiagnosisPage.class, "diagnosis.css"))
        .append("</style></head>\n<body><header><h1>Diagnosis of <em>")
        .append(Html.escape(diagnosis.name()))
        .append("</em></h1></header>\n<main>\n");
  }

  private void verdict() {
    Verdict verdict = diagnosis.verdict();
    html.append("<section class=\"verdict ").append(verdict.id()).append("\"><p class=\"word\">");
    html.append(Pill.sign(verdict)).append(Words.sentence(verdict.text())).append("</p><p>");
    html.append(said()).append("</p>");
    if (faults.size() > 1) {
      html.append("<ol>");
      faults.forEach(fault -> html.append("<li>" + FindingView.link(fault) + "</li>"));
      html.append("</ol>");
    }
    html.append("</section>\n<dl class=\"facts\">");
    if (!faults.isEmpty()) {
      fact("faults", Html.count(faults.size()));
    }
    for (Verdict each : Verdict.values()) {
      long count =
          diagnosis.examinations().stream().filter(e -> e.result().verdict() == each).count();
      if (count > 0) {
        fact("checks: " + each.text(), Html.count(count));
      }
    }
    fact("effort", diagnosis.effort().id());
    fact("time", Words.seconds(diagnosis.seconds()));
    html.append("</dl>\n");
  }

  private String said() {
    return switch (diagnosis.verdict()) {
      case SICK ->
          faults.isEmpty()
              ? "A check found a fault."
              : faults.size() == 1
                  ? "One fault: <b>" + Html.escape(faults.get(0).kind().text()) + "</b>."
                  : Words.count(faults.size(), "fault")
                      + ". Mend the first one first; what comes after it may be its doing.";
      case HEALTHY -> "Nothing was found that spoils a training." + unseen();
      case CANNOT_TELL ->
          "No check had enough to look at, so nothing is known. Each says below what it lacked.";
    };
  }

  private String unseen() {
    long blind =
        diagnosis.examinations().stream()
            .filter(examination -> examination.result().verdict() == Verdict.CANNOT_TELL)
            .count();
    return blind == 0
        ? ""
        : " "
            + Words.count(blind, "check")
            + (blind == 1 ? " could not be made, and says" : " could not be made, and each says")
            + " below why.";
  }

  private void fact(String name, String value) {
    html.append("<div><dt>" + name + "</dt><dd>" + Html.escape(value) + "</dd></div>");
  }

  private void findings() {
    if (!faults.isEmpty()) {
      html.append("<section><h2>")
          .append(faults.size() == 1 ? "To mend" : "Mend this first")
          .append("</h2>\n");
      finding(faults.get(0), 1);
      html.append("</section>\n");
    }
    if (faults.size() > 1) {
      html.append("<section><h2>Also found</h2>\n");
      for (int i = 1; i < faults.size(); i++) {
        finding(faults.get(i), i + 1);
      }
      html.append("</section>\n");
    }
    if (!notes.isEmpty()) {
      html.append("<section><h2>Worth knowing</h2>\n")
          .append("<p class=\"note\">Nothing of this spoils a training by itself.</p>\n");
      notes.forEach(note -> finding(note, 0));
      html.append("</section>\n");
    }
  }

  private void finding(Finding finding, int rank) {
    html.append(FindingView.render(finding, rank, diagnosis));
  }

  private void overview() {
    if (diagnosis.examinations().isEmpty()) {
      return;
    }
    html.append("<section><h2>Checks</h2>\n<ol class=\"overview\">\n");
    for (Examination examination : diagnosis.examinations()) {
      html.append("<li>")
          .append(Pill.of(examination.result().verdict()))
          .append("<a href=\"#check-")
          .append(Html.escape(examination.check()))
          .append("\">")
          .append(Html.escape(examination.title()))
          .append("</a><span>")
          .append(Html.escape(examination.result().summary()))
          .append("</span></li>\n");
    }
    html.append("</ol></section>\n");
  }

  private void examination(Examination examination) {
    html.append("<section class=\"check\" id=\"check-")
        .append(Html.escape(examination.check()))
        .append("\"><h2>")
        .append(Html.escape(examination.title()))
        .append(' ')
        .append(Pill.of(examination.result().verdict()))
        .append("</h2>\n<p class=\"note\">")
        .append(Html.escape(examination.question()))
        .append(" <code>")
        .append(Html.escape(examination.check()))
        .append("</code>, ")
        .append(Words.seconds(examination.seconds()))
        .append("</p>\n<p class=\"summary\">")
        .append(Html.escape(Words.sentence(examination.result().summary())))
        .append("</p>\n");
    List<Finding> found = examination.result().findings();
    if (!found.isEmpty()) {
      html.append("<ul class=\"found\">");
      found.forEach(finding -> html.append("<li>" + FindingView.link(finding) + "</li>"));
      html.append("</ul>\n");
    }
    List<Exhibit> exhibits = examination.result().exhibits();
    if (!exhibits.isEmpty()) {
      html.append("<div class=\"exhibits\">\n");
      exhibits.forEach(exhibit -> html.append(ExhibitView.render(exhibit)));
      html.append("</div>\n");
    }
    html.append("</section>\n");
  }

  private void foot() {
    html.append("<footer><p>Findings stand in the order in which one causes another; what was seen")
        .append(
            " itself comes before what was concluded. What counts as sick are thresholds of the")
        .append(" section <code>doctor</code> of the configuration. The page on the doctor in the")
        .append(" documentation (<code>docs/doctor.md</code>) explains every finding with an")
        .append(" example.");
    if (diagnosis.effort() == Effort.QUICK) {
      html.append(" This was the quick diagnosis; <code>--full</code> looks at more recordings,")
          .append(" trains longer and tries more remedies.");
    }
    html.append("</p></footer>\n</main></body></html>\n");
  }
}
