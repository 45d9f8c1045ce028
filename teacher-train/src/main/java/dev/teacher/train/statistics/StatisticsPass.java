package dev.teacher.train.statistics;

import dev.teacher.api.data.Batch;
import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Sample;
import dev.teacher.api.error.Problem;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.InferenceModel;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.model.onnx.ModelMetadata;
import dev.teacher.model.onnx.OnnxWriter;
import dev.teacher.train.data.FrameCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Computes the statistics that a normaliser asks for by running the very graph that feeds it over
 * every frame of the training split: no sample is left out, no padded frame is counted.
 */
public final class StatisticsPass {
  private StatisticsPass() {}

  /**
   * One pass over the samples, without augmentation.
   *
   * @param source hash of the data, stored with the result
   */
  public static FeatureStatistics run(
      Experiment experiment, List<Sample> samples, FrameCache cache, String source) {
    Graph graph = Recognizer.featureGraph(experiment);
    Layout layout = Recognizer.featureLayout(experiment);
    Moments moments = new Moments(layout.width());
    try {
      Path file = Files.createTempFile("teacher-features", ".onnx");
      try (InferenceModel model = load(experiment, graph, file)) {
        for (Sample sample : samples) {
          float[] rows = cache.get(sample).values();
          ModelOutput features =
              model.run(Batch.of(List.of(sample.id()), List.of(rows), model.inputWidth()));
          moments.add(features.sample(0));
        }
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw Problem.internal("cannot keep a temporary file")
          .where(System.getProperty("java.io.tmpdir"))
          .found(e)
          .cause(e)
          .exception();
    }
    return new FeatureStatistics(
        layout, moments.count(), samples.size(), moments.mean(), moments.deviation(), source);
  }

  private static InferenceModel load(Experiment experiment, Graph graph, Path file) {
    Map<String, String> known =
        Map.of(ModelMetadata.FORMAT_VERSION_KEY, Integer.toString(ModelMetadata.FORMAT_VERSION));
    OnnxWriter.write(graph, graph.initialWeights(0), known, file);
    return experiment
        .registry()
        .createDefault(PluginKind.INFERENCE, "onnx", experiment.notices())
        .load(file);
  }
}
