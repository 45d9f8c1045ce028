package dev.teacher.train.doctor.network;

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
}
