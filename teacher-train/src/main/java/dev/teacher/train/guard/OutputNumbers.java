package dev.teacher.train.guard;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a network says of a split as a whole.
 *
 * @param blankShare share of the output frames that are blank
 * @param impliedBlankShare what it is where each gloss takes one frame
 * @param coverage share of the annotated glosses that are said at all
 * @param repeatedShare share of the sentences with the commonest hypothesis
 */
public record OutputNumbers(
    double blankShare, double impliedBlankShare, double coverage, double repeatedShare) {
  /**
   * What was said.
   *
   * @param references sentences as annotated
   * @param hypotheses as recognised
   * @param glossFrames output frames with a gloss
   * @param frames output frames
   * @param wer word error rate
   */
  public record Said(
      List<List<String>> references,
      List<List<String>> hypotheses,
      long glossFrames,
      long frames,
      double wer) {
    Set<String> annotated() {
      Set<String> glosses = new HashSet<>();
      references.forEach(glosses::addAll);
      return glosses;
    }
  }

  static OutputNumbers of(Said said) {
    Set<String> annotated = said.annotated();
    Set<String> covered = new HashSet<>();
    said.hypotheses().forEach(covered::addAll);
    covered.retainAll(annotated);
    long labels = said.references().stream().mapToLong(List::size).sum();
    return new OutputNumbers(
        1 - (double) said.glossFrames() / said.frames(),
        1 - (double) labels / said.frames(),
        (double) covered.size() / annotated.size(),
        commonest(said.hypotheses()));
  }

  /** The share of the commonest sentence. */
  static double commonest(List<List<String>> sentences) {
    Map<List<String>, Integer> counts = new HashMap<>();
    sentences.forEach(sentence -> counts.merge(sentence, 1, Integer::sum));
    int most = counts.values().stream().mapToInt(i -> i).max().orElse(0);
    return (double) most / sentences.size();
  }
}
