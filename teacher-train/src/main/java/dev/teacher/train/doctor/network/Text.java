package dev.teacher.train.doctor.network;

import dev.teacher.api.error.TeacherException;
import java.util.Locale;

/** Numbers in sentences. */
final class Text {
  private Text() {}

  /** A format with values, in the same words everywhere. */
  static String say(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** A number with three digits. */
  static String number(double value) {
    return say("%.3g", value);
  }

  /** What went wrong, without where and what to do. */
  static String firstLine(TeacherException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
  }
}
