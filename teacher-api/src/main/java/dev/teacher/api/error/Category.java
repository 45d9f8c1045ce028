package dev.teacher.api.error;

/** Who can mend a failure; decides the exit code of the command. */
public enum Category {
  /** A fault of the program itself. */
  INTERNAL(1),
  /** Wrong usage or configuration. */
  USAGE(2),
  /** Data that are missing, damaged or contradict the configuration. */
  DATA(3),
  /** The command worked and found something wrong. */
  FINDING(4);

  private final int exitCode;

  Category(int exitCode) {
    this.exitCode = exitCode;
  }

  /** The exit code of a command that ends with a failure of this category. */
  public int exitCode() {
    return exitCode;
  }
}
