package dev.teacher.model.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.teacher.api.error.Problem;
import dev.teacher.api.graph.Dim;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Value;
import dev.teacher.api.io.AtomicFiles;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Prints a graph with its weights as an ONNX model: opset 17, IR version 8, batch and time dynamic,
 * weights as initializers, properties as metadata. Format: <a
 * href="https://github.com/onnx/onnx/blob/main/docs/IR.md">ONNX IR</a>.
 */
public final class OnnxWriter {
  private static final long OPSET = 17;
  private static final long IR_VERSION = 8;

  /** One protobuf message holds 2 GiB; 16 MiB are left for all but the weights. */
  private static final long MAX_BYTES = Integer.MAX_VALUE - (16L << 20);

  private OnnxWriter() {}

  /**
   * Writes a model file, which appears whole or not at all.
   *
   * @param graph what is computed; auxiliaries and what only they need are left out
   * @param weights all its parameters and buffers; NaN and infinity are refused
   * @param metadata properties of the file; {@link ModelMetadata#FORMAT_VERSION_KEY} is added
   * @param file where to, replaced if it exists
   */
  public static void write(Graph graph, Weights weights, Map<String, String> metadata, Path file) {
    AtomicFiles.writeFile(file, model(graph, weights, metadata)::writeTo);
  }

  /** The model that {@link #write} writes. */
  static ModelProto model(Graph trained, Weights all, Map<String, String> metadata) {
    trained.check(all, "ONNX export");
    Graph graph = trained.withoutAuxiliaries();
    Weights weights = graph.select(all);
    refuseNonFinite(weights);
    refuseTooLarge(bytes(weights), MAX_BYTES);
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("teacher")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
            .setGraph(graph(graph, weights))
            .addMetadataProps(
                entry(
                    ModelMetadata.FORMAT_VERSION_KEY,
                    Integer.toString(ModelMetadata.FORMAT_VERSION)));
    metadata.forEach(
        (key, value) -> {
          if (!key.equals(ModelMetadata.FORMAT_VERSION_KEY)) {
            model.addMetadataProps(entry(key, value));
          }
        });
    return model.build();
  }

  private static GraphProto graph(Graph graph, Weights weights) {
    OnnxNodes nodes = new OnnxNodes(graph, weights);
    for (Node node : graph.nodes()) {
      nodes.layer(node.layer());
      nodes.bind(node.output(), OpPrinter.print(node, nodes));
    }
    GraphProto.Builder proto = nodes.graph().setName("teacher");
    graph.inputs().forEach((name, value) -> proto.addInput(info(name, value)));
    graph
        .outputs()
        .forEach(
            (name, value) -> {
              nodes.addNamed("Identity", List.of(nodes.name(value)), name);
              proto.addOutput(info(name, value));
            });
    return proto.build();
  }

  private static ValueInfoProto info(String name, Value value) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (Dim dim : value.shape().dims()) {
      if (dim.isFixed()) {
        shape.addDimBuilder().setDimValue(dim.size());
      } else {
        shape.addDimBuilder().setDimParam(dim.toString());
      }
    }
    TypeProto.Tensor.Builder tensor =
        TypeProto.Tensor.newBuilder()
            .setElemType(OpPrinter.onnxType(value.dtype()).getNumber())
            .setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  private static long bytes(Weights weights) {
    return weights.names().stream()
        .map(weights::get)
        .mapToLong(t -> (long) t.size() * (t.dtype() == DType.INT64 ? Long.BYTES : Float.BYTES))
        .sum();
  }

  /** A model that cannot say a number is not worth a file. */
  private static void refuseNonFinite(Weights weights) {
    for (String name : weights.names()) {
      Tensor tensor = weights.get(name);
      if (tensor.dtype() != DType.FLOAT32) {
        continue;
      }
      float[] values = tensor.floats();
      for (int i = 0; i < values.length; i++) {
        if (!Float.isFinite(values[i])) {
          throw Problem.data("a weight is not a finite number")
              .where(name + ", element " + i)
              .found(values[i])
              .remedy("export an earlier checkpoint; find the cause with teacher diagnose")
              .exception();
        }
      }
    }
  }

  static void refuseTooLarge(long bytes, long limit) {
    if (bytes > limit) {
      throw Problem.usage("the weights do not fit into one ONNX file")
          .expected("at most " + limit + " bytes")
          .found(bytes + " bytes")
          .remedy("train a smaller network")
          .exception();
    }
  }
}
