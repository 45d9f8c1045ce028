package dev.teacher.api.error;

/**
 * A failure a person can act on: what happened, where, what was expected, what was found and what
 * to do. Made with {@link Problem}.
 */
public sealed class TeacherException extends RuntimeException permits NonFiniteException {
  private static final long serialVersionUID = 1L;

  private final Category category;

  TeacherException(Category category, String message, Throwable cause) {
    super(message, cause);
    this.category = category;
  }

  /** Who can mend this failure. */
  public Category category() {
    return category;
  }
}
