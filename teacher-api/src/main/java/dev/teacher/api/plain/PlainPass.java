package dev.teacher.api.plain;

import dev.teacher.api.graph.Buffer;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Parameter;
import dev.teacher.api.graph.Value;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came out of every node of a graph, and the way back. Made by {@link PlainGraph}. */
public final class PlainPass {
  private final Graph graph;
  private final Mode mode;
  private final Map<Value, NdArray> values = new HashMap<>();
  private final Map<Value, NdArray> moved = new HashMap<>();

  PlainPass(Graph graph, Weights weights, Map<String, Tensor> inputs, Mode mode) {
    this.graph = graph;
    this.mode = mode;
    graph.inputs().forEach((name, value) -> values.put(value, NdArray.of(inputs.get(name))));
    graph.parameters().forEach(p -> values.put(p.value(), NdArray.of(weights.get(p.name()))));
    graph.buffers().forEach(b -> values.put(b.value(), NdArray.of(weights.get(b.name()))));
    for (Node node : graph.nodes()) {
      Operation operation = Operations.of(node, mode);
      List<NdArray> in = inputs(node);
      values.put(node.output(), operation.forward(in));
      operation.moved(in).forEach((index, value) -> moved.put(node.inputs().get(index), value));
    }
  }

  /** The outputs of the graph by name; BOOL is INT64 with 0 and 1. */
  public Map<String, Tensor> outputs() {
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    graph.outputs().forEach((name, value) -> outputs.put(name, value(value)));
    return outputs;
  }

  /** Any value of the graph; BOOL is INT64 with 0 and 1. */
  public Tensor value(Value value) {
    return values.get(value).tensor(value.dtype());
  }

  /** The buffers, moved by the batch if this was in training. */
  public Weights buffers() {
    Weights buffers = new Weights();
    for (Buffer buffer : graph.buffers()) {
      NdArray value = moved.getOrDefault(buffer.value(), values.get(buffer.value()));
      buffers.put(buffer.name(), value.tensor(buffer.initial().dtype()));
    }
    return buffers;
  }

  /**
   * How a number changes with each parameter.
   *
   * @param upstream how it changes with values of the graph, FLOAT32 in their shapes
   * @return FLOAT32 by the parameters' names; zeros where the number does not depend on one
   */
  public Weights gradients(Map<Value, Tensor> upstream) {
    Map<Value, NdArray> slopes = new HashMap<>();
    upstream.forEach((value, slope) -> slopes.put(value, NdArray.of(slope)));
    backward(slopes);
    Weights gradients = new Weights();
    for (Parameter parameter : graph.parameters()) {
      NdArray slope = slopes.getOrDefault(parameter.value(), NdArray.zeros(parameter.sizes()));
      gradients.put(parameter.name(), slope.tensor(DType.FLOAT32));
    }
    return gradients;
  }

  /** Adds the gradients of all values that those with one come from. */
  void backward(Map<Value, NdArray> slopes) {
    for (int i = graph.nodes().size() - 1; i >= 0; i--) {
      Node node = graph.nodes().get(i);
      NdArray upstream = slopes.get(node.output());
      if (upstream != null) {
        List<NdArray> found =
            Operations.of(node, mode).backward(inputs(node), values.get(node.output()), upstream);
        for (int k = 0; k < found.size(); k++) {
          if (found.get(k) != null) {
            Value input = node.inputs().get(k);
            slopes.merge(input, found.get(k), (a, b) -> a.combine(b, Double::sum));
          }
        }
      }
    }
  }

  private List<NdArray> inputs(Node node) {
    return node.inputs().stream().map(values::get).toList();
  }
}
