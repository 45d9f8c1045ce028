package dev.teacher.train.torchscript;

import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.Optimizer;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The optimiser's methods of a training program: total over {@link Optimizer}. What it keeps for
 * the parameters lies in one vector a slot, in the order of the parameters.
 *
 * <p>LibTorch removes an operation that changes a list of tensors unless each such list is read
 * afterwards. That is why {@code update} adds up sizes in the end.
 */
final class OptimizerProgram {
  private static final String STEPS = "step_count";
  private static final String AVERAGE = "average";
  private static final String ZEROS =
      "torch.zeros([%s], dtype=6, layout=None, device=None, pin_memory=False)";

  private final Graph graph;
  private final TrainingOptions options;
  private final Optimizer optimizer;

  OptimizerProgram(Graph graph, TrainingOptions options) {
    this.graph = graph;
    this.options = options;
    this.optimizer = options.optimizer();
  }

  /** The attributes that hold what it keeps. */
  static List<String> state(TrainingOptions options) {
    List<String> names = new ArrayList<>(vectors(options.optimizer()));
    names.add(STEPS);
    if (options.averageDecay() > 0) {
      names.add(AVERAGE);
    }
    return names;
  }

  private static List<String> vectors(Optimizer optimizer) {
    return optimizer.slots().stream().map(slot -> "optimizer_" + slot).toList();
  }

  String methods() {
    String average = options.averageDecay() > 0 ? swap() + setParameter() : "";
    return prepare() + moments() + steps() + update() + average;
  }

  private String prepare() {
    StringBuilder body = new StringBuilder();
    for (String vector : vectors(optimizer)) {
      body.append("  self.%s = %s\n".formatted(vector, ZEROS.formatted(graph.parameterCount())));
    }
    body.append("  self.%s = %s\n".formatted(STEPS, ZEROS.formatted("")));
    if (options.averageDecay() > 0) {
      body.append(
          """
            flat = annotate(List[Tensor], [])
            for parameter in self.parameter_list():
              _0 = torch.append(flat, torch.reshape(torch.detach(parameter), [-1]))
            self.average = torch.cat(flat)
          """);
    }
    body.append("  return self.%s\n".formatted(STEPS));
    return NetworkMethods.method("prepare", List.of("any: Tensor"), "Tensor", body.toString());
  }

  private String moments() {
    String stretch = "  start = int(range[0])\n  size = int(range[1])\n";
    StringBuilder get = new StringBuilder(stretch + "  found = annotate(List[Tensor], [])\n");
    StringBuilder set = new StringBuilder(stretch + "  copied = annotate(List[Tensor], [])\n");
    List<String> values = new ArrayList<>(List.of("range: Tensor"));
    for (String slot : optimizer.slots()) {
      String part = "torch.narrow(self.optimizer_%s, 0, start, size)".formatted(slot);
      get.append("  _%s = torch.append(found, %s)\n".formatted(slot, part));
      set.append("  _%s = torch.append(copied, torch.copy_(%s, %s))\n".formatted(slot, part, slot));
      values.add(slot + ": Tensor");
    }
    return NetworkMethods.method(
            "moments", values.subList(0, 1), "List[Tensor]", get + "  return found\n")
        + NetworkMethods.method("set_moments", values, "List[Tensor]", set + "  return copied\n");
  }

  private static String steps() {
    return NetworkMethods.method(
            "steps", List.of("any: Tensor"), "Tensor", "  return torch.clone(self.step_count)\n")
        + NetworkMethods.method(
            "set_steps",
            List.of("count: Tensor"),
            "Tensor",
            "  return torch.copy_(self.step_count, count)\n");
  }

  private String update() {
    StringBuilder body =
        new StringBuilder(
            """
              parameters = annotate(List[Tensor], [])
              for parameter in self.parameter_list():
                _0 = torch.append(parameters, torch.detach(parameter))
              sizes = [%s]
              count = torch.add_(self.step_count, 1)
              scale = %s
            """
                .formatted(sizes(), scale()));
    List<String> changed = new ArrayList<>(List.of("parameters", "gradients"));
    for (String slot : optimizer.slots()) {
      body.append("  %1$s = torch.split_with_sizes(self.optimizer_%1$s, sizes)\n".formatted(slot));
      changed.add(slot);
    }
    body.append(move());
    if (options.averageDecay() > 0) {
      body.append(average());
      changed.add("averages");
    }
    String touched =
        changed.stream()
            .map(list -> "torch.numel(" + list + "[0])")
            .reduce((sum, next) -> OpCode.call("torch.add", sum, next))
            .orElseThrow();
    return NetworkMethods.method(
        "update",
        List.of("gradients: List[Tensor]", "norm: Tensor", "rate: float"),
        "int",
        body + "  return " + touched + "\n");
  }

