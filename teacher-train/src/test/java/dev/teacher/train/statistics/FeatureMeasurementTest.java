package dev.teacher.train.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.teacher.api.config.ConfigFile;
import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.data.Part;
import dev.teacher.api.data.Sample;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plain.PlainGraph;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.features.statistics.Origin;
import dev.teacher.features.statistics.Progress;
import dev.teacher.features.statistics.SplitStatistics;
import dev.teacher.train.data.FrameCache;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeatureMeasurementTest {
  private static final String CONFIG =
      """
      corpus {
        type = synthetic, glosses = 2, signers = 1, min-length = 1, max-length = 1
        sentences { train = 2, dev = 1, test = 1, test-unseen = 1 }
      }
      features { type = body-centred, face = false }
      normalizers = [ { type = clip, min = -0.3, max = 0.3 }, { type = global-stats } ]
      backbone { type = tcn-bilstm }
      """;

  @Test
  void itCountsEveryFrameBehindTheNormalizersThatComeBefore() {
    Experiment experiment = experiment(CONFIG);
    List<Sample> samples = experiment.openCorpus().read("train");
    FeatureStatistics statistics =
        run(experiment, samples, Optional.of(FrameCache.ofHeap(Part.LAYOUT))).features();

    List<float[]> frames = features(experiment, samples);
    assertThat(statistics.samples()).isEqualTo(2);
    assertThat(statistics.frames()).isEqualTo(frames.size());
    assertThat(statistics.source()).matches("[0-9a-f]{64}");
    assertThat(statistics.layout()).isEqualTo(Recognizer.featureLayout(experiment));
    for (int column = 0; column < statistics.layout().width(); column++) {
      int c = column;
      double mean = frames.stream().mapToDouble(f -> f[c]).average().orElseThrow();
      double variance =
          frames.stream().mapToDouble(f -> (f[c] - mean) * (f[c] - mean)).average().orElseThrow();
      assertThat(statistics.mean().get(c)).isBetween(-0.3001, 0.3001).isCloseTo(mean, within(1e-5));
      assertThat(statistics.deviation().get(c)).isCloseTo(Math.sqrt(variance), within(1e-5));
    }
  }

  @Test
  void aCacheChangesNothing() {
    Experiment experiment = experiment(CONFIG);
    List<Sample> samples = experiment.openCorpus().read("train");
    SplitStatistics cached = run(experiment, samples, Optional.of(FrameCache.ofHeap(Part.LAYOUT)));
    assertThat(run(experiment, samples, Optional.empty())).isEqualTo(cached);
  }

  @Test
  void theOriginNamesTheSectionsBeforeWithTheirDefaults() {
    Origin origin = FeatureMeasurement.origin(experiment(CONFIG), "train", Optional.empty());
    assertThat(origin.of()).isEqualTo(Origin.Measured.FEATURES);
    assertThat(origin.features()).startsWith("body-centred { ").contains("face = false");
    assertThat(origin.normalizers()).containsExactly("clip { max = 0.3, min = -0.3 }");
    assertThat(FeatureMeasurement.origin(spelled("0.30"), "train", Optional.empty()))
        .isEqualTo(origin);
    assertThat(FeatureMeasurement.origin(spelled("0.31"), "train", Optional.empty()))
        .isNotEqualTo(origin);
  }

  /** The same sections, written otherwise, with defaults spelled out and a key behind changed. */
  private static Experiment spelled(String max) {
    return experiment(
        CONFIG
            .replace("max = 0.3", "max = " + max)
            .replace("{ type = global-stats }", "{ type = global-stats, floor = 0.1 }")
            .replace("face = false", "face = false, velocities = true"));
  }

  private static Experiment experiment(String config) {
    return new Experiment(
        ConfigFile.parse(config, "the test", List.of()), Registry.ofClassPath(), line -> {});
  }

  private static SplitStatistics run(
      Experiment experiment, List<Sample> samples, Optional<FrameCache> cache) {
    return FeatureMeasurement.run(
        experiment,
        FeatureMeasurement.origin(experiment, "train", Optional.empty()),
        samples,
        cache,
        Progress.NONE);
  }

  /** The frames that the feature graph gives, each sample alone, in plain Java. */
  private static List<float[]> features(Experiment experiment, List<Sample> samples) {
    Graph graph = Recognizer.featureGraph(experiment);
    List<float[]> frames = new ArrayList<>();
    for (Sample sample : samples) {
      int length = sample.source().frames();
      Tensor landmarks = Tensor.of(sample.source().read().values(), 1, length, Part.COLUMNS);
      Map<String, Tensor> inputs =
          Map.of("landmarks", landmarks, "lengths", Tensor.of(new long[] {length}, 1));
      float[] values =
          PlainGraph.run(graph, graph.initialWeights(0), inputs).get(Recognizer.EXTRACTED).floats();
      int width = values.length / length;
      for (int i = 0; i < length; i++) {
        frames.add(Arrays.copyOfRange(values, i * width, (i + 1) * width));
      }
    }
    return frames;
  }
}
