package dev.teacher.features.corpus;

import dev.teacher.api.data.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * How clips of one kind are shared out, by chance, among train, dev and test. Each split that gets
 * any gets one at least; rounding favours train.
 *
 * @param dev share of dev, from 0 to {@link #MOST}; 0: no such split
 * @param test share of test, from 0 to {@link #MOST}; 0: no such split
 * @param seed of the draw; other kinds of clips do not change it
 */
public record ClipShares(double dev, double test, long seed) {
  /** The most that dev or test may have, so that something is always left for train. */
  public static final double MOST = 0.45;

  /** The splits, train first. */
  public List<String> splits() {
    List<String> splits = new ArrayList<>(List.of("train"));
    if (dev > 0) {
      splits.add("dev");
    }
    if (test > 0) {
      splits.add("test");
    }
    return splits;
  }

  /** The fewest clips that give every split one. */
  public int least() {
    return splits().size();
  }

  /**
   * Shares out clips, at least {@link #least} of them.
   *
   * @param kind what they have in common, part of the draw
   * @param clips in a stable order
   * @return disjoint clips by split, which together are all
   */
  public Map<String, List<Sample>> apply(String kind, List<Sample> clips) {
    if (clips.size() < least()) {
      throw new IllegalArgumentException(clips.size() + " clips of " + kind);
    }
    List<Sample> shuffled = new ArrayList<>(clips);
    // Random's sequence is part of its specification: the same splits on every Java.
    Collections.shuffle(shuffled, new Random(31 * seed + kind.hashCode()));
    int devs = count(dev, clips.size());
    int tests = count(test, clips.size());
    Map<String, List<Sample>> shares = new LinkedHashMap<>();
    shares.put("train", shuffled.subList(devs + tests, shuffled.size()));
    if (devs > 0) {
      shares.put("dev", shuffled.subList(0, devs));
    }
    if (tests > 0) {
      shares.put("test", shuffled.subList(devs, devs + tests));
    }
    return shares;
  }

  private static int count(double share, int clips) {
    return share > 0 ? Math.max(1, (int) (share * clips)) : 0;
  }
}
