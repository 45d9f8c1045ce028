package dev.teacher.train.engine;

import dev.teacher.api.graph.Dim;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Parameter;
import dev.teacher.api.graph.Value;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One operation of a network by itself, at sizes to try it in. Everything that the operation takes
 * is an input, weights too; only constants stay.
 *
 * @param node of the network
 * @param graph the node alone
 * @param constants of the network that the node takes
 * @param shapes of the other inputs, by name
 * @param weights names of the inputs that are parameters of the network
 */
record Piece(
    Node node,
    Graph graph,
    Map<Value, Tensor> constants,
    Map<String, int[]> shapes,
    Set<String> weights) {
  private static final int BATCH = 2;

  /** Odd, and more than most kernels see. */
  private static final int TIME = 11;

  /** Frames for weights so large that plain Java would take long. */
  private static final int FEW_FRAMES = 3;

  private static final int LARGE_WEIGHT = 200_000;

  /** Operations whose kernels are made for their very widths. */
  private static final Set<String> MULTIPLYING =
      Set.of("linear", "mat-mul", "conv1d", "recurrent", "attention", "pool1d");

  private static final int VECTOR = 16;
  private static final int FREE_ID = 1 << 24;

  /** The different pieces of a network that compute real numbers: equal ones behave equally. */
  static List<Piece> of(Graph network) {
    Map<Value, Tensor> constants = new HashMap<>();
    Map<String, Piece> pieces = new LinkedHashMap<>();
    Set<Value> parameters =
        network.parameters().stream().map(Parameter::value).collect(Collectors.toSet());
    for (Node node : network.nodes()) {
      if (node.op() instanceof Op.Constant constant) {
        constants.put(node.output(), constant.value());
      } else if (node.output().dtype() == DType.FLOAT32 && !(node.op() instanceof Op.Dropout)) {
        Piece piece = of(node, constants, parameters);
        pieces.putIfAbsent(piece.key(), piece);
      }
    }
    return List.copyOf(pieces.values());
  }

  private static Piece of(Node node, Map<Value, Tensor> all, Set<Value> parameters) {
    Map<Value, Tensor> constants = new LinkedHashMap<>();
    Map<String, Value> inputs = new LinkedHashMap<>();
    Map<String, int[]> shapes = new LinkedHashMap<>();
    Set<String> weights = new HashSet<>();
    List<Node> nodes = new ArrayList<>();
    Map<Dim, Integer> sizes = sizes(node, parameters);
    for (Value value : node.inputs()) {
      if (all.containsKey(value)) {
        if (constants.put(value, all.get(value)) == null) {
          nodes.add(new Node(node.layer(), new Op.Constant(all.get(value)), List.of(), value));
        }
      } else if (!inputs.containsKey(name(value))) {
        Value input = value;
        if (value.dtype() == DType.BOOL) { // no tensor holds truth values
          input = new Value(FREE_ID + value.id(), DType.INT64, value.shape());
          nodes.add(new Node(node.layer(), new Op.Cast(DType.BOOL), List.of(input), value));
        }
        inputs.put(name(value), input);
        shapes.put(name(value), value.shape().dims().stream().mapToInt(sizes::get).toArray());
        if (parameters.contains(value)) {
          weights.add(name(value));
        }
      }
    }
    nodes.add(node);
    Graph graph =
        new Graph(inputs, Map.of("result", node.output()), List.of(), nodes, List.of(), List.of());
    return new Piece(node, graph, constants, shapes, weights);
  }

  /** What an input of that value is called. */
  static String name(Value value) {
    return "x" + value.id();
  }

  /** A size for each dimension; different symbols get different ones. */
  private static Map<Dim, Integer> sizes(Node node, Set<Value> parameters) {
    long largest =
        node.inputs().stream()
            .filter(parameters::contains)
            .mapToLong(
                v -> v.shape().dims().stream().mapToLong(Dim::size).reduce(1, (a, b) -> a * b))
            .max()
            .orElse(0);
    int time = largest > LARGE_WEIGHT ? FEW_FRAMES : TIME;
    Map<Dim, Integer> sizes = new HashMap<>();
    for (Value value : node.inputs()) {
      for (Dim dim : value.shape().dims()) {
        if (!sizes.containsKey(dim)) {
          boolean symbol = !dim.isFixed() && !dim.equals(Dim.BATCH);
          sizes.put(dim, dim.isFixed() ? dim.size() : symbol ? time : BATCH);
          time += symbol ? 2 : 0;
        }
      }
    }
    return sizes;
  }

  /** Equal for pieces that behave alike; different for others. */
  String key() {
    StringBuilder key = new StringBuilder(node.op().operation());
    boolean multiplies = MULTIPLYING.contains(node.op().operation());
    key.append(multiplies ? node.op() : "");
    for (Value value : node.inputs()) {
      int[] shape = shapes.getOrDefault(name(value), new int[0]);
      key.append(' ').append(value.dtype());
      key.append(multiplies ? Arrays.toString(shape) : rest(shape));
    }
    return key.toString();
  }

  /**
   * What decides how a loop over elements runs: how many are left of a vector in the end, and
   * whether there are enough for one.
   */
  private static String rest(int[] shape) {
    int last = shape.length == 0 ? 1 : shape[shape.length - 1];
    return shape.length + ":" + Math.min(last, VECTOR) + ":" + last % VECTOR;
  }

  /** For people. */
  String sizes() {
    return node.inputs().stream()
        .map(value -> shapes.getOrDefault(name(value), new int[0]))
        .map(Arrays::toString)
        .collect(Collectors.joining(" "));
  }
}
