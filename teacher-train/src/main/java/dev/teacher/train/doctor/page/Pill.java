package dev.teacher.train.doctor.page;

import dev.teacher.train.doctor.Verdict;

/** A verdict in a word, with a sign for those who see no colours. */
final class Pill {
  private Pill() {}

  static String of(Verdict verdict) {
    return "<span class=\"pill "
        + verdict.id()
        + "\">"
        + sign(verdict)
        + verdict.text()
        + "</span>";
  }

  /** A sign that says the same. */
  static String sign(Verdict verdict) {
    String sign =
        switch (verdict) {
          case HEALTHY -> "✓";
          case SICK -> "✕";
          case CANNOT_TELL -> "?";
        };
    return "<span aria-hidden=\"true\">" + sign + "</span> ";
  }
}
