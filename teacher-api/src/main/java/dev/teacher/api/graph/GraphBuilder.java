package dev.teacher.api.graph;

import dev.teacher.api.data.Layout;
import dev.teacher.api.error.Problem;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Makes a {@link Graph}: adds operations, checks their shapes at once and names the layer in every
 * complaint. The typed operations stand in {@link Values}, those on sequences in {@link Sequence};
 * this class owns names, parameters and nodes. Not thread-safe; one builder makes one graph.
 */
public final class GraphBuilder {
  private final Map<String, Value> inputs = new LinkedHashMap<>();
  private final Map<String, Value> outputs = new LinkedHashMap<>();
  private final List<Auxiliary> auxiliaries = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<Parameter> parameters = new ArrayList<>();
  private final List<Buffer> buffers = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final IdentityHashMap<Value, String> makers = new IdentityHashMap<>();
  private final Lengths lengths = new Lengths(this);
  private final Map<List<Object>, Value> shared = new HashMap<>();
  private final Deque<String> scopes = new ArrayDeque<>();
  private int nextId;

  /** A graph input. */
  public Value input(String name, DType dtype, Shape shape) {
    Value value = value(dtype, shape, "input " + name);
    if (inputs.putIfAbsent(name, value) != null) {
      throw new IllegalArgumentException("two inputs are named " + name);
    }
    return value;
  }

  /**
   * A sequence that enters the graph as two inputs: {@code name} FLOAT32 [batch, time, width] and
   * {@code lengths} INT64 [batch]. Whatever stands past a length, NaN too, is replaced by zero.
   */
  public Sequence inputSequence(String name, Layout layout) {
    Value data = input(name, DType.FLOAT32, Shape.of(Dim.BATCH, Dim.TIME, Dim.of(layout.width())));
    Value lengths = input("lengths", DType.INT64, Shape.of(Dim.BATCH));
    return Sequence.of(this, data, lengths).as(layout);
  }

  /** Names a result of the graph. */
  public void output(String name, Value value) {
    requireOwn(value, "output " + name);
    if (outputs.putIfAbsent(name, value) != null) {
      throw new IllegalArgumentException("two outputs are named " + name);
    }
  }

  /**
   * Adds a CTC loss on the logits of an inner layer to what training minimises, times {@code
   * weight}: the layers below learn from it directly, and leave the stage of blanks alone sooner
   * (Min et al. 2021, "Visual Alignment Constraint"; Lee and Watanabe 2021, "Intermediate Loss
   * Regularization for CTC-based Speech Recognition"). Training alone knows of it: what only this
   * loss needs, weights too, is in no exported network.
   *
   * @param name of the loss
   * @param logits (no soft-max) [batch, time', classes], no fewer frames than the output has
   * @param weight at least 0; with 0 nothing is added
   */
  public void auxiliary(String name, Sequence logits, double weight) {
    requireOwn(logits.raw(), "auxiliary " + name);
    if (auxiliaries.stream().anyMatch(a -> a.name().equals(name))) {
      throw new IllegalArgumentException("two auxiliary losses are named " + name);
    }
    if (weight != 0) {
      Sequence logProbs = logits.map(v -> new Values(this).logSoftmax(v, 2));
      auxiliaries.add(new Auxiliary(name, logProbs.data(), logProbs.lengths(), weight));
    }
  }

  /** A trained FLOAT32 tensor, named in the current scope; a name may be used once. */
  public Value parameter(String name, Initializer initializer, int... shape) {
    String full = claim(name);
    Value value = value(DType.FLOAT32, Shape.of(shape), "parameter " + full);
    parameters.add(new Parameter(full, initializer, value));
    return value;
  }

  /** An untrained tensor that is saved with the parameters, named in the current scope. */
  public Value buffer(String name, Tensor initial) {
    String full = claim(name);
    Value value = value(initial.dtype(), Shape.of(initial.shape()), "buffer " + full);
    buffers.add(new Buffer(full, initial, value));
    return value;
  }

  /** Runs {@code body} with {@code scope} put before the names it makes. */
  public <T> T scope(String scope, Supplier<T> body) {
    scopes.addLast(scope);
    try {
      return body.get();
    } finally {
      scopes.removeLast();
    }
  }

  /** The dotted name of the current scope with {@code name} behind it. */
  public String qualified(String name) {
    String scope = String.join(".", scopes);
    if (name.isEmpty()) {
      return scope;
    }
    return scope.isEmpty() ? name : scope + "." + name;
  }

  /** Adds an operation and gives its result. */
  public Value add(Op op, Value... operands) {
    String layer = scopes.isEmpty() ? "graph" : qualified("");
    for (Value operand : operands) {
      requireOwn(operand, layer);
    }
    ShapeRules.Result result;
    try {
      result = ShapeRules.infer(op, List.of(operands));
    } catch (Mismatch mismatch) {
      throw Problem.usage(
              layer + ": " + mismatch.getMessage() + " from " + makers.get(mismatch.culprit))
          .where("operation " + op.getClass().getSimpleName())
          .remedy("check the configuration of that layer, or its code if it is your plugin")
          .cause(mismatch)
          .exception();
    }
    Value output = value(result.dtype(), result.shape(), layer);
    nodes.add(new Node(layer, op, List.of(operands), output));
    return output;
  }

  /** BOOL [batch, time of {@code data}]: whether a frame is within its sequence. */
  public Value mask(Value data, Value lengths) {
    Dim time = data.shape().dim(1);
    return shared.computeIfAbsent(
        List.of(time, lengths),
        key -> {
          Value index = add(new Op.Reshape(List.of(1, -1)), add(new Op.Range(1), data));
          Value limit = add(new Op.Reshape(List.of(0, 1)), lengths);
          return add(new Op.Binary(Op.BinaryKind.LESS), index, limit);
        });
  }

  /** FLOAT32 like data [batch, time, channels], with zeros past the lengths. */
  Value masked(Value data, Value lengths) {
    Value valid = mask(data, lengths);
    return shared.computeIfAbsent(
        List.of("masked", data, lengths),
        key -> {
          Value mask = add(new Op.Reshape(List.of(0, -1, 1)), valid);
          Value zero = add(new Op.Constant(Tensor.scalar(0f)));
          Value masked = add(new Op.Where(), mask, data, zero);
          makers.put(masked, makers.get(data)); // whom messages should name
          return masked;
        });
  }

  /** The lengths of this graph's sequences. */
  Lengths lengths() {
    return lengths;
  }

  /** The graph that gives outputs and auxiliaries; whatever they do not need is left out. */
  public Graph build() {
    return Pruning.graph(inputs, outputs, auxiliaries, nodes, parameters, buffers);
  }

  private Value value(DType dtype, Shape shape, String maker) {
    Value value = new Value(nextId++, dtype, shape);
    makers.put(value, maker);
    return value;
  }

  private void requireOwn(Value value, String user) {
    if (!makers.containsKey(value)) {
      throw new IllegalArgumentException(user + ": " + value + " is of another graph");
    }
  }

  private String claim(String name) {
    String full = qualified(name);
    if (!names.add(full)) {
      throw Problem.usage("two weights are named " + full)
          .remedy("give every layer its own name")
          .exception();
    }
    return full;
  }
}
