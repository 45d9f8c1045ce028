package dev.teacher.model.summary;

import dev.teacher.api.graph.Dim;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Shape;
import dev.teacher.api.graph.Value;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Puts the nodes of a graph together by the names of their layers. */
final class LayerCollector {
  /** How the builder calls the layer of what was computed outside of any. */
  private static final String OUTSIDE = "graph";

  /** What there is before the first layer. */
  private static final String INPUT = "input";

  private final Graph graph;
  private final Sizes sizes;
  private final Flops flops;
  private final Reaches reaches;
  private final Map<Node, String> layers = new HashMap<>();
  private final Map<Value, Long> parameters = new HashMap<>();

  LayerCollector(Graph graph, int frames) {
    this.graph = graph;
    sizes = new Sizes(frames);
    flops = new Flops(sizes);
    reaches = Reaches.of(graph);
    graph.parameters().forEach(p -> parameters.put(p.value(), Tensor.elements(p.sizes())));
    Map<Value, String> makers = new HashMap<>();
    for (Node node : graph.nodes()) {
      String layer = node.layer().equals(OUTSIDE) ? before(node, makers) : node.layer();
      layers.put(node, layer);
      makers.put(node.output(), layer);
    }
  }

  /** An activation or sum outside of any layer belongs to the last layer whose result it takes. */
  private static String before(Node node, Map<Value, String> makers) {
    return node.inputs().stream()
        .filter(makers::containsKey)
        .max(Comparator.comparing(LayerCollector::isData).thenComparing(Value::id))
        .map(makers::get)
        .orElse(INPUT);
  }

  /** Summaries by what {@code naming} makes of the layers' names. */
  List<LayerSummary> grouped(UnaryOperator<String> naming) {
    Map<String, List<Node>> groups = new LinkedHashMap<>();
    Map<Value, String> makers = new HashMap<>();
    for (Node node : graph.nodes()) {
      String name = naming.apply(layers.get(node));
      groups.computeIfAbsent(name, key -> new ArrayList<>()).add(node);
      makers.put(node.output(), name);
    }
    List<LayerSummary> summaries = new ArrayList<>();
    groups.forEach(
        (name, nodes) -> {
          if (nodes.stream().anyMatch(node -> isData(node.output()))) {
            summaries.add(summary(name, nodes, makers));
          }
        });
    return summaries;
  }

  private LayerSummary summary(String name, List<Node> nodes, Map<Value, String> makers) {
    Set<String> operations = new LinkedHashSet<>();
    Set<String> inputs = new LinkedHashSet<>();
    Set<Value> weights = new LinkedHashSet<>();
    double work = 0;
    Value last = null;
    for (Node node : nodes) {
      if (isData(node.output()) || node.inputs().stream().anyMatch(LayerCollector::isData)) {
        OperationNames.of(node).ifPresent(operations::add);
      }
      work += flops.of(node);
      for (Value input : node.inputs()) {
        String maker = makers.get(input);
        if (isData(input) && maker != null && !maker.equals(name)) {
          inputs.add(maker);
        }
        if (parameters.containsKey(input)) {
          weights.add(input);
        }
      }
      boolean betterThanNone = last == null && isData(node.output());
      last = isResult(node) || betterThanNone ? node.output() : last;
    }
    Dim time = last.shape().dim(1);
    return new LayerSummary(
        name,
        List.copyOf(operations),
        last.shape().toString(),
        (int) sizes.product(last.shape(), 2, last.shape().rank()),
        (double) time.stride() / time.multiple(),
        weights.stream().mapToLong(parameters::get).sum(),
        work / sizes.frames(),
        reaches.of(last).frames(),
        List.copyOf(inputs));
  }

  /** Whether a node gives channels of frames, and not just what the next layer takes of them. */
  private static boolean isResult(Node node) {
    boolean joins = node.op() instanceof Op.Concat && node.layer().equals(OUTSIDE);
    return isData(node.output())
        && node.output().shape().rank() == 3
        && !joins
        && !(node.op() instanceof Op.Slice)
        && !(node.op() instanceof Op.Where);
  }

  /** Whether a value holds numbers for every frame; those of one channel are masks. */
  private static boolean isData(Value value) {
    Shape shape = value.shape();
    return value.dtype() == DType.FLOAT32
        && shape.rank() >= 3
        && !shape.dim(1).isFixed()
        && shape.dim(0).equals(Dim.BATCH)
        && !shape.dim(-1).equals(Dim.of(1));
  }
}
