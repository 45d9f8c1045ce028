package dev.teacher.train.torchscript;

import static dev.teacher.train.torchscript.OpCode.call;

import dev.teacher.api.graph.Auxiliary;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Value;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.tensor.DType;
import dev.teacher.train.torchscript.Attributes.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
 *   <li>{@code step(..., rate)}: one step; a dictionary of loss, losses, norm, norms (one a
 *       parameter; none where there were no gradients) and applied.
 *   <li>{@code accumulate(...)}, {@code apply(samples, rate)}, {@code drop(any)}: a step over
 *       several batches; forgets what waits for it.
 *   <li>{@code tensors(any)}: parameters and buffers.
 *   <li>{@code moments(range)}, {@code set_moments(range, ...)}: a stretch {@code [offset,
 *       elements]} of the optimiser's slots, in each of which the parameters' values lie one behind
 *       the other.
 *   <li>{@code swap(any)}, {@code set_parameter(index, values)}, where weights are averaged:
 *       parameters and averages change places; one parameter's values.
 *   <li>{@code steps(any)}, {@code set_steps(count)}: how many steps the optimiser made.
 * </ul>
 */
final class TrainingProgram {
  static final DType STATE_TYPE = DType.FLOAT32;

  /** The norms of the parameters' gradients where the loss is not finite. */
  static final String NO_NORMS =
      "torch.zeros([0], dtype=6, layout=None, device=None, pin_memory=False)";

  /** The kind of the loss among the operations. */
  static final String CTC_LOSS = "ctc-loss";

  private static final List<String> LABELS = List.of("targets", "target_lengths");

  private final Graph graph;
  private final Attributes attributes;
  private final List<String> inputs;
  private final List<String> all;
  private final List<Value> results;
  private final List<Value> trained; // with what the losses of the auxiliaries need
  private final Numerics numerics;
  private final StringBuilder code = new StringBuilder();

  private TrainingProgram(Graph graph, Attributes attributes, Numerics numerics) {
    this.graph = graph;
    this.attributes = attributes;
    this.numerics = numerics;
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

  /** The attributes that hold what the program keeps from step to step. */
  static List<String> state(TrainingOptions options) {
    return Stream.of(OptimizerProgram.state(options), AccumulationProgram.STATE)
        .flatMap(List::stream)
        .toList();
  }

  static String methods(Graph graph, Attributes attributes, TrainingOptions options) {
    TrainingProgram program = new TrainingProgram(graph, attributes, Numerics.of(options));
    program.forward();
    program.frames();
    program.lists();
    program.losses();
    program.trainingLosses();
    program.gradients();
    program.code.append(new OptimizerProgram(graph, options).methods());
    program.step();
    program.code.append(new AccumulationProgram(graph, program.all).methods());
    return program.code.toString();
  }

  /** The method of {@link FiniteProgram} over the losses of this program. */
  static String probe(Graph graph, Attributes attributes, TrainingOptions options) {
    TrainingProgram program = new TrainingProgram(graph, attributes, Numerics.of(options));
    program.losses();
    Body body = Body.of(graph, attributes, Mode.TRAINING, program.numerics, program.trained);
    String losses = program.losses(body);
    program.code.append(FiniteProgram.method(graph, body, losses, program.all));
    return program.code.toString();
  }

  private void method(String name, List<String> arguments, String result, String body) {
    code.append(NetworkMethods.method(name, NetworkMethods.tensors(arguments), result, body));
  }

  private void forward() {
    Body body = Body.of(graph, attributes, Mode.INFERENCE, numerics.outsideOfSteps(), results);
    String pair = body.get(results.get(0)) + ", " + body.get(results.get(1));
    method("forward", inputs, "Tuple[Tensor, Tensor]", body.code() + "  return (" + pair + ")\n");
  }

  private void frames() {
    Body body =
        Body.of(
            graph, attributes, Mode.INFERENCE, numerics.outsideOfSteps(), results.subList(1, 2));
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
          time_first = torch.to(torch.transpose(log_probs, 0, 1), %s)
          nll = torch.ctc_loss(time_first, targets, frames, target_lengths, 0, 0, False)
          return torch.to(torch.div(nll, target_lengths), 6)
        """
            .formatted(numerics.avoid().contains(CTC_LOSS) ? Body.FLOAT64 : Body.FLOAT32));
    Body body = Body.of(graph, attributes, Mode.GRADIENT, numerics.outsideOfSteps(), trained);
    String losses = losses(body);
    method("losses", all, "Tensor", body.code() + "  return " + losses + "\n");
  }

  /** Gives the new running statistics too, so that the step may still refuse them. */
  private void trainingLosses() {
    Body body = Body.of(graph, attributes, Mode.TRAINING, numerics, trained);
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

  private void step() {
    List<String> arguments = new ArrayList<>(all);
    arguments.add("rate");
    method(
        "step",
        arguments,
        "Dict[str, Tensor]",
        """
          losses, statistics = self.training_losses(%s)
          loss = torch.mean(losses)
          norm = torch.full_like(torch.detach(loss), nan)
          norms = %s
          touched = 0
          if bool(torch.isfinite(torch.detach(loss))):
            gradients = self.gradients_of(loss)
            norms = torch.stack(torch._foreach_norm(gradients, 2))
            norm = torch.linalg_vector_norm(norms, 2)
            if bool(torch.isfinite(norm)):
              touched = self.update(gradients, norm, float(rate))
              buffers = self.running_buffers()
              for i in range(torch.len(buffers)):
                _0 = torch.copy_(buffers[i], statistics[i])
          applied = torch.tensor(torch.gt(touched, 0), dtype=4, device=None)
          return {"loss": torch.detach(loss), "losses": torch.detach(losses), "norm": norm, "norms": norms, "applied": applied}
        """
            .formatted(String.join(", ", all), NO_NORMS));
  }
}
