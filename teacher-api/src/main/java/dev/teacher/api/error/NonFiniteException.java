package dev.teacher.api.error;

/** A number of the data is NaN or infinite. Made with {@link Problem#nonFinite}. */
public final class NonFiniteException extends TeacherException {
  private static final long serialVersionUID = 1L;

  NonFiniteException(String message, Throwable cause) {
    super(Category.DATA, message, cause);
  }
}
