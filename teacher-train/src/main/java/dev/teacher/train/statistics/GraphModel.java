package dev.teacher.train.statistics;

import dev.teacher.api.data.Batch;
import dev.teacher.api.error.Problem;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.InferenceModel;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.model.onnx.ModelMetadata;
import dev.teacher.model.onnx.OnnxFormat;
import dev.teacher.model.onnx.OnnxWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A graph of features in ONNX Runtime. Its file lasts as long as it does.
 *
 * @param model runs it
 * @param file temporary
 */
public record GraphModel(InferenceModel model, Path file) implements InferenceModel {
  /** The graph with its first weights. */
  public static InferenceModel load(Graph graph) {
    try {
      Path file = Files.createTempFile("teacher-features", ".onnx");
      try {
        return new GraphModel(load(graph, file), file);
      } catch (RuntimeException e) {
        Files.deleteIfExists(file);
        throw e;
      }
    } catch (IOException e) {
      throw unkept(e);
    }
  }

  private static InferenceModel load(Graph graph, Path file) {
    Map<String, String> known =
        Map.of(ModelMetadata.FORMAT_VERSION_KEY, Integer.toString(ModelMetadata.FORMAT_VERSION));
    OnnxWriter.write(graph, graph.initialWeights(0), known, file);
    // One thread an operation: the samples are shared out among threads already.
    return new OnnxFormat(1).load(file);
  }

  @Override
  public Map<String, String> metadata() {
    return model.metadata();
  }

  @Override
  public int inputWidth() {
    return model.inputWidth();
  }

  @Override
  public ModelOutput run(Batch batch) {
    return model.run(batch);
  }

  @Override
  public void close() {
    model.close();
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw unkept(e);
    }
  }

  private static RuntimeException unkept(IOException e) {
    return Problem.internal("cannot keep a temporary file")
        .where(System.getProperty("java.io.tmpdir"))
        .found(e)
        .cause(e)
        .exception();
  }
}
