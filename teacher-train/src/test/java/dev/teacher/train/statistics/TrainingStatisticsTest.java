package dev.teacher.train.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.data.Sample;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.features.statistics.Origin;
import dev.teacher.features.statistics.Origin.Draw;
import dev.teacher.features.statistics.Progress;
import dev.teacher.features.statistics.SplitStatistics;
import dev.teacher.train.data.FrameCache;
import dev.teacher.train.run.StatisticsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statistics from a file are those that would be computed, or refused. */
class TrainingStatisticsTest {
  private static final List<String> ANNOTATIONS =
      List.of(
          "id|folder|signer|annotation",
          "s0|s0|Signer0|A B",
          "s1|s1|Signer1|A B",
          "s2|s2|Signer0|A B",
          "s3|s3|Signer1|A B");

  @TempDir Path folder;

  private final List<String> notices = new ArrayList<>();
  private ReadyCorpus corpus;
  private Path file;

  @BeforeEach
  void write() {
    corpus = new ReadyCorpus(folder.resolve("corpus"));
    file = folder.resolve("stats/feature-stats.json");
  }

  @Test
  void storedOnesAreUsedWhereTheyAreOfTheseFeatures() {
    store("", Optional.empty());
    FeatureStatistics computed = load("{ type = global-stats }").orElseThrow();
    assertThat(load(stored())).contains(computed);
    String inFolder = "{ type = global-stats, file = \"" + file.getParent() + "\" }";
    assertThat(load(inFolder)).contains(computed);
    assertThat(computed.samples()).isEqualTo(4);
    assertThat(computed.frames()).isEqualTo(86);
  }

  @Test
  void thoseOfDrawnSamplesAreUsedToo() {
    store("", Optional.of(new Draw(2, 4, 7)));
    FeatureStatistics statistics = load(stored()).orElseThrow();
    assertThat(statistics.samples()).isEqualTo(2);
    assertThat(notices).anyMatch(line -> line.contains("few data, 2 samples"));
  }

  @Test
  void whereNoNormalizerNeedsThemThereAreNone() {
    assertThat(load("{ type = clip, min = 0, max = 1 }")).isEmpty();
    assertThat(notices).isEmpty();
  }

  @Test
  void fewDataAreSaidToBeFew() {
    load("{ type = global-stats }");
    assertThat(notices)
        .anyMatch(line -> line.contains("few data, 4 samples with 86 frames: below 100 samples"));
  }

  @Test
  void missingOnesAreRefusedWithTheCommandThatMakesThem() {
    refused(stored(), "there are no stored statistics", "no such file");
  }

  @Test
  void anotherAnnotationMakesThemStale() {
    store("", Optional.empty());
    for (String change : List.of("s1|s1|Signer1|A A", "s1|s1|Signer0|A B")) {
      List<String> lines = new ArrayList<>(ANNOTATIONS);
      lines.set(2, change);
      corpus.annotate(lines);
      refused(stored(), "the stored statistics are stale", "source");
    }
    corpus.annotate(ANNOTATIONS.subList(0, 4));
    refused(stored(), "the stored statistics are stale", "source");
    corpus.annotate(ANNOTATIONS);
    assertThat(load(stored())).isPresent();
  }

  @Test
  void anotherBitInAFileMakesThemStale() {
    store("", Optional.empty());
    float[] values = corpus.values("s3");
    values[values.length - 1] = Math.nextUp(values[values.length - 1]);
    corpus.write("s3", values);
    refused(stored(), "the stored statistics are stale", "source");
  }

  @Test
  void drawnOnesAreStaleWhenTheSplitHasOtherSamples() {
    store("", Optional.of(new Draw(2, 4, 7)));
    corpus.annotate(ANNOTATIONS.subList(0, 4));
    refused(stored(), "stale", "4 samples", "3 samples", "--samples 2 --seed 7");
  }

