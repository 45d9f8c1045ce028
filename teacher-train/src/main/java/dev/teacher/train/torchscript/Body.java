package dev.teacher.train.torchscript;

import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Value;
import dev.teacher.api.plugin.Precision;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The statements of one method: the nodes that some results need, in one mode. */
final class Body {
  /** Number of a type in the code: c10::ScalarType. */
  static final String FLOAT32 = "6";

  static final String FLOAT64 = "7";

  private final Mode mode;
  private final Numerics numerics;
  private final Attributes attributes;
  private final StringBuilder code = new StringBuilder();
  private final Map<Value, String> names = new HashMap<>();
  private final Map<Value, Tensor> constants = new HashMap<>();
  private final Map<String, String> shared = new HashMap<>();
  private final Map<String, String> bufferUpdates = new LinkedHashMap<>();
  private int temporaries;
  private boolean wide; // the node that is being printed is computed in float64

  private Body(Graph graph, Attributes attributes, Mode mode, Numerics numerics) {
    this.mode = mode;
    this.numerics = numerics;
    this.attributes = attributes;
    graph.inputs().forEach((name, value) -> names.put(value, Arguments.name(name)));
    graph.parameters().forEach(p -> names.put(p.value(), "self." + attributes.name(p.value())));
    graph.buffers().forEach(b -> names.put(b.value(), "self." + attributes.name(b.value())));
  }

  /** Prints what {@code results} need. */
  static Body of(
      Graph graph, Attributes attributes, Mode mode, Numerics numerics, Collection<Value> results) {
    Body body = new Body(graph, attributes, mode, numerics);
    Set<Value> needed = new HashSet<>(results);
    List<Node> kept = new ArrayList<>();
    for (int i = graph.nodes().size() - 1; i >= 0; i--) {
      Node node = graph.nodes().get(i);
      if (needed.contains(node.output())) {
        needed.addAll(node.inputs());
        kept.add(0, node);
      }
    }
    String layer = "";
    for (Node node : kept) {
      if (node.op() instanceof Op.Constant constant) {
        body.constants.put(node.output(), constant.value());
        continue;
      }
      if (!node.layer().equals(layer)) {
        layer = node.layer();
        body.code.append("  # ").append(layer.replaceAll("\\s", " ")).append('\n');
      }
      String name = "v" + node.output().id();
      body.names.put(node.output(), name);
      body.assign(name, body.print(node));
    }
    return body;
  }

  private String print(Node node) {
    wide = numerics.avoid().contains(node.op().operation());
    String expression = OpCode.of(node, this);
    boolean narrows = wide && node.output().dtype() == DType.FLOAT32;
    wide = false;
    return narrows ? OpCode.call("torch.to", expression, FLOAT32) : expression;
  }

  String code() {
    return code.toString();
  }

  Mode mode() {
    return mode;
  }

  /** Whether {@link Products} may be in bfloat16. */
  boolean isMixed() {
    return numerics.precision() == Precision.BFLOAT16 && !wide;
  }

  /** Whether the node that is being printed is computed in float64. */
  boolean isWide() {
    return wide;
  }

  /** The type of real numbers in the node that is being printed. */
  String floatType() {
    return wide ? FLOAT64 : FLOAT32;
  }

  /** New values of running buffers, by attribute: variables of this method. */
  Map<String, String> bufferUpdates() {
    return bufferUpdates;
  }

  void updateBuffer(String attribute, String variable) {
    bufferUpdates.put(attribute, variable);
  }

  /** An expression for a value, in the numbers of the node that is being printed. */
  String get(Value value) {
    String stored = stored(value);
    return wide && value.dtype() == DType.FLOAT32
        ? shared("wide " + stored, () -> let(OpCode.call("torch.to", stored, FLOAT64)))
        : stored;
  }

  /** An expression for a value as it is. */
  String stored(Value value) {
    Tensor constant = constants.get(value);
    return constant == null ? names.get(value) : "self." + attributes.constant(value, constant);
  }

  /** A number in the code for a constant of one element, where the operation takes numbers. */
  Optional<String> scalar(Value value) {
    Tensor constant = constants.get(value);
    if (constant == null || constant.shape().length > 0) {
      return Optional.empty();
    }
    if (constant.dtype() == DType.INT64) {
      return Optional.of(Long.toString(constant.longs()[0]));
    }
    float number = constant.floats()[0];
    return Float.isFinite(number) ? Optional.of(number(number)) : Optional.empty();
  }

  static String number(double value) {
    return Double.toString(value).replace('E', 'e');
  }

  /** A new variable with the value of an expression. */
  String let(String expression) {
    String name = "t" + temporaries++;
    assign(name, expression);
    return name;
  }

  /** What several nodes use; made when first asked for under that key. */
  String shared(String key, Supplier<String> maker) {
    String known = shared.get(key);
    if (known == null) {
      known = maker.get();
      shared.put(key, known);
    }
    return known;
  }

  void assign(String targets, String expression) {
    code.append("  ").append(targets).append(" = ").append(expression).append('\n');
  }
}
