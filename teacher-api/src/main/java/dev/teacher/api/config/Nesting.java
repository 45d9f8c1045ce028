package dev.teacher.api.config;

/**
 * How deep a text of HOCON or JSON nests, without parsing it: the parser recurses, and would run
 * out of stack before it could complain.
 */
final class Nesting {
  private static final String TRIPLE = "\"\"\"";

  private final String text;
  private int at;
  private int brackets;
  private int deepestBrackets;
  private int dots;
  private int mostDots;

  private Nesting(String text) {
    this.text = text;
  }

  /** The levels of brackets, or the parts of the longest dotted key, whichever are more. */
  static int of(String text) {
    Nesting nesting = new Nesting(text);
    while (nesting.at < text.length()) {
      nesting.token();
    }
    return Math.max(nesting.deepestBrackets, nesting.mostDots + 1);
  }

  private void token() {
    char c = text.charAt(at++);
    switch (c) {
      case '"' -> string();
      case '#' -> comment();
      case '/' -> {
        if (text.startsWith("/", at)) {
          comment();
        }
      }
      case '{', '[' -> {
        brackets++;
        deepestBrackets = Math.max(deepestBrackets, brackets);
        dots = 0;
      }
      case '}', ']' -> {
        brackets--;
        dots = 0;
      }
      case ',', '=', ':', '\n' -> dots = 0;
      case '.' -> {
        dots++;
        mostDots = Math.max(mostDots, dots);
      }
      default -> {} // a part of a word
    }
  }

  private void comment() {
    int end = text.indexOf('\n', at);
    at = end < 0 ? text.length() : end;
  }

  private void string() {
    if (text.startsWith(TRIPLE, at - 1)) {
      int end = text.indexOf(TRIPLE, at + 2);
      at = end < 0 ? text.length() : end + TRIPLE.length();
      while (text.startsWith("\"", at)) {
        at++; // more quotes belong to the string
      }
      return;
    }
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"' || c == '\n') {
        return; // a line end is an error there; what follows may count as nesting
      }
      if (c == '\\') {
        at++;
      }
    }
  }
}
