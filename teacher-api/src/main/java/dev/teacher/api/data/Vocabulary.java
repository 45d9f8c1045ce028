package dev.teacher.api.data;

import dev.teacher.api.error.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The glosses that a network can say. Index 0 is CTC's blank; glosses follow in alphabetical order
 * when made from sentences, so that a corpus has one vocabulary.
 */
public final class Vocabulary {
  /** How blank is written in files. */
  public static final String BLANK = "<blank>";

  private final List<String> entries;
  private final Map<String, Integer> index = new HashMap<>();

  private Vocabulary(List<String> entries, Object origin) {
    this.entries = List.copyOf(entries);
    if (entries.size() < 2 || !entries.get(0).equals(BLANK)) {
      throw Problem.data("not a vocabulary")
          .where(origin)
          .expected(BLANK + " first, then at least one gloss")
          .found(entries.subList(0, Math.min(3, entries.size())))
          .exception();
    }
    for (String entry : entries) {
      if (entry.isBlank() || index.putIfAbsent(entry, index.size()) != null) {
        throw Problem.data("a vocabulary names every gloss once")
            .where(origin)
            .found(entry.isBlank() ? "an empty line" : entry + " twice")
            .exception();
      }
    }
  }

  /** The vocabulary of the training sentences. */
  public static Vocabulary of(Collection<List<String>> sentences) {
    List<String> entries = new ArrayList<>();
    entries.add(BLANK);
    TreeSet<String> glosses = new TreeSet<>();
    sentences.forEach(glosses::addAll);
    if (glosses.contains(BLANK)) {
      throw Problem.data("a gloss cannot be called " + BLANK)
          .where("the annotations of the training split")
          .remedy("rename that gloss")
          .exception();
    }
    entries.addAll(glosses);
    return new Vocabulary(entries, "the training sentences");
  }

  /** Entries as they were saved, blank first; {@code origin} is named in errors. */
  public static Vocabulary ofEntries(List<String> entries, Object origin) {
    return new Vocabulary(entries, origin);
  }

  /** All entries, blank first. */
  public List<String> entries() {
    return entries;
  }

  /** The number of entries, blank included: the width of the network's output. */
  public int size() {
    return entries.size();
  }

  /** The gloss of an index greater than 0. */
  public String gloss(int entry) {
    if (entry < 1 || entry >= entries.size()) {
      throw new IndexOutOfBoundsException("no gloss has index " + entry);
    }
    return entries.get(entry);
  }

  /** Whether the network can say that gloss. */
  public boolean contains(String gloss) {
    return index.getOrDefault(gloss, 0) > 0;
  }

  /** The indices of a sentence; a data problem that names the sample and the unknown gloss. */
  public int[] encode(Sample sample) {
    int[] encoded = new int[sample.glosses().size()];
    for (int i = 0; i < encoded.length; i++) {
      String gloss = sample.glosses().get(i);
      if (!contains(gloss)) {
        throw Problem.data("a gloss is not in the vocabulary")
            .where("sample " + sample.id())
            .expected("one of the " + (size() - 1) + " glosses of the training split")
            .found(gloss)
            .remedy("correct the annotation or add training sentences with that gloss")
            .exception();
      }
      encoded[i] = index.get(gloss);
    }
    return encoded;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vocabulary that && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return (size() - 1) + " glosses";
  }
}
