package dev.teacher.train.torchscript;

import dev.teacher.api.graph.Buffer;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Parameter;
import dev.teacher.api.graph.Value;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tensors that a program holds: parameters, buffers and the constants that cannot stand in the
 * code, in this order. Attribute names cannot hold the dots of weight names, so each name is {@code
 * a.b.weight} written as {@code a_b_weight}, with a number behind it where two would be equal.
 */
final class Attributes {
  /** Words of the language, and what the program itself defines. */
  private static final Set<String> RESERVED =
      Set.of(
          ("and as assert async await break class continue def del elif else except finally for"
                  + " from global if import in is lambda nonlocal not or pass print raise return"
                  + " self training try while with yield None True False Tensor torch ops inf nan"
                  + " ctc finite forward frames gradients gradients_of losses moments parameter_list prepare"
                  + " running_buffers set_moments set_steps step steps tensors training_losses update"
                  + " optimizer_first optimizer_second"
                  + " optimizer_momentum step_count average swap set_parameter"
                  + " trial soil once operand0 operand1 operand2"
                  + " accumulate apply drop gather gradient_sum statistics_sum")
              .split(" "));

  private final List<Attribute> all = new ArrayList<>();
  private final Map<Value, String> names = new HashMap<>();
  private final Set<String> used = new HashSet<>(RESERVED);

  /** One tensor of the program; {@code original} is its dotted name, or says what it is. */
  record Attribute(String name, String original, Tensor tensor, Kind kind) {}

  enum Kind {
    PARAMETER,
    BUFFER,
    CONSTANT
  }

  Attributes(Graph graph, Weights weights) {
    for (Parameter parameter : graph.parameters()) {
      add(parameter.value(), parameter.name(), weights.get(parameter.name()), Kind.PARAMETER);
    }
    for (Buffer buffer : graph.buffers()) {
      add(buffer.value(), buffer.name(), weights.get(buffer.name()), Kind.BUFFER);
    }
  }

  List<Attribute> all() {
    return all;
  }

  List<String> names(Kind kind) {
    return all.stream().filter(a -> a.kind() == kind).map(Attribute::name).toList();
  }

  /** The attribute of a parameter or buffer. */
  String name(Value value) {
    return names.get(value);
  }

  /** The attribute of a constant, which is made when first asked for. */
  String constant(Value value, Tensor tensor) {
    if (!names.containsKey(value)) {
      add(value, "constant_" + value.id(), tensor, Kind.CONSTANT);
    }
    return names.get(value);
  }

  private void add(Value value, String original, Tensor tensor, Kind kind) {
    String plain = original.replaceAll("[^A-Za-z0-9_]", "_");
    if (!Character.isLetter(plain.charAt(0))) {
      plain = "t" + plain;
    }
    String name = plain;
    for (int i = 2; !used.add(name); i++) {
      name = plain + "_" + i;
    }
    all.add(new Attribute(name, original, tensor, kind));
    names.put(value, name);
  }
}
