package dev.teacher.features.corpus.check;

import java.util.List;

/**
 * Something about a corpus that its owner should know.
 *
 * @param wrong whether it must be mended; otherwise it is information
 * @param what in one line, with numbers
 * @param places the first few sentences, files or glosses concerned
 * @param remedy what to do
 */
public record Finding(boolean wrong, String what, List<String> places, String remedy) {
  private static final int NAMED = 8;

  static Finding of(boolean wrong, String what, List<String> all, String remedy) {
    return new Finding(
        wrong, what, List.copyOf(all.subList(0, Math.min(NAMED, all.size()))), remedy);
  }
}
