package dev.teacher.model.summary;

import dev.teacher.api.graph.Dim;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The layer of every node. Activations, pools and sums between layers have no name of their own;
 * they belong to the layer before them, or, where a way branches off, to the first layer on it.
 */
final class LayerNames {
  /** How the builder calls the layer of what was computed outside of any. */
  private static final String OUTSIDE = "graph";

  /** What there is before the first layer. */
  private static final String INPUT = "input";

  private final Map<Value, List<Node>> users = new HashMap<>();
  private final Set<String> containers = new HashSet<>();
  private final Map<Value, String> makers = new HashMap<>();
  private final Map<Value, Value> masked = new HashMap<>();

  private LayerNames(Graph graph) {
    for (Node node : graph.nodes()) {
      for (Value input : node.inputs()) {
        users.computeIfAbsent(input, key -> new ArrayList<>()).add(node);
      }
      for (String above = above(node.layer()); !above.isEmpty(); above = above(above)) {
        containers.add(above);
      }
    }
    for (Node node : graph.nodes()) {
      makers.put(node.output(), layer(node));
    }
  }

  private String layer(Node node) {
    if (isMasking(node)) {
      masked.put(node.output(), node.inputs().get(1));
      return makers.get(node.inputs().get(1));
    }
    return isLoose(node) ? nearest(node) : node.layer();
  }

  /** The layer that makes each value of a graph. */
  static Map<Value, String> of(Graph graph) {
    return new LayerNames(graph).makers;
  }

  /** Masks are made in whichever layer is first to look past the lengths, and serve others too. */
  private boolean isMasking(Node node) {
    return node.op() instanceof Op.Where
        && makers.containsKey(node.inputs().get(1))
        && node.inputs().get(2).shape().rank() == 0;
  }

  /** What has other layers inside, such as a block, is none itself, unless it does real work. */
  private boolean isLoose(Node node) {
    return node.layer().equals(OUTSIDE)
        || isMasking(node)
        || (containers.contains(node.layer()) && !Role.of(node.op()).works());
  }

  private String nearest(Node node) {
    Optional<Value> source =
        node.inputs().stream()
            .filter(makers::containsKey)
            .max(
                Comparator.comparing(LayerCollector::isData)
                    .thenComparing(LayerNames::hasSamples)
                    .thenComparing(Value::id));
    boolean readsInput =
        node.inputs().stream().anyMatch(v -> LayerCollector.isData(v) && !makers.containsKey(v));
    if (source.isEmpty() || readsInput) {
      return node.layer().equals(OUTSIDE) ? INPUT : node.layer();
    }
    String before = makers.get(source.get());
    boolean isBranch = users(source.get()).anyMatch(user -> !isLoose(user));
    boolean isEntry = Role.of(node.op()) == Role.UNION || !isWithin(before, node.layer());
    return isBranch || isEntry
        ? behind(node, node.layer(), new HashSet<>()).orElse(before)
        : before;
  }

  /** Who takes a value, masked or not. */
  private Stream<Node> users(Value value) {
    Value bare = masked.getOrDefault(value, value);
    return users.getOrDefault(bare, List.of()).stream()
        .flatMap(
            user ->
                isMasking(user)
                    ? users.getOrDefault(user.output(), List.of()).stream()
                    : Stream.of(user));
  }

  private static boolean hasSamples(Value value) {
    return value.shape().rank() > 0 && value.shape().dim(0).equals(Dim.BATCH);
  }

  /** The first layer in a container that takes a node's result. */
  private Optional<String> behind(Node node, String container, Set<Node> seen) {
    for (Node user : users.getOrDefault(node.output(), List.of())) {
      if (seen.add(user)) {
        Optional<String> layer =
            isLoose(user) ? behind(user, container, seen) : Optional.of(user.layer());
        if (layer.filter(name -> isWithin(name, container)).isPresent()) {
          return layer;
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isWithin(String layer, String container) {
    return container.equals(OUTSIDE)
        || layer.equals(container)
        || layer.startsWith(container + ".");
  }

  private static String above(String layer) {
    int dot = layer.lastIndexOf('.');
    return dot < 0 ? "" : layer.substring(0, dot);
  }
}
