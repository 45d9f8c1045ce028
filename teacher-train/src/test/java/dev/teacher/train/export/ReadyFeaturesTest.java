package dev.teacher.train.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.teacher.api.config.ConfigFile;
import dev.teacher.api.data.Batch;
import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.data.FrameSource;
import dev.teacher.api.data.Frames;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Sample;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.InferenceModel;
import dev.teacher.api.plugin.ModelFormats;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import dev.teacher.features.statistics.Progress;
import dev.teacher.model.onnx.ModelMetadata;
import dev.teacher.train.data.FrameCache;
import dev.teacher.train.loop.TrainSettings;
import dev.teacher.train.loop.TrainedModel;
import dev.teacher.train.run.TrainingState;
import dev.teacher.train.statistics.FeatureMeasurement;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Features that come ready from files go the whole way, whatever follows them. */
class ReadyFeaturesTest {
  private static final Layout LAYOUT = Layout.parse("own: pose=5, hands.left=3, hands.right=3");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "{ type = global-stats }", "{ type = clip, min = -1, max = 1 }"})
  void theExportedFileTakesFeatures(String normalizers) {
    Experiment experiment = experiment(normalizers);
    List<Sample> samples = List.of(sample("one", 9), sample("two", 14));
    Optional<FeatureStatistics> statistics =
        experiment.normalizers().values().stream().anyMatch(n -> n.needsStatistics())
            ? Optional.of(statistics(experiment, samples))
            : Optional.empty();
    Vocabulary vocabulary = Vocabulary.of(List.of(List.of("A", "B")));
    Graph graph = Recognizer.graph(experiment, statistics, vocabulary.size());
    assertThat(graph.inputs()).containsOnlyKeys("features", "lengths");
    Weights weights = graph.initialWeights(1);
    TrainedModel trained =
        new TrainedModel(experiment, state(experiment), vocabulary, statistics, graph, weights);
    Path file = folder.resolve("model.onnx");
    TrainingOptions options = new TrainSettings(experiment.section("train")).options();
    try (TrainingSession session =
        experiment
            .registry()
            .createDefault(PluginKind.TRAINING, "djl", line -> {})
            .open(graph, weights, options)) {
      assertThat(
              Exporter.export(
                      trained,
                      session::run,
                      samples,
                      new ModelFormats(experiment.registry()).usual(),
                      file)
                  .samples())
          .isEqualTo(2);
    }
    try (InferenceModel model = new ModelFormats(experiment.registry()).load(file, line -> {})) {
      assertThat(ModelMetadata.fromMap(model.metadata(), file).input()).isEqualTo(LAYOUT);
      float[] rows = samples.get(0).source().read().values();
      ModelOutput output = model.run(Batch.of(List.of("one"), List.of(rows), LAYOUT.width()));
      assertThat(output.channels()).isEqualTo(vocabulary.size());
    }
  }

  @Test
  void statisticsAreThoseOfTheFilesColumns() {
    List<Sample> samples = List.of(sample("one", 9), sample("two", 14));
    FeatureStatistics statistics = statistics(experiment("{ type = global-stats }"), samples);
    assertThat(statistics.layout()).isEqualTo(LAYOUT);
    assertThat(statistics.frames()).isEqualTo(9 + 14);
    double sum = 0;
    for (Sample sample : samples) {
      float[] values = sample.source().read().values();
      for (int i = 7; i < values.length; i += LAYOUT.width()) {
        sum += values[i];
      }
    }
    assertThat(statistics.mean().get(7)).isCloseTo(sum / 23, within(1e-6));
  }

  private static FeatureStatistics statistics(Experiment experiment, List<Sample> samples) {
    return FeatureMeasurement.run(
            experiment,
            FeatureMeasurement.origin(experiment, "train", Optional.empty()),
            samples,
            Optional.of(FrameCache.ofHeap(LAYOUT)),
            Progress.NONE)
        .features();
  }

  private static Experiment experiment(String normalizers) {
    String config =
        """
        features {
          type = precomputed
          layout {
            segments = [
              { name = pose, width = 5 }
              { name = hands.left, width = 3 }, { name = hands.right, width = 3 }
            ]
          }
        }
        normalizers = [ %s ]
        backbone { type = tcn-bilstm, channels = 8, hidden = 8, layers = 1 }
        """
            .formatted(normalizers);
    return new Experiment(
        ConfigFile.parse(config, "the test", List.of()), Registry.ofClassPath(), line -> {});
  }

  private static TrainingState state(Experiment experiment) {
    String input = experiment.extractor().input().spec();
    String features = Recognizer.featureLayout(experiment).spec();
    return new TrainingState(
        TrainingState.FORMAT, 1, 1, 0, 0, 1, 1, input, features, "hash", Map.of());
  }

  private static Sample sample(String id, int frames) {
    SplittableRandom random = new SplittableRandom(frames);
    float[] values = new float[frames * LAYOUT.width()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-2, 2);
    }
    return new Sample(id, "", List.of("A"), new Ready(id, new Frames(LAYOUT, frames, values, 0)));
  }

  private record Ready(String location, Frames read) implements FrameSource {
    @Override
    public Layout layout() {
      return read.layout();
    }

    @Override
    public int frames() {
      return read.frames();
    }
  }
}
