package dev.teacher.features.corpus.check;

import java.util.ArrayList;
import java.util.List;

/** What was found so far. */
final class Findings {
  private final List<Finding> all = new ArrayList<>();

  /** Something that must be mended; nothing where there are no places. */
  void wrong(List<String> places, String what, String remedy) {
    add(true, places.size(), places, what, remedy);
  }

  /** Information; nothing where there are no places. */
  void note(List<String> places, String what, String remedy) {
    add(false, places.size(), places, what, remedy);
  }

  /** The one or the other, with a count of what the places stand for. */
  void add(boolean wrong, int count, List<String> places, String what, String remedy) {
    if (count > 0) {
      all.add(new Finding(wrong, count + what, places, remedy));
    }
  }

  /** What is wrong first. */
  List<Finding> sorted() {
    return all.stream().sorted((a, b) -> Boolean.compare(b.wrong(), a.wrong())).toList();
  }
}
