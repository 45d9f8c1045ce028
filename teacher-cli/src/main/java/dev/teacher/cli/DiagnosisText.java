package dev.teacher.cli;

import dev.teacher.train.doctor.Diagnosis;
import dev.teacher.train.doctor.Diagnosis.Examination;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a doctor found, for people at a terminal. */
final class DiagnosisText {
  private static final int MOST_PLACES = 5;
  private static final int WIDTH = 100;

  private final Diagnosis diagnosis;
  private final StringBuilder text = new StringBuilder();

  private DiagnosisText(Diagnosis diagnosis) {
    this.diagnosis = diagnosis;
  }

  static String of(Diagnosis diagnosis) {
    DiagnosisText result = new DiagnosisText(diagnosis);
    result.verdict();
    result.findings();
    result.checks();
    return result.text.toString().stripTrailing();
  }

  private void verdict() {
    List<Finding> faults = diagnosis.findings().stream().filter(Finding::isFault).toList();
    List<String> blind =
        diagnosis.examinations().stream()
            .filter(examination -> examination.result().verdict() == Verdict.CANNOT_TELL)
            .map(Examination::check)
            .toList();
    text.append(diagnosis.verdict().text().toUpperCase(Locale.ROOT)).append(": ");
    text.append(
        switch (diagnosis.verdict()) {
          case SICK ->
              faults.isEmpty()
                  ? "a check found a fault"
                  : "%s. The first to mend: %s"
                      .formatted(count(faults.size(), "fault"), faults.get(0).kind().text());
          case HEALTHY -> "nothing was found that spoils a training";
          case CANNOT_TELL -> "no check had enough to look at, so nothing is known";
        });
    text.append('\n');
    if (!blind.isEmpty() && diagnosis.verdict() != Verdict.CANNOT_TELL) {
      text.append("could not be looked at: ").append(String.join(", ", blind)).append('\n');
    }
  }

  private void findings() {
    int number = 0;
    for (Finding finding : diagnosis.findings()) {
      number++;
      text.append('\n').append(number).append(". ").append(finding.kind().text());
      text.append("  [").append(finding.kind().id());
      text.append(
          switch (finding.certainty()) {
            case SEEN -> "]";
            case CONCLUDED -> ", concluded]";
            case NOTE -> ", worth knowing]";
          });
      text.append('\n');
      part("seen", finding.evidence());
      part("cause", finding.cause());
      part("where", places(finding.places()));
      part("to do", finding.remedy().text());
      for (String line : finding.remedy().overrides()) {
        text.append("           --set '").append(line).append("'\n");
      }
      diagnosis.trials().stream()
          .filter(trial -> trial.begins(finding.kind()))
          .forEach(trial -> part(trial.isOfSeveral() ? "all tried" : "tried", trial.text()));
    }
  }

  private static String places(List<String> places) {
    String first = places.stream().limit(MOST_PLACES).collect(Collectors.joining("\n"));
    int more = places.size() - MOST_PLACES;
    return more > 0 ? first + "\nand " + more + " more (--json names all)" : first;
  }

  private void checks() {
    text.append('\n');
    int widest =
        diagnosis.examinations().stream().mapToInt(e -> e.check().length()).max().orElse(0);
    for (Examination examination : diagnosis.examinations()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-11s  %-" + widest + "s  %s (%.1f s)%n",
              examination.result().verdict().text(),
              examination.check(),
              examination.result().summary(),
              examination.seconds()));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%s in %.0f s, --%s%n",
            count(diagnosis.examinations().size(), "check"),
            diagnosis.seconds(),
            diagnosis.effort().id()));
  }

  /** Lines under a name, none where there is nothing to say; long ones are broken. */
  private void part(String name, String words) {
    if (words.isBlank()) {
      return;
    }
    String indent = "   %-7s ".formatted(name + ":");
    for (String line : words.lines().toList()) {
      int at = 0;
      text.append(indent);
      for (String word : line.strip().split(" +", -1)) {
        if (at > 0 && at + word.length() + 1 > WIDTH - indent.length()) {
          text.append('\n').append(" ".repeat(indent.length() + 2));
          at = 2;
        } else if (at > 0) {
          text.append(' ');
          at++;
        }
        text.append(word);
        at += word.length();
      }
      text.append('\n');
      indent = " ".repeat(indent.length());
    }
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
