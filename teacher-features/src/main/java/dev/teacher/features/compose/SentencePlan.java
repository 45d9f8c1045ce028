package dev.teacher.features.compose;

import dev.teacher.api.data.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Draws sentences from clips, each of one signer. Every clip of a signer is used about equally
 * often (the numbers differ by 2 at most), and not twice in a sentence where there are others.
 */
final class SentencePlan {
  /** How much more often than the rarest a clip may have been used: gives repeated glosses. */
  private static final int SLACK = 1;

  /**
   * A sentence.
   *
   * @param id its name
   * @param clips one behind the other
   */
  record Sentence(String id, List<Sample> clips) {
    String signer() {
      return clips.get(0).signer();
    }

    List<String> glosses() {
      return clips.stream().map(clip -> clip.glosses().get(0)).toList();
    }
  }

  private final Random random;
  private final Map<String, List<Sample>> bySigner = new TreeMap<>();
  private final Map<Sample, Integer> uses = new HashMap<>();

  private SentencePlan(List<Sample> clips, Random random) {
    this.random = random;
    for (Sample clip : clips) {
      bySigner.computeIfAbsent(clip.signer(), s -> new ArrayList<>()).add(clip);
      uses.put(clip, 0);
    }
  }

  /** The sentences of a split. */
  static List<Sentence> of(String split, List<Sample> clips, Recipe recipe) {
    // Random's sequence is part of its specification: the same sentences on every Java.
    Random random = new Random(31 * recipe.shares().seed() + split.hashCode());
    int span = recipe.maxGlosses() - recipe.minGlosses() + 1;
    SentencePlan plan = new SentencePlan(clips, random);
    List<Sentence> sentences = new ArrayList<>();
    for (int i = 0; i < recipe.sentences().get(split); i++) {
      String signer = plan.signerToServe();
      int glosses = recipe.minGlosses() + random.nextInt(span);
      String safe = signer.replaceAll("[^A-Za-z0-9._-]", "-");
      String id =
          String.format(Locale.ROOT, "%s_%s%04d", split, safe.isEmpty() ? "" : safe + "_", i);
      sentences.add(new Sentence(id, plan.draw(signer, glosses)));
    }
    return sentences;
  }

  /** The signer whose clips were used least often so far. */
  private String signerToServe() {
    String least = "";
    double fewest = Double.POSITIVE_INFINITY;
    for (Map.Entry<String, List<Sample>> entry : bySigner.entrySet()) {
      double mean = entry.getValue().stream().mapToInt(uses::get).average().orElseThrow();
      if (mean < fewest) {
        fewest = mean;
        least = entry.getKey();
      }
    }
    return least;
  }

  private List<Sample> draw(String signer, int count) {
    List<Sample> own = bySigner.get(signer);
    List<Sample> drawn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int rarest = own.stream().mapToInt(uses::get).min().orElseThrow();
      List<Sample> due = own.stream().filter(c -> uses.get(c) <= rarest + SLACK).toList();
      List<Sample> fresh = due.stream().filter(c -> !drawn.contains(c)).toList();
      List<Sample> choice = fresh.isEmpty() ? due : fresh;
      Sample clip = choice.get(random.nextInt(choice.size()));
      uses.merge(clip, 1, Integer::sum);
      drawn.add(clip);
    }
    return drawn;
  }
}
