package dev.teacher.features.corpus.check;

import dev.teacher.features.corpus.Listing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A split in numbers.
 *
 * @param sentences that can be read
 * @param withoutLandmarks sentences without a landmark file
 * @param signers sentences of each signer
 * @param occurrences of glosses
 * @param glosses different ones
 * @param singletons glosses that occur once
 * @param unseenGlosses glosses that train has not
 * @param unseenOccurrences of those; each is at least one error
 * @param werFloor the lowest word error rate that a network can reach, as a fraction
 * @param frames of a sentence: shortest, median, longest; empty where no landmarks are
 * @param totalFrames of all sentences
 * @param medianFramesPerGloss 0 where no landmarks are
 * @param frameRates sentences of each frame rate; "unknown" where files do not tell
 * @param counts occurrences of each gloss, the most frequent first
 * @param filtered how often each rule of the annotation filter met which token
 */
public record SplitFacts(
    int sentences,
    int withoutLandmarks,
    Map<String, Integer> signers,
    int occurrences,
    int glosses,
    int singletons,
    int unseenGlosses,
    int unseenOccurrences,
    double werFloor,
    List<Integer> frames,
    long totalFrames,
    double medianFramesPerGloss,
    Map<String, Integer> frameRates,
    Map<String, Integer> counts,
    Map<String, Map<String, Integer>> filtered) {

  static SplitFacts of(Listing listing, Map<String, Integer> trained, Map<String, Integer> rates) {
    List<Listing.Row> rows = listing.rows();
    Map<String, Integer> signers = new TreeMap<>();
    List<Integer> frames = new ArrayList<>();
    List<Double> perGloss = new ArrayList<>();
    for (Listing.Row row : rows) {
      signers.merge(row.signer().isEmpty() ? "unknown" : row.signer(), 1, Integer::sum);
      row.landmarks().ifPresent(source -> frames.add(source.frames()));
      row.landmarks()
          .ifPresent(source -> perGloss.add((double) source.frames() / row.glosses().size()));
    }
    Map<String, Integer> glosses = glosses(rows);
    int occurrences = glosses.values().stream().mapToInt(n -> n).sum();
    int[] unseen =
        glosses.entrySet().stream()
            .filter(entry -> !trained.containsKey(entry.getKey()))
            .mapToInt(Map.Entry::getValue)
            .toArray();
    int unseenOccurrences = Arrays.stream(unseen).sum();
    List<Integer> sorted = frames.stream().sorted().toList();
    int count = sorted.size();
    return new SplitFacts(
        rows.size(),
        rows.size() - count,
        signers,
        occurrences,
        glosses.size(),
        (int) glosses.values().stream().filter(n -> n == 1).count(),
        unseen.length,
        unseenOccurrences,
        occurrences == 0 ? 0 : (double) unseenOccurrences / occurrences,
        count == 0
            ? List.of()
            : List.of(sorted.get(0), sorted.get(count / 2), sorted.get(count - 1)),
        frames.stream().mapToLong(n -> n).sum(),
        count == 0 ? 0 : perGloss.stream().sorted().toList().get(count / 2),
        rates,
        descending(glosses),
        listing.filtered());
  }

  private static Map<String, Integer> descending(Map<String, Integer> counts) {
    Map<String, Integer> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }

  /** How often each gloss occurs. */
  static Map<String, Integer> glosses(List<Listing.Row> rows) {
    Map<String, Integer> counts = new HashMap<>();
    rows.forEach(row -> row.glosses().forEach(gloss -> counts.merge(gloss, 1, Integer::sum)));
    return counts;
  }
}
