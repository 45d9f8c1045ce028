package dev.teacher.features.synthetic;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which glosses follow each other in which sentence: at random, with a repetition now and then.
 * Every gloss begins a training sentence in turn; other splits use the glosses of the training
 * split alone, in sentences that it has not, unless all are taken.
 */
final class Grammar {
  /** How often another sentence is drawn where the training split has it. */
  private static final int ATTEMPTS = 50;

  private final SyntheticSettings settings;
  private final Map<String, List<List<Integer>>> splits = new LinkedHashMap<>();

  Grammar(SyntheticSettings settings) {
    this.settings = settings;
    List<Integer> all = new ArrayList<>();
    for (int gloss : SplitMix.of(settings.seed(), "order").shuffled(settings.glosses())) {
      all.add(gloss);
    }
    List<List<Integer>> train = new ArrayList<>();
    for (int i = 0; i < settings.sentences().get(SyntheticSettings.TRAIN); i++) {
      List<Integer> sentence = draw(random(SyntheticSettings.TRAIN, i, 0), all);
      sentence.set(0, all.get(i % all.size()));
      train.add(sentence);
    }
    splits.put(SyntheticSettings.TRAIN, train);
    Set<List<Integer>> taken = new HashSet<>(train);
    Set<Integer> known = new TreeSet<>();
    train.forEach(known::addAll);
    for (String split : settings.sentences().keySet()) {
      splits.computeIfAbsent(split, s -> fresh(s, taken, List.copyOf(known)));
    }
  }

  /** The glosses of a split's sentences, as indices of the lexicon. */
  List<List<Integer>> sentences(String split) {
    return splits.get(split);
  }

  private List<List<Integer>> fresh(String split, Set<List<Integer>> taken, List<Integer> glosses) {
    List<List<Integer>> sentences = new ArrayList<>();
    for (int i = 0; i < settings.sentences().get(split); i++) {
      List<Integer> sentence = draw(random(split, i, 0), glosses);
      for (int attempt = 1; taken.contains(sentence) && attempt < ATTEMPTS; attempt++) {
        sentence = draw(random(split, i, attempt), glosses);
      }
      sentences.add(sentence);
    }
    return sentences;
  }

  private SplitMix random(String split, int index, int attempt) {
    return SplitMix.of(settings.seed(), "glosses of " + split, index, attempt);
  }

  private List<Integer> draw(SplitMix random, List<Integer> glosses) {
    int length =
        settings.minLength() + random.index(settings.maxLength() - settings.minLength() + 1);
    List<Integer> sentence = new ArrayList<>();
    int last = random.index(glosses.size());
    sentence.add(glosses.get(last));
    while (sentence.size() < length) {
      if (glosses.size() > 1 && !random.chance(Difficulty.REPETITION)) {
        last = (last + 1 + random.index(glosses.size() - 1)) % glosses.size();
      }
      sentence.add(glosses.get(last));
    }
    return sentence;
  }
}
