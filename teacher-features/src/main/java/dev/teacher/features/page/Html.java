package dev.teacher.features.page;

import dev.teacher.api.error.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Text made safe for HTML, numbers made readable. */
public final class Html {
  private Html() {}

  /** Text as content or attribute. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Four significant digits, no longer than they must be. */
  public static String number(double value) {
    if (!Double.isFinite(value) || value == 0) {
      return Double.isNaN(value) ? "–" : value == 0 ? "0" : value > 0 ? "∞" : "−∞";
    }
    double size = Math.abs(value);
    if (size >= 1e6 || size < 1e-3) {
      return String.format(Locale.ROOT, "%.2e", value).replace("-", "−");
    }
    int digits = (int) Math.max(0, 3 - Math.floor(Math.log10(size)));
    String text = String.format(Locale.ROOT, "%." + digits + "f", value);
    boolean trailing = text.contains(".");
    return (trailing ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text).replace("-", "−");
  }

  /** A whole number in groups of three. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value).replace(',', '\u202f');
  }

  /** A share as per cent. */
  public static String share(long part, long whole) {
    if (whole == 0) {
      return "–";
    }
    double percent = 100.0 * part / whole;
    boolean fine = percent > 0 && percent < 0.1;
    return (fine ? "under 0.1" : String.format(Locale.ROOT, "%.1f", percent)) + "\u202f%";
  }

  /** A coordinate in a picture. */
  public static String at(double value) {
    return String.format(Locale.ROOT, "%.1f", value).replaceAll("\\.0$", "");
  }

  /** The style of all pages. */
  public static String style() {
    return resource(Html.class, "page.css");
  }

  /** A text that lies beside a class. */
  public static String resource(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Problem.internal("a part of the program is missing").where(name).cause(e).exception();
    }
  }
}