  @Test
  void thoseOfOtherFeaturesAreForeign() {
    store("{ type = clip, min = -1, max = 1 }", Optional.empty());
    refused(stored(), "behind other normalizers", "clip { max = 1.0, min = -1.0 }");

    store("", Optional.empty());
    String other =
        "features.layout={ name = own, segments = [{ name = pose, width = 2 }, { name = hands, width"
            + " = 3 }] }";
    refusedWith(stored(), other)
        .hasMessageContaining("of another layout")
        .hasMessageContaining("pose=3")
        .hasMessageContaining("pose=2");
  }

  @Test
  void thoseOfAnotherSectionAreForeignEvenIfTheColumnsAreCalledTheSame() throws IOException {
    store("", Optional.empty());
    Files.writeString(
        file, Files.readString(file).replace("precomputed { ", "precomputed { older = true, "));
    refused(stored(), "of other features", "older = true");
  }

  @Test
  void thoseOfAnotherSplitOrOfFilesAreForeign() {
    Experiment experiment = corpus.experiment("");
    SplitStatistics statistics = measure(experiment, Optional.empty());
    Origin origin = statistics.origin();
    StatisticsFile.write(
        file,
        statistics.features(),
        new Origin(
            origin.of(), "dev", origin.draw(), origin.features(), List.of(), origin.source()));
    refused(stored(), "of another split", "expected: train", "found:    dev");
    StatisticsFile.write(
        file,
        statistics.features(),
        new Origin(
            Origin.Measured.FILES, "train", Optional.empty(), "", List.of(), origin.source()));
    refused(stored(), "of files, not of features");
  }

  @Test
  void thoseOfNumbersThatAreNotFiniteAreRefused() {
    Experiment experiment = corpus.experiment("");
    SplitStatistics statistics = measure(experiment, Optional.empty());
    FeatureStatistics finite = statistics.features();
    FeatureStatistics broken =
        new FeatureStatistics(
            finite.layout(),
            finite.frames(),
            finite.samples(),
            finite.mean(),
            finite.deviation(),
            3,
            finite.source());
    StatisticsFile.write(file, broken, statistics.origin());
    refused(stored(), "not all finite", "3 numbers");
  }

  @Test
  void theFormatBeforeDidNotCountContentAndIsStale() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        { "layout": "own: pose=3, hands=2", "frames": 86, "samples": 4, "source": "abc",
          "mean": [0, 0, 0, 0, 0], "deviation": [1, 1, 1, 1, 1] }
        """);
    refused(stored(), "the stored statistics are stale", "source abc");
  }

  private String stored() {
    return "{ type = global-stats, file = \"" + file + "\" }";
  }

  private void refused(String normalizer, String... words) {
    AbstractThrowableAssert<?, ?> problem = refusedWith(normalizer, "name=x");
    for (String word : words) {
      problem.hasMessageContaining(word);
    }
  }

  private AbstractThrowableAssert<?, ?> refusedWith(String normalizer, String override) {
    return assertThatThrownBy(() -> load(normalizer, override))
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.DATA))
        .hasMessageContaining(file.toString())
        .hasMessageContaining("normalizers[0] global-stats")
        .hasMessageContaining("teacher stats --config FILE ")
        .hasMessageContaining(" --out " + file.getParent());
  }

  private Optional<FeatureStatistics> load(String normalizer, String... overrides) {
    notices.clear();
    Experiment experiment = corpus.experiment(normalizer, overrides);
    List<Sample> samples = experiment.openCorpus().read("train");
    FrameCache cache = FrameCache.ofHeap(experiment.extractor().input());
    return TrainingStatistics.of(experiment, samples, cache, notices::add);
  }

  private void store(String normalizers, Optional<Draw> draw) {
    SplitStatistics statistics = measure(corpus.experiment(normalizers), draw);
    StatisticsFile.write(file, statistics.features(), statistics.origin());
  }

  private static SplitStatistics measure(Experiment experiment, Optional<Draw> draw) {
    List<Sample> all = experiment.openCorpus().read("train");
    return FeatureMeasurement.run(
        experiment,
        FeatureMeasurement.origin(experiment, "train", draw),
        draw.map(d -> d.from(all)).orElse(all),
        Optional.empty(),
        Progress.NONE);
  }
}
