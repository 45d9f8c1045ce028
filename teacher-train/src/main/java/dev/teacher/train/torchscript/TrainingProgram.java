package dev.teacher.train.torchscript;

import static dev.teacher.train.torchscript.OpCode.call;

import dev.teacher.api.graph.Auxiliary;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Value;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.train.torchscript.Attributes.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The methods of a program that trains. All take and give tensors; {@code x} and {@code lengths}
 * are the graph's inputs, {@code targets} INT64 [labels of all samples one behind the other],
 * {@code target_lengths} INT64 [B].
 *
 * <ul>
 *   <li>{@code prepare()}: makes the optimiser's state. To be called once, before anything else.
 *   <li>{@code forward(x, lengths)}: log-probabilities and output lengths.
 *   <li>{@code frames(x, lengths)}: output lengths alone, without running the network.
 *   <li>{@code losses(x, lengths, targets, target_lengths)}: loss of each sample, which is that of
 *       the output plus the weighted ones of the auxiliaries, each over the number of labels.
 *   <li>{@code gradients(...)}: of the summed losses, one tensor a parameter.
 *   <li>{@code step(..., rate)}: one step; a dictionary of loss, losses, norm and applied.
 *   <li>{@code tensors(any)}: parameters and buffers.
 *   <li>{@code moments(range)}, {@code set_moments(range, first, second)}: a stretch {@code
 *       [offset, elements]} of the moments, which lie one behind the other in the order of the
 *       parameters.
 *   <li>{@code steps(any)}, {@code set_steps(count)}: how many steps the optimiser made.
 * </ul>
 */
final class TrainingProgram {
  /** What the optimiser keeps: moments of all parameters in one vector each, and its step count. */
  static final List<String> STATE = List.of("first_moment", "second_moment", "step_count");

  static final DType STATE_TYPE = DType.FLOAT32;

  private static final List<String> LABELS = List.of("targets", "target_lengths");

  private final Graph graph;
  private final Attributes attributes;
  private final TrainingOptions options;
  private final List<String> inputs;
  private final List<String> all;
  private final List<Value> results;
  private final List<Value> trained; // with what the losses of the auxiliaries need
  private final StringBuilder code = new StringBuilder();

  private TrainingProgram(Graph graph, Attributes attributes, TrainingOptions options) {
    this.graph = graph;
    this.attributes = attributes;
    this.options = options;
    this.inputs = NetworkMethods.arguments(graph);
    this.all = new ArrayList<>(inputs);
    all.addAll(LABELS);
    this.results =
        List.of(
            graph.outputs().get(Recognizer.LOG_PROBS),
            graph.outputs().get(Recognizer.OUTPUT_LENGTHS));
    this.trained = new ArrayList<>(results);
    graph.auxiliaries().forEach(a -> trained.addAll(List.of(a.logProbs(), a.lengths())));
  }

  static String methods(Graph graph, Attributes attributes, TrainingOptions options) {
    TrainingProgram program = new TrainingProgram(graph, attributes, options);
    program.forward();
    program.frames();
    program.lists();
    program.losses();
    program.trainingLosses();
    program.gradients();
    program.state();
    program.step();
    return program.code.toString();
  }

  private void method(String name, List<String> arguments, String result, String body) {
    code.append(NetworkMethods.method(name, NetworkMethods.tensors(arguments), result, body));
  }

  private void forward() {
    Body body = Body.of(graph, attributes, Mode.INFERENCE, results);
    String pair = body.get(results.get(0)) + ", " + body.get(results.get(1));
    method("forward", inputs, "Tuple[Tensor, Tensor]", body.code() + "  return (" + pair + ")\n");
  }

  private void frames() {
    Body body = Body.of(graph, attributes, Mode.INFERENCE, results.subList(1, 2));
    String result = body.get(results.get(1));
    method("frames", inputs, "Tensor", body.code() + "  return " + result + "\n");
  }

  private void lists() {
    method("parameter_list", List.of(), "List[Tensor]", list(attributes.names(Kind.PARAMETER), ""));
    List<String> saved = new ArrayList<>(attributes.names(Kind.PARAMETER));
    saved.addAll(attributes.names(Kind.BUFFER));
    method("tensors", List.of("any"), "List[Tensor]", list(saved, "torch.detach"));
  }

  private static String list(List<String> names, String function) {
    String joined =
        names.stream().map(n -> function + "(self." + n + ")").collect(Collectors.joining(", "));
    return "  return annotate(List[Tensor], [" + joined + "])\n";
  }

  private void losses() {
    method(
        "ctc",
        List.of("log_probs", "frames", "targets", "target_lengths"),
        "Tensor",
        """
          time_first = torch.transpose(log_probs, 0, 1)
          nll = torch.ctc_loss(time_first, targets, frames, target_lengths, 0, 0, False)
          return torch.div(nll, target_lengths)
        """);
    Body body = Body.of(graph, attributes, Mode.GRADIENT, trained);
    String losses = losses(body);
    method("losses", all, "Tensor", body.code() + "  return " + losses + "\n");
  }

  /** Gives the new running statistics too, so that the step may still refuse them. */
  private void trainingLosses() {
    Body body = Body.of(graph, attributes, Mode.TRAINING, trained);
    String losses = losses(body);
    String updates = String.join(", ", body.bufferUpdates().values());
    method(
        "training_losses",
        all,
        "Tuple[Tensor, List[Tensor]]",
        body.code() + "  return (" + losses + ", annotate(List[Tensor], [" + updates + "]))\n");
    method(
        "running_buffers",
        List.of(),
        "List[Tensor]",
        "  return annotate(List[Tensor], ["
            + String.join(", ", body.bufferUpdates().keySet())
            + "])\n");
  }

