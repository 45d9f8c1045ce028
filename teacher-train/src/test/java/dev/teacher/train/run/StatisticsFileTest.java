package dev.teacher.train.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.data.Layout;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import dev.teacher.features.statistics.Origin;
import dev.teacher.features.statistics.Origin.Draw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticsFileTest {
  private static final Layout LAYOUT = Layout.parse("x: a=1, b=1");
  private static final Origin ORIGIN =
      new Origin(
          Origin.Measured.FEATURES,
          "train",
          Optional.of(new Draw(2, 9, -3)),
          "body-centred { face = true }",
          List.of("clip { max = 1.0 }"),
          "ab12");

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("inner/feature-stats.json");
  }

  @Test
  void everythingComesBackToTheBit() {
    FeatureStatistics statistics = statistics(List.of(0.1, -1e-17), List.of(1 / 3.0, 0.0), 0);
    StatisticsFile.write(file, statistics, ORIGIN);
    StatisticsFile.Stored stored = StatisticsFile.read(file);
    assertThat(stored.statistics()).isEqualTo(statistics);
    assertThat(stored.origin()).contains(ORIGIN);
  }

  @Test
  void aColumnWithoutFiniteNumbersHasNoMean() throws IOException {
    FeatureStatistics statistics =
        statistics(List.of(Double.NaN, 1.0), List.of(Double.NaN, 1.0), 7);
    StatisticsFile.write(file, statistics, ORIGIN);
    assertThat(Files.readString(file)).doesNotContain("NaN").contains("null");
    assertThat(StatisticsFile.read(file).statistics()).isEqualTo(statistics);
  }

  @Test
  void theFirstFormatIsStillRead() throws IOException {
    write(
        """
        { "layout": "x: a=1, b=1", "frames": 7, "samples": 2, "mean": [0.1, -1E-17],
          "deviation": [0.25, 0.0], "source": "ab12" }
        """);
    StatisticsFile.Stored stored = StatisticsFile.read(file);
    assertThat(stored.statistics())
        .isEqualTo(statistics(List.of(0.1, -1e-17), List.of(0.25, 0.0), 0));
    assertThat(stored.origin()).isEmpty();
  }

  @Test
  void aNewerFormatAsksForANewerProgram() throws IOException {
    StatisticsFile.write(file, statistics(List.of(0.0, 0.0), List.of(1.0, 1.0), 0), ORIGIN);
    write(Files.readString(file).replace("\"format\" : 2", "\"format\" : 3, \"more\" : {}"));
    refused("written by a newer version", "format 3", "format 2 or older");
  }

  static Stream<Arguments> damages() {
    return Stream.of(
        arguments("'format' : 2", "'format' : 0", "format to be a whole number of at least 1"),
        arguments("'format' : 2", "'format' : '2'", "format to be a whole number"),
        arguments("'format' : 2", "'format' : 1.5", "format to be a whole number"),
        arguments("'format' : 2", "'format' : 2, 'colour' : 1", "no field but"),
        arguments("x: a=1, b=1", "x: a=1", "mean to be a list of 1 numbers"),
        arguments("x: a=1, b=1", "nonsense", "layout to be"),
        arguments("'x: a=1, b=1'", "5", "layout to be a text"),
        arguments("'frames' : 7", "'frames' : 0", "frames to be a whole number of at least 1"),
        arguments("'frames' : 7", "'frames' : 1e30", "frames to be a whole number"),
        arguments("'samples' : 2,\n  'mean'", "'samples' : -2, 'mean'", "samples to be a whole"),
        arguments("'samples' : 2,\n  'mean'", "'samples' : 3000000000, 'mean'", "samples to be"),
        arguments("0.125", "'0.125'", "mean of a[0] to be a finite number"),
        arguments("0.125", "null", "mean of a[0] to be a finite number"),
        arguments("0.125", "1e999", "mean of a[0] to be a finite number"),
        arguments("0.125,", "", "mean to be a list of 2 numbers"),
        arguments("0.375", "-0.375", "deviation of b[0] to be a finite number, 0 or more"),
        arguments("0.375", "[ 0.375 ]", "deviation of b[0]"),
        arguments("'nonFinite' : 0", "'nonFinite' : -1", "nonFinite to be a whole number"),
        arguments("'nonFinite' : 0,", "", "nonFinite to be a whole number"),
        arguments("'ab12'", "12", "source to be a text"),
        arguments("'features',", "'faces',", "origin.of to be features or files"),
        arguments("'split' : 'train'", "'split' : null", "split to be a text"),
        arguments("'split' : 'train'", "'spilt' : 'train'", "found:    origin.spilt"),
        arguments("'seed' : -3", "'seed' : true", "seed to be a whole number"),
        arguments("'seed' : -3", "'seed' : -3, 'sead' : 1", "found:    origin.draw.sead"),
        arguments("'samples' : 2,\n      'of'", "'samples' : 10, 'of'", "samples to be"),
        arguments("[ 'clip { max = 1.0 }' ]", "'clip'", "origin.normalizers to be a list"),
        arguments("[ 'clip { max = 1.0 }' ]", "[ 3 ]", "texts in origin.normalizers"));
  }

  @ParameterizedTest
  @MethodSource("damages")
  void aDamagedFieldIsNamed(String text, String damage, String message) throws IOException {
    StatisticsFile.write(file, statistics(List.of(0.125, 0.25), List.of(0.5, 0.375), 0), ORIGIN);
    String whole = Files.readString(file).replace('"', '\'');
    assertThat(whole).contains(text);
    write(whole.replace(text, damage).replace('\'', '"'));
    refused("the feature statistics are damaged", message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "3", "{ \"layout\"", "{}", "{} {}", "\0\0"})
  void whatIsNoStatisticsAtAllIsRefused(String text) throws IOException {
    write(text);
    refused("feature statistics", "to do:");
  }

  @Test
  void aFolderIsNoFile() throws IOException {
    Files.createDirectories(file);
    refused("cannot read feature statistics");
  }

  private void write(String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void refused(String... words) {
    assertThatThrownBy(() -> StatisticsFile.read(file))
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.DATA))
        .hasMessageContaining(file.toString())
        .satisfies(e -> assertThat(e.getMessage()).contains(words));
  }

  private static FeatureStatistics statistics(
      List<Double> mean, List<Double> deviation, long nonFinite) {
    return new FeatureStatistics(LAYOUT, 7, 2, mean, deviation, nonFinite, "ab12");
  }
}
