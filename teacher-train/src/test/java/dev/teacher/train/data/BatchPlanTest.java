package dev.teacher.train.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BatchPlanTest {
  /** Told apart by identity of the place, since lengths repeat. */
  private record Recording(int place, int frames) {}

  @Property(tries = 200)
  void everySampleStandsInExactlyOneBatchWithinTheBudget(
      @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 300) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 500) int maxFrames,
      @ForAll @IntRange(min = 1, max = 9) int maxSamples,
      @ForAll long seed) {
    List<Recording> all = recordings(lengths);
    BatchPlan plan = new BatchPlan(maxFrames, maxSamples);
    for (List<List<Recording>> batches :
        List.of(
            plan.shuffled(all, Recording::frames, seed), plan.inOrder(all, Recording::frames))) {
      assertThat(batches.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(all);
      for (List<Recording> batch : batches) {
        int longest = batch.stream().mapToInt(Recording::frames).max().orElseThrow();
        assertThat(batch).hasSizeBetween(1, maxSamples);
        assertThat(batch.size() == 1 || longest * batch.size() <= maxFrames).isTrue();
      }
    }
  }

  @Test
  void theSeedAloneDecidesTheOrder() {
    List<Recording> all = recordings(new Random(1).ints(40, 10, 200).boxed().toList());
    BatchPlan plan = new BatchPlan(600, 8);
    assertThat(plan.shuffled(all, Recording::frames, 7))
        .isEqualTo(plan.shuffled(all, Recording::frames, 7))
        .isNotEqualTo(plan.shuffled(all, Recording::frames, 8));
  }

  /** Sentences of webcams, 49 to 143 frames, a few in a batch. */
  @Property(tries = 50)
  void paddingOfBatchesOfAFewIsBelowEightPercent(@ForAll long seed, @ForAll boolean augmented) {
    Random random = new Random(seed);
    int[] lengths = random.ints(176, 49, 144).map(n -> augmented ? faster(n, random) : n).toArray();
    assertThat(padding(lengths, new BatchPlan(500, 32), seed)).isLessThan(0.08);
  }

  /** Sentences of television, 30 to 300 frames, the most of them near 140; many in a batch. */
  @Property(tries = 20)
  void paddingOfBatchesOfManyIsBelowEightPercent(@ForAll long seed, @ForAll boolean augmented) {
    Random random = new Random(seed);
    int[] lengths =
        DoubleStream.generate(() -> 140 + 55 * random.nextGaussian())
            .limit(4000)
            .mapToInt(n -> (int) Math.min(300, Math.max(30, n)))
            .map(n -> augmented ? faster(n, random) : n)
            .toArray();
    assertThat(padding(lengths, new BatchPlan(3000, 32), seed)).isLessThan(0.08);
  }

  /** A small corpus of such sentences: some fifteen batches, whose lengths lie far apart. */
  @Property(tries = 50)
  void paddingOfFewBatchesOfManyIsBelowEightPercent(@ForAll long seed, @ForAll boolean augmented) {
    Random random = new Random(seed);
    int[] lengths =
        DoubleStream.generate(() -> 127 + 40 * random.nextGaussian())
            .limit(336)
            .mapToInt(n -> (int) Math.min(233, Math.max(29, n)))
            .map(n -> augmented ? faster(n, random) : n)
            .toArray();
    assertThat(padding(lengths, new BatchPlan(3000, 32), seed)).isLessThan(0.08);
  }

  @Test
  void whichSamplesStandTogetherDiffersFromEpochToEpoch() {
    List<Recording> all = recordings(new Random(1).ints(176, 49, 144).boxed().toList());
    BatchPlan plan = new BatchPlan(500, 32);
    for (int seed = 0; seed < 20; seed++) {
      Set<Set<Recording>> before = pairs(plan.shuffled(all, Recording::frames, seed));
      Set<Set<Recording>> after = pairs(plan.shuffled(all, Recording::frames, seed + 1));
      double size = after.size();
      after.retainAll(before);
      assertThat(after.size() / size).as("share of pairs that stay together").isLessThan(0.4);
    }
  }

  @Test
  void notAlwaysTheSameLengthsAreLeftOver() {
    List<Recording> all = recordings(List.of(10, 20, 30));
    BatchPlan plan = new BatchPlan(60, 9);
    Set<Integer> alone = new HashSet<>();
    for (int seed = 0; seed < 30; seed++) {
      plan.shuffled(all, Recording::frames, seed).stream()
          .filter(batch -> batch.size() == 1)
          .forEach(batch -> alone.add(batch.get(0).frames()));
    }
    assertThat(alone).containsExactlyInAnyOrder(10, 30);
  }

  @Test
  void shufflingLeavesTheListAsItIs() {
    List<Recording> all = Collections.unmodifiableList(recordings(List.of(5, 3, 4)));
    assertThat(new BatchPlan(100, 2).shuffled(all, Recording::frames, 1)).hasSize(2);
  }

  @Test
  void aSampleLongerThanTheBudgetStandsAlone() {
    List<List<Recording>> batches =
        new BatchPlan(100, 8).inOrder(recordings(List.of(500, 20, 30)), Recording::frames);
    assertThat(batches).extracting(batch -> batch.get(batch.size() - 1).frames()).contains(500);
    assertThat(batches.get(batches.size() - 1)).hasSize(1);
  }

  @Test
  void nothingGivesNoBatch() {
    assertThat(new BatchPlan(10, 1).<Recording>shuffled(List.of(), Recording::frames, 1)).isEmpty();
  }

  /** As the augmentation speed changes them. */
  private static int faster(int frames, Random random) {
    return (int) Math.round(frames / (0.8 + 0.45 * random.nextDouble()));
  }

  /** The share of padding over some epochs. */
  private static double padding(int[] lengths, BatchPlan plan, long seed) {
    List<Recording> all = recordings(IntStream.of(lengths).boxed().toList());
    long frames = 0;
    long padded = 0;
    for (int epoch = 0; epoch < 5; epoch++) {
      for (List<Recording> batch : plan.shuffled(all, Recording::frames, seed + epoch)) {
        frames += batch.stream().mapToInt(Recording::frames).sum();
        padded +=
            (long) batch.size() * batch.stream().mapToInt(Recording::frames).max().orElseThrow();
      }
    }
    return 1 - (double) frames / padded;
  }

  private static Set<Set<Recording>> pairs(List<List<Recording>> batches) {
    Set<Set<Recording>> pairs = new HashSet<>();
    for (List<Recording> batch : batches) {
      for (Recording one : batch) {
        batch.stream().filter(o -> !o.equals(one)).forEach(other -> pairs.add(Set.of(one, other)));
      }
    }
    return pairs;
  }

  private static List<Recording> recordings(List<Integer> lengths) {
    List<Recording> all = new ArrayList<>();
    for (int i = 0; i < lengths.size(); i++) {
      all.add(new Recording(i, lengths.get(i)));
    }
    return all;
  }
}
