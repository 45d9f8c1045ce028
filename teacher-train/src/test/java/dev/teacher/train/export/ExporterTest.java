package dev.teacher.train.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.config.ConfigFile;
import dev.teacher.api.data.Batch;
import dev.teacher.api.data.Sample;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plain.PlainGraph;
import dev.teacher.api.plugin.ModelFormats;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Safetensors;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.loop.TrainedModel;
import dev.teacher.train.run.TrainingState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExporterTest {
  private static final String CONFIG =
      """
      corpus {
        type = synthetic, glosses = 2, signers = 1, min-length = 1, max-length = 1
        sentences { train = 1, dev = 1, test = 1, test-unseen = 1 }
      }
      features { type = body-centred, face = false }
      normalizers = [ { type = per-sample-zscore } ]
      backbone { type = tcn-bilstm, channels = 8, hidden = 8, layers = 1, auxiliary-weight = 0.5 }
      """;

  @TempDir Path folder;

  @Test
  void anUntouchedModelIsExported() {
    Path file = folder.resolve("model.onnx");
    assertThat(export(file, x -> x).samples()).isEqualTo(1);
    assertThat(folder).isDirectoryContaining(path -> path.equals(file));
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void weightsAreExportedAsTheyAre() {
    Path file = folder.resolve("model.safetensors");
    export("safetensors", file, x -> Float.NaN);
    Weights read = Safetensors.read(file);
    assertThat(read.metadata()).containsKeys("teacher.vocabulary", "teacher.config");
    assertThat(read.names()).contains("head.weight", "lstm1.weight_hh", "auxiliary_head.weight");
  }

  @Test
  void anExportedNetworkHasNoAuxiliaryHead() throws IOException {
    for (String format : List.of("onnx", "torchscript")) {
      Path file = folder.resolve("exported");
      export(format, file, x -> x);
      assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
          .contains("lstm1")
          .doesNotContain("auxiliary_head");
    }
  }

  @Test
  void aModelThatGivesOtherNumbersLeavesNoFile() {
    for (float error : new float[] {1e-2f, Float.NaN}) {
      assertThatThrownBy(() -> export(folder.resolve("model.onnx"), x -> x + error))
          .isInstanceOfSatisfying(
              TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.FINDING))
          .hasMessageContaining("does not give what the trained one gives")
          .hasMessageContaining("sample dev_0001");
      assertThat(folder).isEmptyDirectory();
    }
  }

  private static ParityCheck.Result export(Path file, UnaryOperator<Float> change) {
    return export("onnx", file, change);
  }

  private static ParityCheck.Result export(String format, Path file, UnaryOperator<Float> change) {
    Experiment experiment =
        new Experiment(
            ConfigFile.parse(CONFIG, "the test", List.of()), Registry.ofClassPath(), line -> {});
    List<Sample> samples = experiment.openCorpus().read("dev");
    Vocabulary vocabulary = Vocabulary.of(List.of(List.of("A", "B")));
    Graph graph = Recognizer.graph(experiment, Optional.empty(), vocabulary.size());
    Weights weights = graph.initialWeights(1);
    TrainingState state =
        new TrainingState(
            TrainingState.FORMAT,
            1,
            1,
            0,
            0,
            1,
            1,
            experiment.extractor().input().spec(),
            Recognizer.featureLayout(experiment).spec(),
            "hash",
            Map.of());
    TrainedModel trained =
        new TrainedModel(experiment, state, vocabulary, Optional.empty(), graph, weights);
    try (TrainingSession session = new PlainJava(graph, weights, change)) {
      ModelFormats formats = new ModelFormats(experiment.registry());
      return Exporter.export(
          trained, session::run, samples, formats.toWrite(format, "the test"), file);
    }
  }

  /** Runs the graph in plain Java; changes every log-probability. */
  private record PlainJava(Graph graph, Weights weights, UnaryOperator<Float> change)
      implements TrainingSession {
    @Override
    public ModelOutput run(Batch batch) {
      float[] values = new float[batch.size() * batch.frames() * batch.width()];
      batch.data().duplicate().get(values);
      Map<String, Tensor> outputs =
          PlainGraph.run(
              graph,
              weights,
              Map.of(
                  "landmarks", Tensor.of(values, batch.size(), batch.frames(), batch.width()),
                  "lengths", Tensor.of(batch.lengths(), batch.size())));
      Tensor logProbs = outputs.get(Recognizer.LOG_PROBS);
      float[] changed = logProbs.floats().clone();
      for (int i = 0; i < changed.length; i++) {
        changed[i] = change.apply(changed[i]);
      }
      return new ModelOutput(
          changed,
          logProbs.shape()[1],
          logProbs.shape()[2],
          outputs.get(Recognizer.OUTPUT_LENGTHS).longs());
    }

    @Override
    public StepResult step(Batch batch, int[][] labels, double learningRate, long seed) {
      throw new UnsupportedOperationException();
    }

    @Override
    public StepResult accumulate(Batch batch, int[][] labels, long seed) {
      throw new UnsupportedOperationException();
    }

    @Override
    public StepResult apply(double learningRate) {
      throw new UnsupportedOperationException();
    }

    @Override
    public float[] losses(Batch batch, int[][] labels) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Weights gradients(Batch batch, int[][] labels) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T> T withAverage(Supplier<T> use) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Weights optimizerState() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void restoreOptimizer(Weights state) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
