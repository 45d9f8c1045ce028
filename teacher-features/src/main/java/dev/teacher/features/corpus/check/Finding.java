package dev.teacher.features.corpus.check;

import java.util.List;

/**
 * Something about a corpus that its owner should know.
 *
 * @param wrong whether it must be mended; otherwise it is information
 * @param what in one line, with numbers
 * @param places the sentences, files or glosses concerned
 * @param remedy what to do
 */
public record Finding(boolean wrong, String what, List<String> places, String remedy) {
  public Finding {
    places = List.copyOf(places);
  }
}
