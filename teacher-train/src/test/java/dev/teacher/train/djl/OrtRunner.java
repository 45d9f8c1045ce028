package dev.teacher.train.djl;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import dev.teacher.model.onnx.OnnxWriter;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Runs any graph in ONNX Runtime, from the file that the other writer gives. */
final class OrtRunner implements AutoCloseable {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  OrtRunner(Graph graph, Weights weights) throws IOException, OrtException {
    Path file = Files.createTempFile("graph", ".onnx");
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      OnnxWriter.write(graph, weights, Map.of(), file);
      options.setIntraOpNumThreads(1);
      session = environment.createSession(Files.readAllBytes(file), options);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** Outputs by name. */
  Map<String, Tensor> run(Map<String, Tensor> inputs) throws OrtException {
    Map<String, OnnxTensor> fed = new HashMap<>();
    try {
      for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
        fed.put(input.getKey(), feed(input.getValue()));
      }
      try (OrtSession.Result result = session.run(fed)) {
        Map<String, Tensor> outputs = new HashMap<>();
        for (Map.Entry<String, OnnxValue> output : result) {
          outputs.put(output.getKey(), read((OnnxTensor) output.getValue()));
        }
        return outputs;
      }
    } finally {
      fed.values().forEach(OnnxTensor::close);
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }

  private OnnxTensor feed(Tensor tensor) throws OrtException {
    long[] shape = Arrays.stream(tensor.shape()).asLongStream().toArray();
    return tensor.dtype() == DType.INT64
        ? OnnxTensor.createTensor(environment, LongBuffer.wrap(tensor.longs()), shape)
        : OnnxTensor.createTensor(environment, FloatBuffer.wrap(tensor.floats()), shape);
  }

  private static Tensor read(OnnxTensor tensor) {
    int[] shape = Arrays.stream(tensor.getInfo().getShape()).mapToInt(Math::toIntExact).toArray();
    return switch (tensor.getInfo().type) {
      case FLOAT -> Tensor.of(tensor.getFloatBuffer().array(), shape);
      case INT64 -> Tensor.of(tensor.getLongBuffer().array(), shape);
      default -> throw new AssertionError(tensor.getInfo());
    };
  }
}
