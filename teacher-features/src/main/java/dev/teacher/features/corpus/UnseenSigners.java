package dev.teacher.features.corpus;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Nearest;
import dev.teacher.api.data.Sample;
import dev.teacher.api.error.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Moves the sentences of some signers out of every split into {@value #SPLIT}, so that what a model
 * does with signers it has never seen can be measured on any corpus.
 *
 * @param names of the signers, maybe none
 */
record UnseenSigners(List<String> names) {
  static final String SPLIT = "test-unseen";

  static final Key<List<String>> SIGNERS =
      Key.texts("unseen-signers", List.of())
          .meaning("signers whose sentences are moved out of all splits into " + SPLIT);

  /** The splits there are when sentences have been moved. */
  List<String> splits(List<String> before) {
    if (names.isEmpty() || before.contains(SPLIT)) {
      return before;
    }
    List<String> splits = new ArrayList<>(before);
    splits.add(SPLIT);
    return splits;
  }

  /**
   * Moves the sentences.
   *
   * @param before the splits as annotated; what {@value #SPLIT} has stays there
   * @param notices hears what was moved
   */
  Map<String, List<Sample>> move(Map<String, List<Sample>> before, Consumer<String> notices) {
    requireKnown(before);
    Map<String, List<Sample>> after = new LinkedHashMap<>();
    List<Sample> moved = new ArrayList<>(before.getOrDefault(SPLIT, List.of()));
    Map<String, Integer> bySplit = new LinkedHashMap<>();
    Map<String, Integer> bySigner = new TreeMap<>();
    before.forEach(
        (split, samples) -> {
          List<Sample> kept = new ArrayList<>();
          for (Sample sample : samples) {
            if (split.equals(SPLIT) || !names.contains(sample.signer())) {
              kept.add(sample);
            } else {
              moved.add(sample);
              bySplit.merge(split, 1, Integer::sum);
              bySigner.merge(sample.signer(), 1, Integer::sum);
            }
          }
          if (kept.isEmpty()) {
            throw Problem.data("split " + split + " has unseen signers only")
                .where("corpus.unseen-signers")
                .found(samples.size() + " sentences of " + bySigner.keySet())
                .remedy("leave one of its signers out of corpus.unseen-signers")
                .exception();
          }
          after.put(split, List.copyOf(kept));
        });
    requireOwnIds(moved);
    after.put(SPLIT, List.copyOf(moved));
    notices.accept(
        "moved sentences of unseen signers into "
            + SPLIT
            + ": "
            + bySigner
            + ", out of "
            + bySplit);
    return after;
  }

  /**
   * The same for a listing: without their sentences, or, for {@value #SPLIT}, with all of them.
   *
   * @param others gives the sentences of the other splits
   */
  Listing apply(String split, Listing own, Supplier<List<Listing.Row>> others) {
    if (names.isEmpty()) {
      return own;
    }
    boolean gathers = split.equals(SPLIT);
    List<Listing.Row> rows = new ArrayList<>();
    own.rows().stream().filter(row -> gathers || !names.contains(row.signer())).forEach(rows::add);
    if (gathers) {
      others.get().stream().filter(row -> names.contains(row.signer())).forEach(rows::add);
    }
    return own.with(rows);
  }

  private void requireKnown(Map<String, List<Sample>> splits) {
    TreeSet<String> known = new TreeSet<>();
    splits.values().forEach(samples -> samples.forEach(sample -> known.add(sample.signer())));
    for (String name : names) {
      if (!known.contains(name)) {
        throw Problem.data("nobody in the corpus is called " + name)
            .where("corpus.unseen-signers")
            .expected("signers of " + known)
            .found(name)
            .remedy(
                Nearest.of(name, known)
                    .map(near -> "did you mean " + near + "?")
                    .orElse("name signers as the annotations do"))
            .exception();
      }
    }
  }

  private static void requireOwnIds(List<Sample> moved) {
    Map<String, Sample> seen = new HashMap<>();
    for (Sample sample : moved) {
      Sample before = seen.putIfAbsent(sample.id(), sample);
      if (before != null) {
        throw Problem.data("two splits have a sentence " + sample.id() + ", and both move")
            .where(before.source().location() + "\n" + sample.source().location())
            .remedy("rename one of them")
            .exception();
      }
    }
  }
}
