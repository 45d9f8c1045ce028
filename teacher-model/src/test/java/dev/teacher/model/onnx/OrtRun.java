package dev.teacher.model.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Writes a graph and runs it in ONNX Runtime, with any inputs. */
final class OrtRun implements AutoCloseable {
  private final OrtEnvironment environment = Environment.get();
  private final OrtSession session;

  OrtRun(Graph graph, Weights weights) throws OrtException {
    byte[] model = OnnxWriter.model(graph, weights, Map.of()).toByteArray();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      session = environment.createSession(model, options);
    }
  }

  Map<String, Tensor> run(Map<String, Tensor> inputs) throws OrtException {
    Map<String, OnnxTensor> fed = new HashMap<>();
    try {
      for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
        fed.put(input.getKey(), tensor(input.getValue()));
      }
      try (OrtSession.Result result = session.run(fed)) {
        Map<String, Tensor> outputs = new HashMap<>();
        for (Map.Entry<String, OnnxValue> output : result) {
          outputs.put(output.getKey(), tensor((OnnxTensor) output.getValue()));
        }
        return outputs;
      }
    } finally {
      fed.values().forEach(OnnxTensor::close);
    }
  }

  /** An element of [batch, time, channels]. */
  static float at(Tensor x, int sample, int frame, int channel) {
    return x.floats()[(sample * x.shape()[1] + frame) * x.shape()[2] + channel];
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }

  private OnnxTensor tensor(Tensor tensor) throws OrtException {
    long[] shape = Arrays.stream(tensor.shape()).asLongStream().toArray();
    return tensor.dtype() == DType.INT64
        ? OnnxTensor.createTensor(environment, LongBuffer.wrap(tensor.longs()), shape)
        : OnnxTensor.createTensor(environment, FloatBuffer.wrap(tensor.floats()), shape);
  }

  private static Tensor tensor(OnnxTensor value) {
    int[] shape = Arrays.stream(value.getInfo().getShape()).mapToInt(Math::toIntExact).toArray();
    return switch (value.getInfo().type) {
      case FLOAT -> Tensor.of(value.getFloatBuffer().array(), shape);
      case INT64 -> Tensor.of(value.getLongBuffer().array(), shape);
      default -> throw new AssertionError(value.getInfo());
    };
  }
}
