package dev.teacher.train.doctor.fault;

import dev.teacher.api.data.Sample;
import dev.teacher.api.plugin.CorpusReader;
import dev.teacher.train.doctor.Case;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A corpus with changed samples. Each split is read once, so that a change is the same each time.
 */
final class ChangedCorpus implements CorpusReader {
  /** Changes the samples of a split. */
  @FunctionalInterface
  interface Change {
    /**
     * The samples in the place of those that were read.
     *
     * @param split its name
     * @param samples of the split
     * @param corpus as it was, for other splits
     */
    List<Sample> samples(String split, List<Sample> samples, CorpusReader corpus);
  }

  private final CorpusReader sound;
  private final Change change;
  private final Map<String, List<Sample>> read = new LinkedHashMap<>();

  private ChangedCorpus(CorpusReader sound, Change change) {
    this.sound = sound;
    this.change = change;
  }

  /** Changes samples as {@code change} says. */
  static UnaryOperator<Case> by(Change change) {
    return subject ->
        subject.with(Interferences.corpus(corpus -> new ChangedCorpus(corpus, change)));
  }

  /** Changes the samples of one split. */
  static UnaryOperator<Case> in(String changed, Change change) {
    return by(
        (split, samples, corpus) ->
            split.equals(changed) ? change.samples(split, samples, corpus) : samples);
  }

  /**
   * Changes samples one by one.
   *
   * @param splits that are changed; all where it is empty
   * @param share of their samples that are
   */
  static UnaryOperator<Case> each(Set<String> splits, double share, UnaryOperator<Sample> change) {
    return by(
        (split, samples, corpus) -> {
          if (!splits.isEmpty() && !splits.contains(split)) {
            return samples;
          }
          Set<String> chosen = chosen(samples, share, split);
          return samples.stream()
              .map(sample -> chosen.contains(sample.id()) ? change.apply(sample) : sample)
              .toList();
        });
  }

  /** The ids of a share of the samples, one at least; the same ones each time. */
  static Set<String> chosen(List<Sample> samples, double share, String split) {
    List<String> ids = new ArrayList<>(samples.stream().map(Sample::id).toList());
    Collections.shuffle(ids, new Random(split.hashCode()));
    return new HashSet<>(ids.subList(0, (int) Math.max(1, Math.round(share * ids.size()))));
  }

  @Override
  public List<String> splits() {
    return sound.splits();
  }

  @Override
  public List<Sample> read(String split) {
    return read.computeIfAbsent(split, s -> change.samples(s, sound.read(s), sound));
  }
}
