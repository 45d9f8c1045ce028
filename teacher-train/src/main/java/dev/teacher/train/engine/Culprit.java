package dev.teacher.train.engine;

import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Value;
import dev.teacher.api.plugin.FiniteProbe;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The first operation whose result is not finite.
 *
 * @param pass {@code forward}: of its output; {@code backward}: of the gradient that it passes on
 * @param layer that it belongs to
 * @param operation its name
 * @param output its shape
 */
public record Culprit(String pass, String layer, String operation, String output) {
  /** The kind of the loss among operations. */
  static final String CTC_LOSS = "ctc-loss";

  private static final String FORWARD = "forward";
  private static final String BACKWARD = "backward";
  private static final String LOSS = "loss";

  /** What a probe found; none if all is finite. */
  public static Optional<Culprit> of(Graph graph, FiniteProbe probe) {
    if (!probe.forward().isEmpty()) {
      return Optional.of(of(FORWARD, probe.forward().get(0)));
    }
    for (float loss : probe.losses()) {
      if (!Float.isFinite(loss)) {
        return Optional.of(new Culprit(FORWARD, LOSS, "ctc_loss", "[batch]"));
      }
    }
    return probe.backward().isEmpty()
        ? Optional.empty()
        : Optional.of(backward(graph, probe.backward()));
  }

  /** The user of the value nearest the loss whose gradient is wrong: its own is right. */
  private static Culprit backward(Graph graph, List<Node> wrong) {
    Set<Value> spoilt =
        wrong.stream().map(Node::output).collect(Collectors.toCollection(HashSet::new));
    return user(graph, wrong.get(0).output(), spoilt)
        .map(node -> of(BACKWARD, node))
        .orElse(new Culprit(BACKWARD, LOSS, "ctc_loss", "[batch]"));
  }

  /** The user of a parameter whose gradient is wrong where those of all results are right. */
  public static Optional<Culprit> ofParameter(Graph graph, Value parameter) {
    return user(graph, parameter, Set.of()).map(node -> of(BACKWARD, node));
  }

  private static Optional<Node> user(Graph graph, Value value, Set<Value> spoilt) {
    return graph.nodes().stream()
        .filter(node -> node.inputs().contains(value) && !spoilt.contains(node.output()))
        .findFirst();
  }

  /** The kind of operation, as {@link dev.teacher.api.graph.Op#operation} names it. */
  String kind(Graph graph) {
    return graph.nodes().stream()
        .filter(node -> node.layer().equals(layer) && OperationName.of(node.op()).equals(operation))
        .findFirst()
        .map(node -> node.op().operation())
        .orElse(CTC_LOSS);
  }

  private static Culprit of(String pass, Node node) {
    return new Culprit(
        pass, node.layer(), OperationName.of(node.op()), node.output().shape().toString());
  }
}
