package dev.teacher.api.error;

import java.util.stream.Collectors;

/**
 * Builds the text of a failure from its parts, one a line, so that no message forgets one:
 *
 * <pre>
 * throw Problem.data("wrong number of columns")
 *     .where(file)
 *     .expected("1629 or 1662")
 *     .found(columns)
 *     .remedy("declare the layout of the files")
 *     .exception();
 * </pre>
 */
public final class Problem {
  /** Characters of a line that quotes something; what is longer was not meant to be read. */
  private static final int LONGEST = 1000;

  /** Makes an exception of a text and a cause. */
  @FunctionalInterface
  private interface Maker {
    TeacherException of(String text, Throwable cause);
  }

  private final Maker maker;
  private final StringBuilder text;
  private Throwable cause;

  private Problem(Category category, String what) {
    this((text, cause) -> new TeacherException(category, text, cause), what);
  }

  private Problem(Maker maker, String what) {
    this.maker = maker;
    this.text = new StringBuilder(Printable.text(what));
  }

  /** A fault of the program itself. */
  public static Problem internal(String what) {
    return new Problem(Category.INTERNAL, what);
  }

  /** Wrong usage or configuration. */
  public static Problem usage(String what) {
    return new Problem(Category.USAGE, what);
  }

  /** Missing, damaged or contradicting data. */
  public static Problem data(String what) {
    return new Problem(Category.DATA, what);
  }

  /** Data with a number that is NaN or infinite; gives a {@link NonFiniteException}. */
  public static Problem nonFinite(String what) {
    return new Problem(NonFiniteException::new, what);
  }

  /** A check that ran and failed. */
  public static Problem finding(String what) {
    return new Problem(Category.FINDING, what);
  }

  /** The file, sample, configuration key or layer concerned. */
  public Problem where(Object where) {
    return line("where:    ", cut(where));
  }

  /** What would have been right. */
  public Problem expected(Object expected) {
    return line("expected: ", cut(expected));
  }

  /** What was there instead. */
  public Problem found(Object found) {
    return line("found:    ", cut(found));
  }

  /** What the reader can do about it. */
  public Problem remedy(Object remedy) {
    return line("to do:    ", remedy);
  }

  /** The exception that revealed the problem. */
  public Problem cause(Throwable cause) {
    this.cause = cause;
    return this;
  }

  /** The finished exception, to be thrown. */
  public TeacherException exception() {
    return maker.of(text.toString(), cause);
  }

  private Problem line(String label, Object value) {
    String printable = Printable.text(String.valueOf(value));
    text.append("\n  ").append(label).append(printable.replace("\n", "\n            "));
    return this;
  }

  private static String cut(Object value) {
    String text = String.valueOf(value);
    if (text.length() <= LONGEST) {
      return text;
    }
    return text.lines()
        .map(line -> line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line)
        .collect(Collectors.joining("\n"));
  }
}
