package dev.teacher.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.teacher.api.data.Frames;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.plugin.Augmentation;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.Registry;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TrainingBatchesTest {
  private static final Augmentation NOISE =
      (landmarks, random) -> {
        float[] values = landmarks.values().clone();
        values[0] = random.nextInt();
        return landmarks.with(landmarks.frames(), values);
      };
  private static final Augmentation FIRST_FRAME =
      new Augmentation() {
        @Override
        public Landmarks apply(Landmarks landmarks, RandomGenerator random) {
          return landmarks.with(1, Arrays.copyOf(landmarks.values(), Part.COLUMNS));
        }

        @Override
        public int frames(int frames, RandomGenerator random) {
          return 1;
        }
      };

  private static final Item TWO = new Item(Samples.of("two", 2, "A"), new int[] {1});
  private static final Item THREE = new Item(Samples.of("three", 3, "A", "A"), new int[] {1, 1});
  private static final Item FOUR = new Item(Samples.of("four", 4, "B"), new int[] {2});

  @Test
  void batchesComeInOrderWithIdsLengthsLabelsAndPadding() {
    List<LabelledBatch> batches = batches(List.of(), List.of(List.of(TWO, THREE), List.of(FOUR)));
    assertThat(batches).hasSize(2);
    assertThat(batches.get(0).batch().ids()).containsExactly("two", "three");
    assertThat(batches.get(0).batch().lengths()).containsExactly(2, 3);
    assertThat(batches.get(0).labels()).isDeepEqualTo(new int[][] {{1}, {1, 1}});
    FloatBuffer data = batches.get(0).batch().data();
    assertThat(data.get(2 * Part.COLUMNS - 1)).isEqualTo(2);
    assertThat(data.get(2 * Part.COLUMNS)).as("padding").isZero();
    assertThat(data.get(3 * Part.COLUMNS)).isEqualTo(3);
    assertThat(batches.get(1).batch().ids()).containsExactly("four");
  }

  @Test
  void whatASampleBecomesDependsNeitherOnItsBatchNorOnItsPlace() {
    float together = first(batches(List.of(NOISE), List.of(List.of(TWO, THREE))).get(0));
    float later = first(batches(List.of(NOISE), List.of(List.of(FOUR), List.of(TWO))).get(1));
    assertThat(later).isEqualTo(together);
  }

  @Test
  void anotherEpochGivesOtherNumbers() {
    try (TrainingBatches batches = open(List.of(NOISE))) {
      List<Float> numbers = new ArrayList<>();
      for (long seed : new long[] {1, 2}) {
        batches.forEach(List.of(List.of(TWO)), seed, batch -> numbers.add(first(batch)));
      }
      assertThat(numbers.get(0)).isNotEqualTo(numbers.get(1));
    }
  }

  @Test
  void anAugmentationThatLeavesTooFewFramesIsTakenBackAndCounted() {
    try (TrainingBatches batches = open(List.of(FIRST_FRAME))) {
      List<long[]> lengths = new ArrayList<>();
      batches.forEach(
          List.of(List.of(TWO, THREE)), 1, batch -> lengths.add(batch.batch().lengths()));
      assertThat(lengths).singleElement().isEqualTo(new long[] {1, 3});
      assertThat(batches.unaugmented()).isEqualTo(1);
    }
  }

  /** By their frames as recorded, each batch would be within the budget, but not when augmented. */
  @Test
  void batchesAreCutByTheFramesThatAugmentedSamplesHave() {
    List<Augmentation> changes =
        Stream.of("mirror", "speed", "frame-drop", "jitter")
            .map(name -> ConfigFactory.parseString("type = " + name + ", probability = 0.8"))
            .map(c -> Registry.ofClassPath().create(PluginKind.AUGMENTATION, c, "a", n -> {}))
            .toList();
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      items.add(new Item(Samples.of("sample-" + i, 20 + i, "A"), new int[] {1}));
    }
    BatchPlan budget = new BatchPlan(240, 8);
    try (TrainingBatches batches = open(changes)) {
      for (long seed = 1; seed <= 5; seed++) {
        List<String> seen = new ArrayList<>();
        batches.forEach(
            batches.plan(budget, items, seed),
            seed,
            made -> {
              seen.addAll(made.batch().ids());
              assertThat(made.batch().size() * made.batch().frames()).isLessThanOrEqualTo(240);
            });
        assertThat(seen)
            .containsExactlyInAnyOrderElementsOf(items.stream().map(i -> i.sample().id()).toList());
      }
    }
  }

  @Test
  void whatIsTakenBackIsPlannedAsRecorded() {
    try (TrainingBatches batches = open(List.of(FIRST_FRAME))) {
      assertThat(batches.plan(new BatchPlan(5, 9), List.of(TWO, THREE), 1)).hasSize(2);
      assertThat(batches.plan(new BatchPlan(6, 9), List.of(TWO, THREE), 1)).hasSize(1);
      assertThat(batches.plan(new BatchPlan(2, 9), List.of(TWO, FOUR), 1)).hasSize(1);
    }
  }

  @Test
  @Timeout(30)
  void aFailingAugmentationReachesTheCaller() {
    Augmentation broken =
        (landmarks, random) -> {
          throw new UnsupportedOperationException("broken");
        };
    assertThatThrownBy(() -> batches(List.of(broken), List.of(List.of(TWO))))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("broken");
  }

  @Test
  @Timeout(60)
  void threeBatchesAreMadeWhileOneIsUsedAndNoMore() {
    AtomicInteger made = new AtomicInteger();
    CountDownLatch four = new CountDownLatch(4);
    Augmentation counting =
        (landmarks, random) -> {
          made.incrementAndGet();
          four.countDown();
          return landmarks;
        };
    List<Integer> atFirst = new ArrayList<>();
    try (TrainingBatches batches = open(List.of(counting))) {
      batches.forEach(
          Collections.nCopies(7, List.of(TWO)),
          1,
          batch -> {
            awaitAll(four);
            if (atFirst.isEmpty()) {
              atFirst.add(made.get());
            }
          });
    }
    assertThat(atFirst).containsExactly(4);
    assertThat(made).hasValue(7);
  }

  private static void awaitAll(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aConsumerThatHasEnoughGetsNoMore() {
    List<String> seen = new ArrayList<>();
    try (TrainingBatches batches = open(List.of())) {
      batches.forEachWhile(
          List.of(List.of(TWO), List.of(THREE), List.of(FOUR)),
          1,
          batch -> {
            seen.addAll(batch.batch().ids());
            return seen.size() < 2;
          });
    }
    assertThat(seen).containsExactly("two", "three");
  }

  @Test
  @Timeout(30)
  void aFailingConsumerEndsTheEpoch() {
    try (TrainingBatches batches = open(List.of())) {
      assertThatThrownBy(
              () ->
                  batches.forEach(
                      List.of(List.of(TWO), List.of(FOUR)),
                      1,
                      batch -> {
                        throw new IllegalStateException("step failed");
                      }))
          .hasMessage("step failed");
    }
  }

  @Test
  void theOriginalIsNeverChanged() {
    FrameCache cache = new FrameCache(Part.LAYOUT, 1 << 20);
    Frames before = cache.get(TWO.sample());
    try (TrainingBatches batches = open(List.of(NOISE), cache)) {
      batches.forEach(List.of(List.of(TWO)), 1, batch -> {});
    }
    assertThat(cache.get(TWO.sample())).isSameAs(before);
    assertThat(before.values()).containsOnly(2f);
  }

  private static float first(LabelledBatch batch) {
    return batch.batch().data().get(0);
  }

  private static List<LabelledBatch> batches(List<Augmentation> changes, List<List<Item>> plan) {
    List<LabelledBatch> result = new ArrayList<>();
    try (TrainingBatches batches = open(changes)) {
      batches.forEach(plan, 1, result::add);
    }
    return result;
  }

  private static TrainingBatches open(List<Augmentation> changes) {
    return open(changes, new FrameCache(Part.LAYOUT, 1 << 20));
  }

  private static TrainingBatches open(List<Augmentation> changes, FrameCache cache) {
    return new TrainingBatches(TrainingBatches.prepared(changes, List.of(), cache), cache, 1);
  }
}
