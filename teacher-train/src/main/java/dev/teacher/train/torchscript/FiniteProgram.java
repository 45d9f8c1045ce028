package dev.teacher.train.torchscript;

import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Parameter;
import dev.teacher.api.graph.Value;
import dev.teacher.api.tensor.DType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A step that moves nothing and says what of it is finite. Its method {@code finite} takes the
 * inputs and labels, draws the same random numbers as a step of the same seed, and gives
 *
 * <ul>
 *   <li>INT64, one for each of {@link #computed}: 1 if its output is finite, 0 if not;
 *   <li>INT64, one for each of {@link #differentiated}: the same of the gradient of the mean loss
 *       with respect to its output, -1 where the loss does not depend on it;
 *   <li>the losses.
 * </ul>
 */
public final class FiniteProgram {
  /** The method. */
  public static final String METHOD = "finite";

  private FiniteProgram() {}

  /** The nodes with real numbers, in order. */
  public static List<Node> computed(Graph graph) {
    return graph.nodes().stream()
        .filter(node -> !(node.op() instanceof Op.Constant))
        .filter(node -> node.output().dtype() == DType.FLOAT32)
        .toList();
  }

  /** Those of them that depend on a parameter. */
  public static List<Node> differentiated(Graph graph) {
    Set<Value> dependent =
        graph.parameters().stream()
            .map(Parameter::value)
            .collect(Collectors.toCollection(HashSet::new));
    return computed(graph).stream()
        .filter(node -> node.inputs().stream().anyMatch(dependent::contains))
        .filter(node -> dependent.add(node.output()))
        .toList();
  }

  /**
   * @param body that computes every node
   * @param losses its variable with the losses
   * @param arguments inputs and labels
   */
  static String method(Graph graph, Body body, String losses, List<String> arguments) {
    String code =
        """
          loss = torch.mean(%s)
          computed = annotate(List[Tensor], [%s])
          forward_flags = annotate(List[int], [])
          for i in range(torch.len(computed)):
            _0 = torch.append(forward_flags, int(torch.all(torch.isfinite(computed[i]))))
          differentiated = annotate(List[Tensor], [%s])
          found = torch.grad([loss], differentiated, None, None, False, True)
          backward_flags = annotate(List[int], [])
          for i in range(torch.len(differentiated)):
            gradient = found[i]
            if gradient is None:
              _1 = torch.append(backward_flags, -1)
            else:
              _2 = torch.append(backward_flags, int(torch.all(torch.isfinite(gradient))))
          return (torch.tensor(forward_flags, dtype=4, device=None), torch.tensor(backward_flags, dtype=4, device=None), torch.detach(%s))
        """
            .formatted(
                losses, list(computed(graph), body), list(differentiated(graph), body), losses);
    return NetworkMethods.method(
        METHOD,
        NetworkMethods.tensors(arguments),
        "Tuple[Tensor, Tensor, Tensor]",
        body.code() + code);
  }

  private static String list(List<Node> nodes, Body body) {
    return nodes.stream().map(node -> body.get(node.output())).collect(Collectors.joining(", "));
  }
}
