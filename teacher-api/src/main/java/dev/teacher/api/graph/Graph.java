package dev.teacher.api.graph;

import dev.teacher.api.error.Problem;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A computation as data: what both writers print. Nodes stand in an order in which every input is
 * made before it is used. Made by {@link GraphBuilder}.
 *
 * @param inputs by name, in order
 * @param outputs by name, in order
 * @param auxiliaries what training has more losses on
 * @param nodes in topological order; only what outputs and auxiliaries need, and what the
 *     auxiliaries alone need behind all others
 * @param parameters trained tensors that a node uses, in order of making
 * @param buffers untrained tensors that a node uses, in order of making
 */
public record Graph(
    Map<String, Value> inputs,
    Map<String, Value> outputs,
    List<Auxiliary> auxiliaries,
    List<Node> nodes,
    List<Parameter> parameters,
    List<Buffer> buffers) {
  public Graph {
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    auxiliaries = List.copyOf(auxiliaries);
    nodes = List.copyOf(nodes);
    parameters = List.copyOf(parameters);
    buffers = List.copyOf(buffers);
  }

  /** The graph as it is used when it is trained: without auxiliaries and what only they need. */
  public Graph withoutAuxiliaries() {
    return Pruning.graph(inputs, outputs, List.of(), nodes, parameters, buffers);
  }

  /** The graph with other operations between its inputs and outputs. */
  public Graph withNodes(List<Node> others) {
    return new Graph(inputs, outputs, auxiliaries, others, parameters, buffers);
  }

  /** The tensors of this graph out of those of a larger one. */
  public Weights select(Weights weights) {
    Weights own = new Weights();
    parameters.forEach(p -> own.put(p.name(), weights.get(p.name())));
    buffers.forEach(b -> own.put(b.name(), weights.get(b.name())));
    return own;
  }

  /** The number of trained scalars. */
  public long parameterCount() {
    return parameters.stream().mapToLong(p -> Tensor.elements(p.sizes())).sum();
  }

  /** First weights: parameters by their initialisers, buffers by their initial values. */
  public Weights initialWeights(long seed) {
    Weights weights = new Weights();
    for (Parameter parameter : parameters) {
      weights.put(
          parameter.name(),
          parameter.initializer().values(seed, parameter.name(), parameter.sizes()));
    }
    for (Buffer buffer : buffers) {
      weights.put(buffer.name(), buffer.initial());
    }
    return weights;
  }

  /**
   * Refuses weights that are not this graph's: a data problem that lists missing, unexpected and
   * wrong-shaped tensors.
   */
  public void check(Weights weights, Object origin) {
    Map<String, String> wanted = new LinkedHashMap<>();
    parameters.forEach(p -> wanted.put(p.name(), DType.FLOAT32 + Arrays.toString(p.sizes())));
    buffers.forEach(b -> wanted.put(b.name(), b.initial().toString()));
    List<String> wrong = new ArrayList<>();
    wanted.forEach(
        (name, type) -> {
          if (!weights.contains(name)) {
            wrong.add("missing     " + name + " " + type);
          } else if (!weights.get(name).toString().equals(type)) {
            wrong.add(
                "wrong shape " + name + ": expected " + type + ", found " + weights.get(name));
          }
        });
    for (String name : weights.names()) {
      if (!wanted.containsKey(name)) {
        wrong.add("unexpected  " + name);
      }
    }
    if (!wrong.isEmpty()) {
      int shown = Math.min(12, wrong.size());
      String list = String.join("\n", wrong.subList(0, shown));
      throw Problem.data("the weights do not fit the network")
          .where(origin)
          .expected(wanted.size() + " tensors")
          .found(list + (shown < wrong.size() ? "\nand " + (wrong.size() - shown) + " more" : ""))
          .remedy("use the configuration with which these weights were trained")
          .exception();
    }
  }
}
