package dev.teacher.model.summary;

import dev.teacher.api.graph.Dim;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Shape;
import dev.teacher.api.graph.Value;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Puts the nodes of a graph together by the names of their layers. */
final class LayerCollector {
  private final Graph graph;
  private final Sizes sizes;
  private final Reaches reaches;
  private final Map<Value, String> layers;
  private final Map<Value, Long> parameters = new HashMap<>();

  LayerCollector(Graph graph, int frames) {
    this.graph = graph;
    sizes = new Sizes(frames);
    reaches = Reaches.of(graph);
    graph.parameters().forEach(p -> parameters.put(p.value(), Tensor.elements(p.sizes())));
    layers = LayerNames.of(graph);
  }

  /**
   * Summaries by what {@code naming} makes of the layers' names, in the order in which they are
   * finished.
   */
  List<LayerSummary> grouped(UnaryOperator<String> naming) {
    Map<String, List<Node>> groups = new LinkedHashMap<>();
    Map<Value, String> makers = new HashMap<>();
    for (Node node : graph.nodes()) {
      String name = naming.apply(layers.get(node.output()));
      groups.computeIfAbsent(name, key -> new ArrayList<>()).add(node);
      makers.put(node.output(), name);
    }
    Map<Integer, LayerSummary> summaries = new TreeMap<>();
    groups.forEach(
        (name, nodes) ->
            result(nodes)
                .ifPresent(
                    last ->
                        summaries.put(
                            graph.nodes().indexOf(last),
                            summary(name, nodes, makers, last.output()))));
    return List.copyOf(summaries.values());
  }

  /** What each layer gives to the next ones, by its name, in the order of finishing. */
  Map<String, Value> results() {
    Map<String, List<Node>> groups = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      groups.computeIfAbsent(layers.get(node.output()), key -> new ArrayList<>()).add(node);
    }
    Map<Integer, String> ends = new TreeMap<>();
    Map<String, Value> values = new HashMap<>();
    groups.forEach(
        (name, nodes) ->
            result(nodes)
                .ifPresent(
                    last -> {
                      ends.put(graph.nodes().indexOf(last), name);
                      values.put(name, last.output());
                    }));
    Map<String, Value> results = new LinkedHashMap<>();
    ends.values().forEach(name -> results.put(name, values.get(name)));
    return results;
  }

  private LayerSummary summary(
      String name, List<Node> nodes, Map<Value, String> makers, Value result) {
    Set<String> operations = new LinkedHashSet<>();
    Set<String> inputs = new LinkedHashSet<>();
    Set<Value> weights = new LinkedHashSet<>();
    double work = 0;
    for (Node node : nodes) {
      if (handlesData(node)) {
        OperationNames.of(node).ifPresent(operations::add);
      }
      work += Flops.of(node, sizes);
      for (Value input : node.inputs()) {
        String maker = makers.get(input);
        if (isOfSamples(input) && maker != null && !maker.equals(name)) {
          inputs.add(maker);
        }
        if (parameters.containsKey(input)) {
          weights.add(input);
        }
      }
    }
    Dim time = result.shape().dim(1);
    return new LayerSummary(
        name,
        List.copyOf(operations),
        result.shape().toString(),
        (int) sizes.product(result.shape(), 2, result.shape().rank()),
        (double) time.stride() / time.multiple(),
        weights.stream().mapToLong(parameters::get).sum(),
        work / sizes.frames(),
        reaches.of(result).frames(),
        List.copyOf(inputs));
  }

  /** Whether a node computes with what the network is about, and not with masks and lengths. */
  private static boolean handlesData(Node node) {
    return Role.of(node.op()).isBetweenLayouts()
        || isData(node.output())
        || node.inputs().stream().anyMatch(LayerCollector::isData);
  }

  /** The node that gives what the next layers take. */
  private static Optional<Node> result(List<Node> nodes) {
    Optional<Node> result = Optional.empty();
    for (Node node : nodes) {
      if (isResult(node) || (result.isEmpty() && isData(node.output()))) {
        result = Optional.of(node);
      }
    }
    return result;
  }

  /** Whether a node gives channels of frames, and not just what the next layer takes of them. */
  private static boolean isResult(Node node) {
    return isData(node.output())
        && node.output().shape().rank() == 3
        && Role.of(node.op()) != Role.CHOICE;
  }

  /** Whether a value holds numbers for every frame. */
  static boolean isData(Value value) {
    return isOfSamples(value) && !value.shape().dim(1).isFixed();
  }

  /** Whether a value holds numbers of every sample; those of one channel are masks. */
  private static boolean isOfSamples(Value value) {
    Shape shape = value.shape();
    return value.dtype() == DType.FLOAT32
        && shape.rank() >= 3
        && shape.dim(0).equals(Dim.BATCH)
        && !shape.dim(-1).equals(Dim.of(1));
  }
}
