package dev.teacher.train.torchscript;

import dev.teacher.api.graph.Graph;
import dev.teacher.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The methods of a training program that make one step of several batches. Gradients of summed
 * losses add up in one vector, which is made when first needed, and so do the new running
 * statistics times their samples; {@code apply} divides both by the number of samples.
 */
final class AccumulationProgram {
  /** What waits for a step. */
  static final List<String> STATE = List.of("gradient_sum", "statistics_sum");

  private static final String ZEROS =
      "torch.zeros([%s], dtype=6, layout=None, device=None, pin_memory=False)";

  private final Graph graph;
  private final List<String> arguments;

  /**
   * @param arguments of {@code training_losses}
   */
  AccumulationProgram(Graph graph, List<String> arguments) {
    this.graph = graph;
    this.arguments = arguments;
  }

  String methods() {
    return accumulate() + gather() + drop() + apply();
  }

  private String accumulate() {
    return NetworkMethods.method(
        "accumulate",
        NetworkMethods.tensors(arguments),
        "Dict[str, Tensor]",
        """
          losses, statistics = self.training_losses(%s)
          loss = torch.sum(losses)
          norm = torch.full_like(torch.detach(loss), nan)
          norms = %s
          gathered = 0
          if bool(torch.isfinite(torch.detach(loss))):
            gradients = self.gradients_of(loss)
            norms = torch.stack(torch._foreach_norm(gradients, 2))
            norm = torch.linalg_vector_norm(norms, 2)
            if bool(torch.isfinite(norm)):
              gathered = self.gather(gradients, statistics, torch.numel(losses))
          applied = torch.tensor(torch.gt(gathered, 0), dtype=4, device=None)
          return {"losses": torch.detach(losses), "norm": norm, "norms": norms, "applied": applied}
        """
            .formatted(String.join(", ", arguments), TrainingProgram.NO_NORMS));
  }

  /** Reads the list of sums in the end, lest LibTorch removes the addition. */
  private String gather() {
    return NetworkMethods.method(
        "gather",
        List.of("gradients: List[Tensor]", "statistics: List[Tensor]", "samples: int"),
        "int",
        """
          if torch.eq(torch.numel(self.gradient_sum), 0):
            self.gradient_sum = %s
          flat = torch.split_with_sizes(self.gradient_sum, [%s])
          sums = annotate(List[Tensor], [])
          for i in range(torch.len(gradients)):
            _0 = torch.append(sums, torch.view_as(flat[i], gradients[i]))
          torch._foreach_add_(sums, gradients, alpha=1)
          if torch.gt(torch.len(statistics), 0):
            parts = annotate(List[Tensor], [])
            for i in range(torch.len(statistics)):
              _1 = torch.append(parts, torch.reshape(statistics[i], [-1]))
            weighted = torch.mul(torch.cat(parts), samples)
            if torch.eq(torch.numel(self.statistics_sum), 0):
              self.statistics_sum = torch.zeros_like(weighted)
            _2 = torch.add_(self.statistics_sum, weighted)
          return torch.numel(sums[0])
        """
            .formatted(ZEROS.formatted(graph.parameterCount()), sizes()));
  }

  private static String drop() {
    return NetworkMethods.method(
        "drop",
        List.of("any: Tensor"),
        "Tensor",
        """
          _0 = torch.zero_(self.statistics_sum)
          return torch.zero_(self.gradient_sum)
        """);
  }

  private String apply() {
    return NetworkMethods.method(
        "apply",
        new ArrayList<>(List.of("samples: Tensor", "rate: Tensor")),
        "Dict[str, Tensor]",
        """
          parameters = self.parameter_list()
          flat = torch.split_with_sizes(self.gradient_sum, [%s])
          gradients = annotate(List[Tensor], [])
          for i in range(torch.len(parameters)):
            _0 = torch.append(gradients, torch.div(torch.view_as(flat[i], parameters[i]), float(samples)))
          norms = torch.stack(torch._foreach_norm(gradients, 2))
          norm = torch.linalg_vector_norm(norms, 2)
          touched = 0
          if bool(torch.isfinite(norm)):
            touched = self.update(gradients, norm, float(rate))
            buffers = self.running_buffers()
            offset = 0
            for i in range(torch.len(buffers)):
              size = torch.numel(buffers[i])
              part = torch.narrow(self.statistics_sum, 0, offset, size)
              mean = torch.div(torch.view_as(part, buffers[i]), float(samples))
              _1 = torch.copy_(buffers[i], mean)
              offset = torch.add(offset, size)
          _2 = self.drop(samples)
          applied = torch.tensor(torch.gt(touched, 0), dtype=4, device=None)
          return {"norm": norm, "norms": norms, "applied": applied}
        """
            .formatted(sizes()));
  }

  private String sizes() {
    return graph.parameters().stream()
        .map(p -> Long.toString(Tensor.elements(p.sizes())))
        .collect(Collectors.joining(", "));
  }
}
