package dev.teacher.cli;

import java.util.Optional;

/**
 * The terminal that standard error goes to.
 *
 * @param columns characters of a line
 */
record Terminal(int columns) {
  /** What the launcher says of it, since Java knows of standard input and output only. */
  private static final String PROPERTY = "teacher.terminal";

  private static final int FEWEST = 20;
  private static final int USUAL = 80;

  /** None where standard error goes elsewhere, or where the launcher did not look. */
  static Optional<Terminal> ofErrors() {
    return Optional.ofNullable(System.getProperty(PROPERTY)).map(Terminal::of);
  }

  private static Terminal of(String columns) {
    boolean isNumber = columns.matches("\\d{1,5}");
    int number = isNumber ? Integer.parseInt(columns) : 0;
    return new Terminal(number < FEWEST ? USUAL : number);
  }
}
