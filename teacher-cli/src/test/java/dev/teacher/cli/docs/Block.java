package dev.teacher.cli.docs;

import java.nio.file.Path;
import java.util.List;

/**
 * A fenced block of a page.
 *
 * @param page where it stands
 * @param line of its opening fence, from 1
 * @param language first word behind the fence, empty if there is none
 * @param words what follows the language
 * @param title the file it shows, if the line before names one; else empty
 * @param text its content, every line with its end
 */
record Block(Path page, int line, String language, List<String> words, String title, String text) {
  Block {
    words = List.copyOf(words);
  }

  boolean is(String wanted, String... marks) {
    return language.equals(wanted) && words.equals(List.of(marks));
  }

  /** For messages. */
  @Override
  public String toString() {
    return page + ":" + line;
  }
}
