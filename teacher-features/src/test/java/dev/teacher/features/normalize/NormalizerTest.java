package dev.teacher.features.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.data.Layout;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.plugin.Normalizer;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.features.Fragments;
import dev.teacher.features.Plugins;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalizerTest {
  private static final Layout LAYOUT = Layout.parse("test: pose=3, hands.left=2, hands.right=2");
  private static final int WIDTH = 7;
  private static final String COLUMNS = "type = per-sample-zscore";
  private static final String WHOLE = "type = per-sample-zscore, axes = sample";
  private static final String SEGMENTS = WHOLE + ", scope = segment";
  private static final String RANGE = "type = min-max, low = -2, high = 5";
  private static final FeatureStatistics STATISTICS =
      statistics(Collections.nCopies(WIDTH, 2.0), Collections.nCopies(WIDTH, 4.0));

  @Property(tries = 60)
  void columnsGetMeanZeroAndDeviationOneOverTheValidFrames(
      @ForAll long seed, @ForAll @IntRange(min = 8, max = 40) int frames) {
    float[] result = run(COLUMNS, List.of(random(seed, frames)), 3).get(0);
    for (int column = 0; column < WIDTH; column++) {
      assertStandard(result, column, column + 1);
    }
  }

  @Property(tries = 40)
  void samplesGetMeanZeroAndDeviationOneAsAWhole(
      @ForAll long seed, @ForAll @IntRange(min = 4, max = 40) int frames) {
    assertStandard(run(WHOLE, List.of(random(seed, frames)), 3).get(0), 0, WIDTH);
  }

  @Property(tries = 40)
  void segmentsGetMeanZeroAndDeviationOneEach(
      @ForAll long seed, @ForAll @IntRange(min = 6, max = 40) int frames) {
    float[] result = run(SEGMENTS, List.of(random(seed, frames)), 3).get(0);
    assertStandard(result, 0, 3);
    assertStandard(result, 3, 5);
    assertStandard(result, 5, 7);
  }

  @Property(tries = 40)
  void columnsFillTheRangeExactlyInTheirOrder(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 40) int frames) {
    float[] rows = random(seed, frames);
    float[] result = run(RANGE, List.of(rows), 3).get(0);
    for (int column = 0; column < WIDTH; column++) {
      float[] before = column(rows, column);
      float[] after = column(result, column);
      double[] ends = ends(before);
      for (int i = 0; i < frames; i++) {
        double expected = -2 + 7 * (before[i] - ends[0]) / (ends[1] - ends[0]);
        assertThat((double) after[i]).isBetween(-2.0, 5.0).isCloseTo(expected, within(1e-3));
      }
      assertThat(ends(after)).containsExactly(new double[] {-2, 5}, within(1e-4));
    }
  }

  @Property(tries = 40)
  void wholeSamplesFillTheRangeAndKeepTheirProportions(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int frames) {
    float[] rows = random(seed, frames);
    float[] result = run(RANGE + ", axes = sample", List.of(rows, random(1, 3)), 3).get(0);
    double[] ends = ends(rows);
    for (int i = 0; i < rows.length; i++) {
      double expected = -2 + 7 * (rows[i] - ends[0]) / (ends[1] - ends[0]);
      assertThat((double) result[i]).isBetween(-2.0, 5.0).isCloseTo(expected, within(1e-4));
    }
  }

  @Test
  void whatIsConstantBecomesTheMiddleOfTheRange() {
    float[] constant = new float[5 * WIDTH];
    Arrays.fill(constant, -31.7f);
    for (float[] result : run(RANGE, List.of(constant, random(2, 1)), 2)) {
      assertThat(result).containsOnly(1.5f);
    }
    TeacherException problem =
        catchThrowableOfType(
            TeacherException.class, () -> create("type = min-max, low = 1, high = 1"));
    assertThat(problem).hasMessageContaining("low 1.0, high 1.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        COLUMNS,
        WHOLE,
        SEGMENTS,
        RANGE,
        "type = global-stats",
        "type = clip, min = -1, max = 1.5",
        "type = clip, min = 1, max = 2",
        "type = none"
      })
  void aSampleIsTheSameAloneInABatchAndWithAnyPadding(String section) {
    List<float[]> rows = List.of(random(1, 9), random(2, 1), random(3, 20), random(4, 5));
    List<float[]> together = run(section, rows, 4);
    for (int i = 0; i < rows.size(); i++) {
      float[] alone = run(section, List.of(rows.get(i)), 0).get(0);
      assertThat(together.get(i)).containsExactly(alone, within(1e-6f));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {COLUMNS, WHOLE, SEGMENTS, RANGE, "type = global-stats", "type = none"})
  void constantColumnsAndSingleFramesStayFinite(String section) {
    float[] constant = new float[12 * WIDTH];
    Arrays.fill(constant, 3.7f);
    for (float[] result : run(section, List.of(constant, random(5, 1)), 2)) {
      for (float value : result) {
        assertThat(value).isFinite();
        assertThat(Math.abs(value)).isLessThan(100);
      }
    }
  }

  @Test
  void onlyWhatStandardisesSaysSo() {
    assertThat(create(COLUMNS).standardises()).isTrue();
    assertThat(create(RANGE).standardises()).isTrue();
    assertThat(create("type = global-stats").standardises()).isTrue();
    assertThat(create("type = clip, min = 0, max = 1").standardises()).isFalse();
    assertThat(create("type = none").standardises()).isFalse();
    assertThat(create("type = global-stats").needsStatistics()).isTrue();
    assertThat(create(COLUMNS).needsStatistics()).isFalse();
  }

  @Test
  void clippingBoundsBothSidesAndNothingElse() {
    float[] row = {-5, -1, 0, 0.5f, 1, 1.5f, 9};
    assertThat(run("type = clip, min = -1, max = 1", List.of(row), 1).get(0))
        .containsExactly(-1, -1, 0, 0.5f, 1, 1, 1);
    TeacherException problem =
        catchThrowableOfType(TeacherException.class, () -> create("type = clip, min = 2, max = 1"));
    assertThat(problem).hasMessageContaining("min 2.0, max 1.0");
  }

  @Test
  void globalStatisticsAreApplied() {
    float[] row = {2, 6, -2, 10, 4, 0, 2};
    assertThat(run("type = global-stats", List.of(row), 1).get(0))
        .containsExactly(0, 1, -1, 2, 0.5f, -0.5f, 0);
  }

  @Test
  void deviationsHaveAFloorAndItIsReportedOnce() {
    List<Double> mean = Collections.nCopies(WIDTH, 0.0);
    FeatureStatistics statistics = statistics(mean, List.of(1.0, 1.0, 1.0, 1.0, 0.0, 1e-9, 1.0));
    Plugins plugins = new Plugins();
    Normalizer normalizer = plugins.create(PluginKind.NORMALIZER, "type = global-stats");
    float[] row = {1, 1, 1, 1, 1, 1, 1};
    float[] result = run(normalizer, statistics, List.of(row), 0).get(0);
    run(normalizer, statistics, List.of(row), 0);

    float largest = (float) (1 / (1e-3 * Math.sqrt(5 / 7.0)));
    assertThat(result)
        .containsExactly(new float[] {1, 1, 1, 1, largest, largest, 1}, within(0.01f));
    assertThat(plugins.notices())
        .singleElement()
        .asString()
        .contains("2 of 7 columns", "hands.left[1]");
  }

  @Test
  void aFloorForNothingButConstantsIsOne() {
    FeatureStatistics statistics =
        statistics(Collections.nCopies(WIDTH, 3.0), Collections.nCopies(WIDTH, 0.0));
    float[] row = {3, 3, 3, 4, 3, 3, 3};
    assertThat(run(create("type = global-stats"), statistics, List.of(row), 0).get(0))
        .containsExactly(0, 0, 0, 1, 0, 0, 0);
  }

  @Test
  void badStatisticsAreRefused() {
    FeatureStatistics broken =
        statistics(Collections.nCopies(WIDTH, Double.NaN), Collections.nCopies(WIDTH, 1.0));
    assertThat(refused(broken)).hasMessageContaining("pose[0]").hasMessageContaining("NaN");
    Layout other = Layout.parse("other: face=7");
    FeatureStatistics foreign =
        new FeatureStatistics(
            other, 9, 1, Collections.nCopies(WIDTH, 0.0), Collections.nCopies(WIDTH, 1.0), "hash");
    assertThat(refused(foreign)).hasMessageContaining("face=7");
    FeatureStatistics ofBroken =
        new FeatureStatistics(
            LAYOUT,
            100,
            5,
            Collections.nCopies(WIDTH, 0.0),
            Collections.nCopies(WIDTH, 1.0),
            2,
            "hash");
    assertThat(refused(ofBroken))
        .hasMessageContaining("not all finite")
        .hasMessageContaining("2 numbers");
  }

  @Test
  void aFileOfStatisticsIsNamedOnlyWhereItIsConfigured() {
    assertThat(create("type = global-stats").storedStatistics()).isEmpty();
    assertThat(create("type = global-stats, file = a/b.json").storedStatistics())
        .contains(Path.of("a/b.json"));
    assertThat(
            catchThrowableOfType(
                TeacherException.class, () -> create("type = global-stats, file = \"\"")))
        .hasMessageContaining("that names a file");
  }

  @Test
  void segmentsHaveNoMeaningWhereEachColumnStandsAlone() {
    assertThat(
            catchThrowableOfType(
                TeacherException.class,
                () -> create("type = per-sample-zscore, axes = column, scope = segment")))
        .hasMessageContaining("scope = segment goes with axes = sample only")
        .hasMessageContaining("remove scope, or set axes = sample");
    assertThat(create("type = per-sample-zscore, axes = column, scope = all").standardises())
        .isTrue();
  }

  private static TeacherException refused(FeatureStatistics statistics) {
    return catchThrowableOfType(
        TeacherException.class,
        () -> run(create("type = global-stats"), statistics, List.of(random(1, 3)), 0));
  }

  private static void assertStandard(float[] rows, int from, int to) {
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (int i = 0; i < rows.length; i++) {
      if (i % WIDTH >= from && i % WIDTH < to) {
        sum += rows[i];
        squares += rows[i] * rows[i];
        count++;
      }
    }
    assertThat(sum / count).isCloseTo(0, within(1e-5));
    assertThat(Math.sqrt(squares / count)).isCloseTo(1, within(1e-4));
  }

  private static float[] column(float[] rows, int column) {
    float[] values = new float[rows.length / WIDTH];
    for (int i = 0; i < values.length; i++) {
      values[i] = rows[i * WIDTH + column];
    }
    return values;
  }

  /** The smallest and the largest number. */
  private static double[] ends(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    return new double[] {sorted[0], sorted[sorted.length - 1]};
  }

  private static FeatureStatistics statistics(List<Double> mean, List<Double> deviation) {
    return new FeatureStatistics(LAYOUT, 100, 5, mean, deviation, "hash");
  }

  private static Normalizer create(String section) {
    return new Plugins().create(PluginKind.NORMALIZER, section);
  }

  private static List<float[]> run(String section, List<float[]> rows, int padding) {
    return run(create(section), STATISTICS, rows, padding);
  }

  private static List<float[]> run(
      Normalizer normalizer, FeatureStatistics statistics, List<float[]> rows, int padding) {
    Optional<FeatureStatistics> known =
        normalizer.needsStatistics() ? Optional.of(statistics) : Optional.empty();
    return Fragments.run(
        LAYOUT,
        x -> {
          var result = normalizer.normalize(x, known);
          assertThat(result.layout()).contains(LAYOUT);
          return result;
        },
        rows,
        padding);
  }

  private static float[] random(long seed, int frames) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] rows = new float[frames * WIDTH];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) (random.nextDouble() * (1 + i % WIDTH) + i % WIDTH * 10);
    }
    return rows;
  }
}
