package dev.teacher.train.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
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

  private static List<Recording> recordings(List<Integer> lengths) {
    List<Recording> all = new ArrayList<>();
    for (int i = 0; i < lengths.size(); i++) {
      all.add(new Recording(i, lengths.get(i)));
    }
    return all;
  }
}
