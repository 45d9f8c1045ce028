package dev.teacher.train.djl;

import java.util.Arrays;

/** Cuts the engine's messages, which may be pages of stack frames, to what a person reads. */
final class Messages {
  private static final int LINES = 12;
  private static final int LENGTH = 1500;

  private Messages() {}

  /** The first lines of the innermost message that says something. */
  static String first(Throwable failure) {
    String text = failure.toString();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null) {
        text = cause.getMessage();
      }
    }
    String[] lines = text.strip().split("\\R");
    String head = String.join("\n", Arrays.copyOf(lines, Math.min(lines.length, LINES)));
    boolean cut = lines.length > LINES || head.length() > LENGTH;
    return cut ? head.substring(0, Math.min(head.length(), LENGTH)) + " ..." : head;
  }
}
