package dev.teacher.features.compose;

import dev.teacher.api.error.Problem;
import dev.teacher.features.corpus.ClipShares;
import java.util.List;
import java.util.Map;

/**
 * How sentences are made from clips.
 *
 * @param sentences number of sentences by split, of {@link ClipPools#SPLITS}
 * @param minGlosses of a sentence, at least 1
 * @param maxGlosses of a sentence
 * @param shares how the clips of a signer and gloss are shared out over the splits; its seed is the
 *     seed of the sentences as well
 * @param unseenSigners whose clips make the split test-unseen and no other
 * @param reuseClips whether dev and test may use clips of train where there are too few
 * @param trimRest whether frames without a hand are cut off both ends of a clip
 * @param transition frames between two clips, interpolated; 0 puts clips one behind the other
 */
public record Recipe(
    Map<String, Integer> sentences,
    int minGlosses,
    int maxGlosses,
    ClipShares shares,
    List<String> unseenSigners,
    boolean reuseClips,
    boolean trimRest,
    int transition) {
  public Recipe {
    sentences = Map.copyOf(sentences);
    unseenSigners = List.copyOf(unseenSigners);
    require(
        ClipPools.SPLITS.containsAll(sentences.keySet())
            && sentences.values().stream().allMatch(count -> count > 0 && count < 1_000_000),
        "from 1 to 999999 sentences for each of " + ClipPools.SPLITS,
        sentences);
    require(
        minGlosses >= 1 && maxGlosses >= minGlosses && maxGlosses <= 1000,
        "1 <= fewest glosses <= most glosses <= 1000",
        minGlosses + " and " + maxGlosses);
    require(transition >= 0 && transition <= 1000, "a transition of 0 to 1000 frames", transition);
  }

  private static void require(boolean holds, String expected, Object found) {
    if (!holds) {
      throw Problem.usage("sentences cannot be made so")
          .expected(expected)
          .found(found)
          .remedy("correct the option")
          .exception();
    }
  }
}