  /** What gradients are divided by, so that their norm is the largest allowed at most. */
  private String scale() {
    return options.clipNorm() == 0
        ? "torch.ones_like(norm)"
        : "torch.clamp_min(torch.div(torch.add(norm, 1e-6), "
            + Body.number(options.clipNorm())
            + "), 1.)";
  }

  private String move() {
    if (optimizer instanceof Optimizer.AdamW o) {
      return adam("_fused_adamw_", o.beta1(), o.beta2(), o.eps(), o.weightDecay());
    } else if (optimizer instanceof Optimizer.Adam o) {
      return adam("_fused_adam_", o.beta1(), o.beta2(), o.eps(), o.weightDecay());
    } else if (optimizer instanceof Optimizer.Sgd o) {
      return sgd(o);
    } else if (optimizer instanceof Optimizer.Lion o) {
      return lion(o);
    }
    throw new IllegalArgumentException("no code for " + optimizer);
  }

  private static String adam(
      String function, double beta1, double beta2, double eps, double weightDecay) {
    return """
      counts = annotate(List[Tensor], [])
      for i in range(torch.len(parameters)):
        _1 = torch.append(counts, count)
      torch.%s(parameters, gradients, first, second, annotate(List[Tensor], []), counts, lr=rate, beta1=%s, beta2=%s, weight_decay=%s, eps=%s, amsgrad=False, maximize=False, grad_scale=scale, found_inf=None)
    """
        .formatted(
            function,
            Body.number(beta1),
            Body.number(beta2),
            Body.number(weightDecay),
            Body.number(eps));
  }

  /** Momentum that begins at zero makes the first step what LibTorch's flag for it would. */
  private static String sgd(Optimizer.Sgd sgd) {
    return """
      torch._fused_sgd_(parameters, gradients, %s, weight_decay=%s, momentum=%s, lr=rate, dampening=0., nesterov=%s, maximize=False, is_first_step=False, grad_scale=scale, found_inf=None)
    """
        .formatted(
            sgd.slots().isEmpty() ? "annotate(List[Tensor], [])" : "momentum",
            Body.number(sgd.weightDecay()),
            Body.number(sgd.momentum()),
            sgd.nesterov() ? "True" : "False");
  }

  private static String lion(Optimizer.Lion lion) {
    return """
      momenta = annotate(List[Tensor], [])
      for i in range(torch.len(parameters)):
        _1 = torch.append(momenta, torch.view_as(momentum[i], parameters[i]))
      torch._foreach_div_(gradients, scale)
      directions = torch._foreach_lerp(momenta, gradients, %s)
      torch._foreach_sign_(directions)
      torch._foreach_mul_(parameters, torch.sub(1., torch.mul(rate, %s)))
      torch._foreach_add_(parameters, directions, alpha=torch.neg(rate))
      torch._foreach_lerp_(momenta, gradients, %s)
      momentum = momenta
    """
        .formatted(
            Body.number(1 - lion.beta1()),
            Body.number(lion.weightDecay()),
            Body.number(1 - lion.beta2()));
  }

  /** One minus the smaller of the decay and (1 + n) / (10 + n) is how far the average moves. */
  private String average() {
    return """
      flat = torch.split_with_sizes(self.average, sizes)
      averages = annotate(List[Tensor], [])
      for i in range(torch.len(parameters)):
        _2 = torch.append(averages, torch.view_as(flat[i], parameters[i]))
      nearness = torch.reciprocal(torch.div(torch.add(count, 10), 9.))
      torch._foreach_lerp_(averages, parameters, float(torch.clamp_min(nearness, %s)))
    """
        .formatted(Body.number(1 - options.averageDecay()));
  }

  /** {@code swap(any)}: parameters and averages change places, bit for bit. */
  private String swap() {
    return NetworkMethods.method(
        "swap",
        List.of("any: Tensor"),
        "Tensor",
        """
          flat = torch.split_with_sizes(self.average, [%s])
          parameters = self.parameter_list()
          for i in range(torch.len(parameters)):
            parameter = torch.detach(parameters[i])
            average = torch.view_as(flat[i], parameter)
            kept = torch.clone(parameter)
            _0 = torch.copy_(parameter, average)
            _1 = torch.copy_(average, kept)
          return self.step_count
        """
            .formatted(sizes()));
  }

  /** {@code set_parameter(index, values)}. */
  private static String setParameter() {
    return NetworkMethods.method(
        "set_parameter",
        List.of("index: Tensor", "values: Tensor"),
        "Tensor",
        """
          parameters = self.parameter_list()
          parameter = torch.detach(parameters[int(index)])
          return torch.copy_(parameter, torch.view_as(values, parameter))
        """);
  }

  private String sizes() {
    return graph.parameters().stream()
        .map(p -> Long.toString(Tensor.elements(p.sizes())))
        .collect(Collectors.joining(", "));
  }
}
