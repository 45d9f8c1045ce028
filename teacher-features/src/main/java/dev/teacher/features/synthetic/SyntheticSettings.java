package dev.teacher.features.synthetic;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.error.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The corpus section.
 *
 * @param seed of everything
 * @param glosses size of the lexicon
 * @param signers in train, dev and test
 * @param sentences of each split, in their order
 * @param minLength glosses of the shortest sentences
 * @param maxLength glosses of the longest sentences
 * @param frameRate frames a second
 */
record SyntheticSettings(
    long seed,
    int glosses,
    int signers,
    Map<String, Integer> sentences,
    int minLength,
    int maxLength,
    double frameRate) {
  static final String TRAIN = "train";
  static final String TEST_UNSEEN = "test-unseen";

  private static final Key<Long> SEED =
      Key.longInteger("seed", 1L).meaning("another seed gives another corpus");
  private static final Key<Integer> GLOSSES =
      Key.integer("glosses", 12).range(2, 500).meaning("how many glosses there are");
  private static final Key<Integer> SIGNERS =
      Key.integer("signers", 6)
          .range(1, 500)
          .meaning("signers of train, dev and test; test-unseen has one more to itself");
  private static final Map<String, Key<Integer>> SENTENCES = new LinkedHashMap<>();
  private static final Key<Integer> MIN_LENGTH =
      Key.integer("min-length", 1).range(1, 50).meaning("glosses of the shortest sentences");
  private static final Key<Integer> MAX_LENGTH =
      Key.integer("max-length", 5).range(1, 50).meaning("glosses of the longest sentences");
  private static final Key<Double> FRAME_RATE =
      Key.number("frame-rate", 25.0).range(10, 120).meaning("frames a second");

  static {
    sentences(TRAIN, 240);
    sentences("dev", 40);
    sentences("test", 40);
    sentences(TEST_UNSEEN, 40);
  }

  private static void sentences(String split, int fallback) {
    SENTENCES.put(
        split,
        Key.integer("sentences." + split, fallback)
            .range(1, 1_000_000)
            .meaning("sentences of " + split));
  }

  static List<Key<?>> keys() {
    return List.of(
        SEED,
        GLOSSES,
        SIGNERS,
        SENTENCES.get(TRAIN),
        SENTENCES.get("dev"),
        SENTENCES.get("test"),
        SENTENCES.get(TEST_UNSEEN),
        MIN_LENGTH,
        MAX_LENGTH,
        FRAME_RATE);
  }

  static SyntheticSettings of(Settings settings) {
    int minLength = settings.get(MIN_LENGTH);
    int maxLength = settings.get(MAX_LENGTH);
    if (minLength > maxLength) {
      throw Problem.usage("sentences cannot be at least " + minLength + " glosses long")
          .where(settings.origin(MIN_LENGTH))
          .expected("min-length no greater than max-length")
          .found("max-length " + maxLength + " (" + settings.origin(MAX_LENGTH) + ")")
          .exception();
    }
    Map<String, Integer> sentences = new LinkedHashMap<>();
    SENTENCES.forEach((split, key) -> sentences.put(split, settings.get(key)));
    return new SyntheticSettings(
        settings.get(SEED),
        settings.get(GLOSSES),
        settings.get(SIGNERS),
        sentences,
        minLength,
        maxLength,
        settings.get(FRAME_RATE));
  }
}
