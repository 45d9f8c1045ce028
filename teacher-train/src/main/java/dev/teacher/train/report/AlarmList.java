package dev.teacher.train.report;

import dev.teacher.features.page.Html;
import dev.teacher.train.guard.Alarm;
import java.util.List;

/** What went wrong in a training, with what to do. */
final class AlarmList {
  private AlarmList() {}

  /** A section; empty where nothing did. */
  static String render(List<Alarm> alarms) {
    if (alarms.isEmpty()) {
      return "";
    }
    StringBuilder html = new StringBuilder("<section class=\"alarms\"><h2>Alarms</h2>\n<ul>\n");
    for (Alarm alarm : alarms) {
      html.append("<li><b class=\"wrong\">")
          .append(Html.escape(alarm.name()))
          .append("</b>, ")
          .append(Html.escape(alarm.place()))
          .append(": ")
          .append(Html.escape(alarm.evidence()));
      if (!alarm.samples().isEmpty()) {
        html.append("; samples: ").append(Html.escape(alarm.named()));
      }
      html.append(".<br>To do: ").append(Html.escape(alarm.remedy())).append("</li>\n");
    }
    return html.append("</ul></section>\n").toString();
  }
}
