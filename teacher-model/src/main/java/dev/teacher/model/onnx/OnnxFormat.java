package dev.teacher.model.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.teacher.api.error.Problem;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.InferenceModel;
import dev.teacher.api.plugin.ModelFormat;
import dev.teacher.api.tensor.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** ONNX files, in ONNX Runtime. */
public final class OnnxFormat implements ModelFormat {
  private final int threads;

  /** A format that uses so many threads within one operation; 0 for all cores. */
  public OnnxFormat(int threads) {
    this.threads = threads;
  }

  @Override
  public InferenceModel load(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw Problem.data("there is no model file to read")
          .where(file)
          .found(Files.isDirectory(file) ? "a folder" : "no readable file")
          .remedy("name the .onnx file that teacher export wrote")
          .exception();
    }
    SelfContained.require(file);
    OrtEnvironment environment = Environment.get();
    OrtSession session = open(environment, file);
    try {
      return new OnnxModel(environment, session, file);
    } catch (OrtException | RuntimeException e) {
      throw closing(session, unusable(file, e));
    }
  }

  @Override
  public void write(Graph graph, Weights weights, Map<String, String> properties, Path file) {
    OnnxWriter.write(graph, weights, properties, file);
  }

  private OrtSession open(OrtEnvironment environment, Path file) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      options.setIntraOpNumThreads(threads);
      return environment.createSession(file.toString(), options);
    } catch (OrtException e) {
      throw unusable(file, e);
    }
  }

  static RuntimeException unusable(Path file, Exception cause) {
    if (cause instanceof RuntimeException already) {
      return already;
    }
    return Problem.data("the file is no ONNX model that can be run")
        .where(file)
        .found(OnnxModel.firstLine(cause))
        .remedy("export the model again, or copy it again")
        .cause(cause)
        .exception();
  }

  private static RuntimeException closing(OrtSession session, RuntimeException failure) {
    try {
      session.close();
    } catch (OrtException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }
}
