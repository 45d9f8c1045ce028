package dev.teacher.model.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Value;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Collects the nodes and initializers of one ONNX graph, and gives them unique readable names: a
 * node is called after its layer and operator, {@code encoder.conv/Conv}, and so is its result.
 */
final class OnnxNodes {
  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private final Map<Value, String> names = new HashMap<>();
  private final Map<Value, Weight> weights = new HashMap<>();
  private final Map<List<Object>, String> constants = new HashMap<>();
  private final Set<String> initializers = new HashSet<>();
  private final Map<String, Integer> taken = new HashMap<>();
  private String layer = "";

  /** A tensor whose values are known while writing. */
  record Weight(String name, Tensor tensor) {}

  OnnxNodes(Graph source, Weights values) {
    source.inputs().forEach((name, value) -> names.put(value, unique(name)));
    source.outputs().keySet().forEach(this::unique);
    source
        .parameters()
        .forEach(p -> weights.put(p.value(), new Weight(p.name(), values.get(p.name()))));
    source
        .buffers()
        .forEach(b -> weights.put(b.value(), new Weight(b.name(), values.get(b.name()))));
  }

  /** What was collected. */
  GraphProto.Builder graph() {
    return graph;
  }

  /** Begins a layer: the nodes that follow are named after it. */
  void layer(String name) {
    layer = name;
  }

  /** Says which result stands for a value. */
  void bind(Value value, String name) {
    names.put(value, name);
  }

  /** The name under which a value is known in the file. */
  String name(Value value) {
    Weight weight = weights.get(value);
    return weight == null ? names.get(value) : initializer(weight.name(), weight.tensor());
  }

  /** The weight behind a value; empty where the value is computed. */
  Optional<Weight> weight(Value value) {
    return Optional.ofNullable(weights.get(value));
  }

  /** A tensor stored under a name; a name that is stored already is not stored again. */
  String initializer(String name, Tensor tensor) {
    if (initializers.add(name)) {
      taken.merge(name, 1, Integer::sum);
      graph.addInitializer(proto(name, tensor));
    }
    return name;
  }

  /** A constant; equal ones are stored once. */
  String constant(Tensor tensor) {
    List<Object> key =
        List.of(
            tensor.dtype(),
            Arrays.toString(tensor.shape()),
            tensor.dtype() == DType.INT64
                ? Arrays.toString(tensor.longs())
                : Arrays.toString(tensor.floats()));
    return constants.computeIfAbsent(
        key, k -> initializer(unique(join(layer, "Constant")), tensor));
  }

  /** A list of whole numbers, as operators want for axes and bounds. */
  String list(long... values) {
    return constant(Tensor.of(values, values.length));
  }

  /** Adds a node with one result and gives the result's name. */
  String add(String operator, List<String> inputs, AttributeProto... attributes) {
    return addNamed(operator, inputs, unique(join(layer, operator)), attributes);
  }

  /** Adds a node whose result has a given name. */
  String addNamed(
      String operator, List<String> inputs, String result, AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .setName(result)
            .addAllInput(inputs)
            .addOutput(result)
            .addAllAttribute(Arrays.asList(attributes)));
    return result;
  }

  private String unique(String wanted) {
    int count = taken.merge(wanted, 1, Integer::sum);
    return count == 1 ? wanted : unique(wanted + "_" + count);
  }

  private static String join(String layer, String operator) {
    return layer.isEmpty() ? operator : layer + "/" + operator;
  }

  private static TensorProto proto(String name, Tensor tensor) {
    TensorProto.Builder proto = TensorProto.newBuilder().setName(name).setRawData(bytes(tensor));
    proto.setDataType(
        tensor.dtype() == DType.INT64
            ? TensorProto.DataType.INT64.getNumber()
            : TensorProto.DataType.FLOAT.getNumber());
    for (int size : tensor.shape()) {
      proto.addDims(size);
    }
    return proto.build();
  }

  private static ByteString bytes(Tensor tensor) {
    boolean wide = tensor.dtype() == DType.INT64;
    ByteBuffer bytes = ByteBuffer.allocate(tensor.size() * (wide ? Long.BYTES : Float.BYTES));
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    if (wide) {
      bytes.asLongBuffer().put(tensor.longs());
    } else {
      bytes.asFloatBuffer().put(tensor.floats());
    }
    return UnsafeByteOperations.unsafeWrap(bytes);
  }
}
