package dev.teacher.cli.docs;

import com.typesafe.config.ConfigFactory;
import dev.teacher.api.config.ConfigFile;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.data.Sample;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import dev.teacher.features.npy.NpyWriter;
import dev.teacher.model.onnx.ModelMetadata;
import dev.teacher.model.onnx.OnnxWriter;
import dev.teacher.model.onnx.TrainingRecord;
import dev.teacher.model.transcribe.Transcriber;
import dev.teacher.model.transcribe.Transcript;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A folder with what the examples of use want: {@code model.onnx}, exported untrained, and {@code
 * sentence.npy}.
 *
 * @param folder where they are
 * @param metadata of the model
 * @param landmarks of the sentence
 */
record SmallModel(Path folder, Map<String, String> metadata, Landmarks landmarks) {
  static SmallModel write(Path folder) throws IOException {
    Experiment experiment =
        Configurations.check(
            Configurations.complete(
                ConfigFactory.parseString(
                    """
                    normalizers = [ { type = per-sample-zscore } ]
                    backbone { type = tcn-bilstm, channels = 16, hidden = 16 }
                    corpus { type = synthetic, sentences { train = 1, dev = 1 } }
                    """)),
            Registry.ofClassPath());
    Vocabulary vocabulary = Vocabulary.of(List.of(List.of("HELLO", "SUN", "WIND")));
    Graph graph = Recognizer.graph(experiment, Optional.empty(), vocabulary.size());
    Map<String, String> metadata =
        new ModelMetadata(
                vocabulary,
                Part.LAYOUT,
                Recognizer.featureLayout(experiment),
                experiment.normalizerConfigs(),
                Optional.of("hash"),
                OptionalDouble.of(25),
                Recognizer.outputStride(graph),
                ConfigFile.render(experiment.config()),
                "greedy",
                new TrainingRecord("hash", 1, 0, null, Map.of()).json())
            .toMap();
    OnnxWriter.write(graph, talkative(graph), metadata, folder.resolve("model.onnx"));
    Sample sample = experiment.openCorpus().read("dev").get(0);
    Landmarks landmarks = sample.landmarks();
    NpyWriter.write(folder.resolve("sentence.npy"), landmarks.values(), Part.COLUMNS);
    return new SmallModel(folder, metadata, landmarks);
  }

  /** First weights, with a last layer so steep that the likeliest gloss changes now and then. */
  private static Weights talkative(Graph graph) {
    Weights first = graph.initialWeights(3);
    Weights weights = new Weights();
    for (String name : first.names()) {
      Tensor tensor = first.get(name);
      weights.put(name, name.equals("head.weight") ? steep(tensor) : tensor);
    }
    return weights;
  }

  private static Tensor steep(Tensor tensor) {
    float[] values = tensor.floats().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= 50;
    }
    return Tensor.of(values, tensor.shape());
  }

  Path model() {
    return folder.resolve("model.onnx");
  }

  Path sentence() {
    return folder.resolve("sentence.npy");
  }

  /** What the program itself recognises. */
  Transcript transcript() {
    try (Transcriber transcriber =
        Transcriber.open(model(), Registry.ofClassPath(), notice -> {})) {
      return transcriber.transcribe(sentence());
    }
  }

  List<String> glosses() {
    return transcript().glosses().stream().map(Transcript.Gloss::gloss).toList();
  }
}
