package dev.teacher.api.error;

import java.util.regex.Pattern;

/** Text for a terminal, which obeys some characters instead of showing them. */
public final class Printable {
  /** Controls, and what turns the direction of writing: names would read as others. */
  private static final Pattern OBEYED =
      Pattern.compile(
          "[\\p{Cc}\\p{Cs}\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069&&[^\n\t]]");

  private Printable() {}

  /**
   * The text with a replacement character for each that a terminal would obey, except ends of lines
   * and tabs. Whatever names of a file, a sample or a gloss stand in it can be shown.
   */
  public static String text(String text) {
    return OBEYED.matcher(text.replace("\r\n", "\n")).replaceAll("\ufffd");
  }
}
