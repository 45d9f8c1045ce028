package dev.teacher.train.djl;

import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Initializer;
import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Parameter;
import dev.teacher.api.graph.Value;
import dev.teacher.api.plain.PlainGraph;
import dev.teacher.api.plain.PlainPass;
import dev.teacher.api.plugin.EngineTrial.Outcome;
import dev.teacher.api.plugin.Precision;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One operation on numbers, as a piece of a graph that an engine can try.
 *
 * @param index its place among all cases
 * @param op what is audited; other nodes of the piece only make its operands and its result fit
 * @param piece one output of FLOAT32
 * @param inputs by name
 * @param upstream how a number changes with the output
 * @param soil what freed memory holds
 * @param precision of products
 * @param tolerance in shares of the largest number of a tensor, or of 1 where all are smaller
 */
record AuditCase(
    int index,
    Op op,
    Graph piece,
    Map<String, Tensor> inputs,
    Tensor upstream,
    float soil,
    Precision precision,
    double tolerance) {

  /** What plain Java gives. */
  Outcome expected() {
    Graph plain = withParameters();
    Weights weights = new Weights();
    plain.parameters().forEach(p -> weights.put(p.name(), inputs.get(p.name())));
    PlainPass pass = PlainGraph.pass(plain, weights, inputs);
    Weights gradients = pass.gradients(Map.of(output(), upstream));
    Map<String, Tensor> named = new LinkedHashMap<>();
    gradients.names().forEach(name -> named.put(name, gradients.get(name)));
    return new Outcome(pass.value(output()), named);
  }

  /** Plain Java tells how a number changes with parameters: the inputs of FLOAT32. */
  private Graph withParameters() {
    Map<String, Value> others = new LinkedHashMap<>();
    List<Parameter> parameters = new ArrayList<>();
    piece
        .inputs()
        .forEach(
            (name, value) -> {
              if (value.dtype() == DType.FLOAT32) {
                parameters.add(new Parameter(name, new Initializer.Constant(0), value));
              } else {
                others.put(name, value);
              }
            });
    return new Graph(others, piece.outputs(), List.of(), piece.nodes(), parameters, List.of());
  }

  private Value output() {
    return piece.outputs().values().iterator().next();
  }

  @Override
  public String toString() {
    String operands =
        inputs.entrySet().stream()
            .map(input -> input.getKey() + " " + input.getValue())
            .collect(Collectors.joining(", "));
    return "case %d, %s of %s, %s, memory full of %s"
        .formatted(index, op, operands, precision, soil);
  }
}
