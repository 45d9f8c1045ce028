package dev.teacher.api.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Leaves out of a graph what its results do not need. */
final class Pruning {
  private Pruning() {}

  /**
   * A graph of these parts. Nodes that only the auxiliaries need stand behind all others, so that a
   * training draws the same random numbers for the others with them and without.
   */
  static Graph graph(
      Map<String, Value> inputs,
      Map<String, Value> outputs,
      List<Auxiliary> auxiliaries,
      List<Node> nodes,
      List<Parameter> parameters,
      List<Buffer> buffers) {
    Set<Value> main = needed(nodes, outputs.values());
    List<Value> results = new ArrayList<>(outputs.values());
    auxiliaries.forEach(a -> results.addAll(List.of(a.logProbs(), a.lengths())));
    Set<Value> all = needed(nodes, results);
    Stream<Node> first = nodes.stream().filter(n -> main.contains(n.output()));
    Stream<Node> behind =
        nodes.stream().filter(n -> all.contains(n.output()) && !main.contains(n.output()));
    return new Graph(
        inputs,
        outputs,
        auxiliaries,
        Stream.concat(first, behind).toList(),
        parameters.stream().filter(p -> all.contains(p.value())).toList(),
        buffers.stream().filter(b -> all.contains(b.value())).toList());
  }

  private static Set<Value> needed(List<Node> nodes, Collection<Value> results) {
    Set<Value> needed = new HashSet<>(results);
    for (int i = nodes.size() - 1; i >= 0; i--) {
      if (needed.contains(nodes.get(i).output())) {
        needed.addAll(nodes.get(i).inputs());
      }
    }
    return needed;
  }
}
