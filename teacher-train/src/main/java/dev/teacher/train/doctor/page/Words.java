package dev.teacher.train.doctor.page;

import dev.teacher.features.page.Html;
import dev.teacher.train.report.Ticks;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Numbers and texts for people. */
final class Words {
  private static final Map<String, String> NUMBERS =
      Map.of(
          "NaN", "no number",
          "Infinity", "infinite",
          "∞", "infinite",
          "-Infinity", "minus infinite",
          "−∞", "minus infinite",
          "null", "none");

  private static final Pattern EXPONENT = Pattern.compile("[-−]?[0-9.]+[eE][-+]?[0-9]+");
  private static final Pattern WORD = Pattern.compile("[a-z]+([ ,:;]|$)");

  private Words() {}

  /** A number in few digits; in words where it is none. */
  static String number(double value) {
    return Double.isFinite(value) ? Ticks.label(value) : cell(Double.toString(value));
  }

  /** The same in three digits, where there is little room. */
  static String brief(double value) {
    return Double.isFinite(value) && value != 0
        ? number(new BigDecimal(value).round(new MathContext(3)).doubleValue())
        : number(value);
  }

  /** A name that may be broken behind its dots, safe for HTML. */
  static String name(String name) {
    return Html.escape(name).replaceAll("([._/])", "$1<wbr>");
  }

  /** What stands in a table, safe for HTML; in words where it is no number. */
  static String cell(String text) {
    String known = NUMBERS.getOrDefault(text.strip(), text);
    return Html.escape(EXPONENT.matcher(known).matches() ? power(known) : known);
  }

  /** {@code 1.8e-07} as {@code 1.8e−7}. */
  private static String power(String number) {
    return number.replaceFirst("[eE]\\+?0*(\\d)", "e$1").replaceFirst("[eE]-0*(\\d)", "e−$1");
  }

  /** A fraction as per cent. */
  static String percent(double share) {
    return Double.isFinite(share)
        ? String.format(Locale.ROOT, "%.1f\u202f%%", 100 * share)
        : number(share);
  }

  /** With a capital at the beginning, unless it begins with a name such as {@code global-stats}. */
  static String sentence(String text) {
    return WORD.matcher(text).lookingAt()
        ? text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1)
        : text;
  }

  /** So many of them: {@code 1 fault}, {@code 3 faults}. */
  static String count(long number, String what) {
    return Html.count(number) + " " + what + (number == 1 ? "" : "s");
  }

  /** A time in seconds. */
  static String seconds(double seconds) {
    return String.format(Locale.ROOT, seconds < 10 ? "%.1f\u202fs" : "%.0f\u202fs", seconds);
  }
}
