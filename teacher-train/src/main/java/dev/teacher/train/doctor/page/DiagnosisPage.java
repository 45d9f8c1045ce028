package dev.teacher.train.doctor.page;

import dev.teacher.train.doctor.Diagnosis;

/** A diagnosis as a page for people: one file of HTML that needs nothing else. */
public final class DiagnosisPage {
  private DiagnosisPage() {}

  /** The whole page. */
  public static String render(Diagnosis diagnosis) {
    return diagnosis.name();
  }
}
