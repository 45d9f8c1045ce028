package dev.teacher.cli.docs;

import java.util.ArrayList;
import java.util.List;

/** Takes the shell lines of a block apart: quotes, comments, and lines that go on. */
final class ShellLines {
  private ShellLines() {}

  /** The words of every line; comments and empty lines are left out. */
  static List<List<String>> of(Block block) {
    return block
        .text()
        .replace("\\\n", " ")
        .lines()
        .map(ShellLines::words)
        .filter(words -> !words.isEmpty())
        .toList();
  }

  /** The arguments of every {@code teacher} in a block. */
  static List<List<String>> commands(Block block) {
    List<List<String>> commands = new ArrayList<>();
    for (List<String> words : of(block)) {
      int first = 0;
      while (first < words.size() && words.get(first).matches("[A-Z_]+=.*")) {
        first++; // a variable for this command alone
      }
      if (first < words.size() && words.get(first).matches("(\\./|bin/)?teacher")) {
        commands.add(words.subList(first + 1, words.size()));
      }
    }
    return commands;
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = null;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '#' && word == null) {
        break;
      } else if (Character.isWhitespace(c)) {
        if (word != null) {
          words.add(word.toString());
        }
        word = null;
      } else {
        word = word == null ? new StringBuilder() : word;
        if (c == '\'' || c == '"') {
          quote = c;
        } else {
          word.append(c);
        }
      }
    }
    if (word != null) {
      words.add(word.toString());
    }
    return words;
  }
}
