package dev.teacher.features.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.teacher.api.data.Sample;
import dev.teacher.api.error.TeacherException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticsPassTest {
  private static final Origin ORIGIN =
      new Origin(Origin.Measured.FILES, "train", Optional.empty(), "", List.of(), "");
  private static final int WIDTH = 3;

  private final List<Rows> data = new ArrayList<>();

  StatisticsPassTest() {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 60; i++) {
      float[] values = new float[WIDTH * random.nextInt(1, 90)];
      for (int j = 0; j < values.length; j++) {
        values[j] = j % WIDTH == 1 ? 0.5f : (float) random.nextGaussian(i, 2);
      }
      data.add(Rows.of("s" + i, "Signer" + i % 4, WIDTH, values));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 16})
  void theNumberOfThreadsChangesNoBit(int threads) {
    assertThat(run(threads)).isEqualTo(run(1));
  }

  @Test
  void everyFrameOfEverySampleIsCountedOnce() {
    SplitStatistics statistics = run(2);
    float[] all = all(data);
    assertThat(statistics.samples()).isEqualTo(60);
    assertThat(statistics.frames()).isEqualTo(all.length / WIDTH);
    for (int c = 0; c < WIDTH; c++) {
      TwoPasses exact = TwoPasses.of(all, WIDTH, c);
      Summary summary = statistics.columns().get(c).summary();
      assertThat(summary.count()).isEqualTo(exact.finite());
      assertThat(summary.mean()).isCloseTo(exact.mean(), within(1e-7));
      assertThat(summary.deviation()).isCloseTo(exact.deviation(), within(1e-6));
    }
    assertThat(statistics.columns().get(1).summary().deviation()).isZero();
    assertThat(statistics.columns().get(1).name()).isEqualTo("a[1]");
    assertThat(statistics.isFinite()).isTrue();
    assertThat(statistics.nonFinite()).isEmpty();
  }

  @Test
  void anotherOrderOfTheSamplesGivesTheSameUpToRounding() {
    SplitStatistics forth = run(2);
    Collections.reverse(data);
    SplitStatistics back = run(2);
    for (int c = 0; c < WIDTH; c++) {
      Summary one = forth.columns().get(c).summary();
      Summary other = back.columns().get(c).summary();
      assertThat(one.mean()).isCloseTo(other.mean(), within(1e-12 * Math.abs(one.mean())));
      assertThat(one.deviation()).isCloseTo(other.deviation(), within(1e-12 * one.deviation()));
    }
  }

  @Test
  void segmentsAndSignersAddUp() {
    SplitStatistics statistics = run(2);
    assertThat(statistics.segments()).extracting("segment").containsExactly("a", "b");
    assertThat(statistics.segments()).extracting("width").containsExactly(2, 1);
    assertThat(statistics.signers())
        .extracting("signer")
        .containsExactly("Signer0", "Signer1", "Signer2", "Signer3");
    assertThat(statistics.signers()).allMatch(signer -> signer.samples() == 15);
    long frames = statistics.signers().stream().mapToLong(SignerStatistics::frames).sum();
    assertThat(frames).isEqualTo(statistics.frames());
    for (int i = 0; i < 2; i++) {
      SegmentStatistics whole = statistics.segments().get(i);
      int segment = i;
      List<SegmentStatistics> parts =
          statistics.signers().stream().map(signer -> signer.segments().get(segment)).toList();
      assertThat(parts.stream().mapToLong(part -> part.summary().count()).sum())
          .isEqualTo(whole.summary().count());
      assertThat(parts.stream().mapToDouble(part -> part.summary().max()).max().orElseThrow())
          .isEqualTo(whole.summary().max());
      assertThat(HistogramTest.total(whole.histogram())).isEqualTo(whole.summary().count());
      assertThat(parts.stream().mapToLong(part -> HistogramTest.total(part.histogram())).sum())
          .isEqualTo(whole.summary().count());
      assertThat(parts).allMatch(part -> part.histogram().from() == whole.histogram().from());
      assertThat(parts).allMatch(part -> part.quantiles().size() == FrameSample.LEVELS.size());
    }
  }

  @Test
  void aSignersStatisticsAreThoseOfTheSignersFrames() {
    SignerStatistics signer = run(2).signers().get(3);
    float[] mine = all(data.stream().filter(rows -> rows.signer().equals("Signer3")).toList());
    TwoPasses exact = TwoPasses.of(mine, WIDTH, 2);
    Summary summary = signer.segments().get(1).summary();
    assertThat(summary.count()).isEqualTo(exact.finite());
    assertThat(summary.min()).isEqualTo(exact.min());
    assertThat(summary.mean()).isCloseTo(exact.mean(), within(1e-7));
    assertThat(summary.deviation()).isCloseTo(exact.deviation(), within(1e-6));
  }

  @Test
  void quantilesOfFewFramesAreThoseOfAllFrames() {
    SplitStatistics statistics = run(2);
    assertThat(statistics.sample().frames()).isEqualTo(statistics.frames());
    float[] all = all(data);
    float[] column = new float[all.length / WIDTH];
    for (int i = 0; i < column.length; i++) {
      column[i] = all[i * WIDTH];
    }
    assertThat(statistics.columns().get(0).quantiles())
        .isEqualTo(new Quantiles().of(column, column.length));
    assertThat(statistics.columns().get(1).quantiles()).containsOnly(0.5);
  }

  @Test
  void placesThatAreNotFiniteAreNamedInOrder() {
    data.get(40).values()[5] = Float.NaN;
    data.get(7).values()[1] = Float.NEGATIVE_INFINITY;
    SplitStatistics statistics = run(3);
    assertThat(statistics.isFinite()).isFalse();
    assertThat(statistics.nonFinite())
        .containsExactly(
            new NonFinitePlace("s7", "s7.rows", 0, 1, "a[1]", Float.NEGATIVE_INFINITY),
            new NonFinitePlace("s40", "s40.rows", 1, 2, "b[0]", Float.NaN));
    assertThat(statistics.columns().get(2).summary().nan()).isEqualTo(1);
    assertThat(statistics.segments().get(0).summary().infinite()).isEqualTo(1);
  }

  @Test
  void theContentDecidesTheSource() {
    String source = run(2).origin().source();
    assertThat(source).isEqualTo(run(1).origin().source());
    data.get(59).values()[0] = Math.nextUp(data.get(59).values()[0]);
    assertThat(run(2).origin().source()).isNotEqualTo(source);
  }

  @Test
  void aSampleThatHasOtherFramesThanItSaidIsRefused() {
    for (int more : new int[] {-1, 1}) {
      RowSource wrong =
          new RowSource() {
            @Override
            public int read(Sample sample, Consumer<FloatBuffer> rows) {
              int frames = sample.source().frames() + (sample.id().equals("s9") ? more : 0);
              rows.accept(FloatBuffer.allocate(WIDTH * frames));
              return 0;
            }
          };
      assertThatThrownBy(() -> pass(2).run(ORIGIN, () -> wrong))
          .isInstanceOf(TeacherException.class)
          .hasMessageContaining("sample s9")
          .hasMessageContaining("another number of frames");
    }
  }

  @Test
  void nothingToMeasureIsAProblem() {
    data.clear();
    assertThatThrownBy(() -> run(1))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("split train");
  }

  @Test
  void progressIsToldOfEverySample() {
    List<Integer> told = new ArrayList<>();
    List<Sample> samples = data.stream().map(Rows::sample).toList();
    new StatisticsPass(data.get(0).layout(), samples, 2, (done, total) -> told.add(done))
        .run(ORIGIN, StoredRows::new);
    assertThat(told).hasSize(60).isSorted().endsWith(60);
  }

  private SplitStatistics run(int threads) {
    return pass(threads).run(ORIGIN, StoredRows::new);
  }

  private StatisticsPass pass(int threads) {
    return new StatisticsPass(
        Rows.of("", "", WIDTH).layout(),
        data.stream().map(Rows::sample).toList(),
        threads,
        Progress.NONE);
  }

  private static float[] all(List<Rows> data) {
    int length = data.stream().mapToInt(rows -> rows.values().length).sum();
    FloatBuffer all = FloatBuffer.allocate(length);
    data.forEach(rows -> all.put(rows.values()));
    return all.array();
  }
}
