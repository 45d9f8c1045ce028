package dev.teacher.train.doctor.network;

import dev.teacher.api.data.Batch;
import dev.teacher.api.error.Problem;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.InferenceModel;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.api.tensor.Weights;
import dev.teacher.model.onnx.OnnxFormat;
import dev.teacher.model.onnx.OnnxWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A network as an exported file, which lasts as long as it is open, in ONNX Runtime. */
final class TemporaryModel implements AutoCloseable {
  private final Path file;
  private final InferenceModel model;

  TemporaryModel(Graph graph, Weights weights, int threads) {
    try {
      file = Files.createTempFile("teacher-", ".onnx");
    } catch (IOException e) {
      throw unkept(e);
    }
    try {
      OnnxWriter.write(graph, weights, Map.of(), file);
      model = new OnnxFormat(threads).load(file);
    } catch (RuntimeException e) {
      delete();
      throw e;
    }
  }

  ModelOutput run(Batch batch) {
    return model.run(batch);
  }

  @Override
  public void close() {
    model.close();
    delete();
  }

  private void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw unkept(e);
    }
  }

  private static RuntimeException unkept(IOException e) {
    return Problem.usage("cannot keep a temporary file")
        .where("temporary folder " + System.getProperty("java.io.tmpdir"))
        .found(e)
        .remedy("make room there, or name another folder with -Djava.io.tmpdir=DIR")
        .cause(e)
        .exception();
  }
}