  /** The variable with the losses of the samples. */
  private String losses(Body body) {
    String sum = body.let(ctc(body, results.get(0), results.get(1)));
    for (Auxiliary auxiliary : graph.auxiliaries()) {
      String loss = body.let(ctc(body, auxiliary.logProbs(), auxiliary.lengths()));
      String weighted = call("torch.mul", loss, Body.number(auxiliary.weight()));
      sum = body.let(call("torch.add", sum, weighted));
    }
    return sum;
  }

  private static String ctc(Body body, Value logProbs, Value lengths) {
    return call("self.ctc", body.get(logProbs), body.get(lengths), LABELS.get(0), LABELS.get(1));
  }

  private void gradients() {
    method(
        "gradients_of",
        List.of("loss"),
        "List[Tensor]",
        """
          parameters = self.parameter_list()
          found = torch.grad([loss], parameters, None, None, False, True)
          gradients = annotate(List[Tensor], [])
          for i in range(torch.len(parameters)):
            gradient = found[i]
            if gradient is None:
              _0 = torch.append(gradients, torch.zeros_like(parameters[i]))
            else:
              _1 = torch.append(gradients, torch.contiguous(gradient))
          return gradients
        """);
    method(
        "gradients",
        all,
        "List[Tensor]",
        "  return self.gradients_of(torch.sum(self.losses(" + String.join(", ", all) + ")))\n");
  }

  private void state() {
    method(
        "prepare",
        List.of("any"),
        "Tensor",
        """
          self.first_moment = torch.zeros([%d], dtype=6, layout=None, device=None, pin_memory=False)
          self.second_moment = torch.zeros_like(self.first_moment)
          self.step_count = torch.zeros([], dtype=6, layout=None, device=None, pin_memory=False)
          return self.step_count
        """
            .formatted(graph.parameterCount()));
    method(
        "moments",
        List.of("range"),
        "Tuple[Tensor, Tensor]",
        """
          start = int(range[0])
          size = int(range[1])
          return (torch.narrow(self.first_moment, 0, start, size), torch.narrow(self.second_moment, 0, start, size))
        """);
    method(
        "set_moments",
        List.of("range", "first", "second"),
        "Tuple[Tensor, Tensor]",
        """
          start = int(range[0])
          size = int(range[1])
          a = torch.copy_(torch.narrow(self.first_moment, 0, start, size), first)
          b = torch.copy_(torch.narrow(self.second_moment, 0, start, size), second)
          return (a, b)
        """);
    method("steps", List.of("any"), "Tensor", "  return torch.clone(self.step_count)\n");
    method(
        "set_steps", List.of("count"), "Tensor", "  return torch.copy_(self.step_count, count)\n");
  }

  private void step() {
    List<String> arguments = new ArrayList<>(all);
    arguments.add("rate");
    String sizes =
        graph.parameters().stream()
            .map(p -> Long.toString(Tensor.elements(p.sizes())))
            .collect(Collectors.joining(", "));
    String scale =
        options.clipNorm() == 0
            ? "torch.ones_like(norm)"
            : "torch.clamp_min(torch.div(torch.add(norm, 1e-6), "
                + Body.number(options.clipNorm())
                + "), 1.)";
    method(
        "step",
        arguments,
        "Dict[str, Tensor]",
        """
          losses, statistics = self.training_losses(%s)
          loss = torch.mean(losses)
          norm = torch.full_like(torch.detach(loss), nan)
          touched = 0
          if bool(torch.isfinite(torch.detach(loss))):
            gradients = self.gradients_of(loss)
            norm = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(gradients, 2)), 2)
            if bool(torch.isfinite(norm)):
              touched = self.update(gradients, norm, float(rate))
              buffers = self.running_buffers()
              for i in range(torch.len(buffers)):
                _0 = torch.copy_(buffers[i], statistics[i])
          applied = torch.tensor(torch.gt(touched, 0), dtype=4, device=None)
          return {"loss": torch.detach(loss), "losses": torch.detach(losses), "norm": norm, "applied": applied}
        """
            .formatted(String.join(", ", all)));
    code.append(
        NetworkMethods.method(
            "update",
            List.of("gradients: List[Tensor]", "norm: Tensor", "rate: float"),
            "int",
            """
              parameters = annotate(List[Tensor], [])
              for parameter in self.parameter_list():
                _0 = torch.append(parameters, torch.detach(parameter))
              sizes = [%s]
              first = torch.split_with_sizes(self.first_moment, sizes)
              second = torch.split_with_sizes(self.second_moment, sizes)
              count = torch.add_(self.step_count, 1)
              counts = annotate(List[Tensor], [])
              for i in range(torch.len(parameters)):
                _1 = torch.append(counts, count)
              scale = %s
              torch._fused_adamw_(parameters, gradients, first, second, annotate(List[Tensor], []), counts, lr=rate, beta1=%s, beta2=%s, weight_decay=%s, eps=%s, amsgrad=False, maximize=False, grad_scale=scale, found_inf=None)
              return torch.add(torch.add(torch.numel(parameters[0]), torch.numel(gradients[0])), torch.add(torch.numel(first[0]), torch.numel(second[0])))
            """
                .formatted(
                    sizes,
                    scale,
                    Body.number(options.beta1()),
                    Body.number(options.beta2()),
                    Body.number(options.weightDecay()),
                    Body.number(options.eps()))));
  }
}
