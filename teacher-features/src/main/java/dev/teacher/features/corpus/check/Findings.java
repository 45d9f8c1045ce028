package dev.teacher.features.corpus.check;

import dev.teacher.features.corpus.check.Finding.Topic;
import java.util.ArrayList;
import java.util.List;

/** What was found so far. */
final class Findings {
  private final List<Finding> all = new ArrayList<>();

  /** Something that must be mended; nothing where there are no places. */
  void wrong(Topic topic, List<String> places, String what, String remedy) {
    add(topic, true, places.size(), places, what, remedy);
  }

  /** Information; nothing where there are no places. */
  void note(Topic topic, List<String> places, String what, String remedy) {
    add(topic, false, places.size(), places, what, remedy);
  }

  /** The one or the other, with a count of what the places stand for. */
  void add(Topic topic, boolean wrong, int count, List<String> places, String what, String remedy) {
    if (count > 0) {
      all.add(new Finding(topic, wrong, count + what, places, remedy));
    }
  }

  /** What is wrong first. */
  List<Finding> sorted() {
    return all.stream().sorted((a, b) -> Boolean.compare(b.wrong(), a.wrong())).toList();
  }
}
