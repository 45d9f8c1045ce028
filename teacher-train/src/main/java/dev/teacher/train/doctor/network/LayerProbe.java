package dev.teacher.train.doctor.network;

import dev.teacher.api.data.Batch;
import dev.teacher.api.graph.Dim;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Op.BinaryKind;
import dev.teacher.api.graph.Op.ReduceKind;
import dev.teacher.api.graph.Op.UnaryKind;
import dev.teacher.api.graph.Shape;
import dev.teacher.api.graph.Value;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Weights;
import dev.teacher.model.summary.NetworkSummary;
import dev.teacher.train.doctor.Patient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network that says, in the place of its output, how large what each layer gives is. It is the
 * graph itself with some more operations, computed by the training engine, one sample at a time:
 * nothing is padded.
 */
final class LayerProbe implements AutoCloseable {
  /** Numbers of a layer. */
  private static final int NUMBERS = 2;

  private final List<String> layers;

  private final TrainingSession session;

  /**
   * How large what a layer gives is, over frames and channels.
   *
   * @param largest magnitude
   * @param size root mean square
   */
  record Size(double largest, double size) {
    /** Whether every number was finite. */
    boolean isFinite() {
      return Double.isFinite(largest) && Double.isFinite(size);
    }
  }

  /**
   * What a sample makes of a network.
   *
   * @param layers by name, in the order of computing
   * @param entropy mean over the output frames, nats
   */
  record Reading(Map<String, Size> layers, double entropy) {}

  /** A network with these weights; a graph's auxiliaries are not looked at. */
  LayerProbe(Patient patient, Graph network, Weights weights) {
    Graph graph = network.withoutAuxiliaries();
    Map<String, Value> results = results(graph);
    layers = List.copyOf(results.keySet());
    Graph probe = new Extension(graph).probe(List.copyOf(results.values()));
    session = patient.open(probe, probe.select(weights), patient.settings().options());
  }

  /** What each layer gives, [batch, time', channels]. */
  static Map<String, Value> results(Graph graph) {
    Map<String, Value> results = new LinkedHashMap<>(NetworkSummary.results(graph));
    results.values().removeIf(value -> value.shape().rank() != 3);
    return results;
  }

  /** Reads a batch of one sample. */
  Reading read(Batch sample) {
    float[] numbers = session.run(sample).values();
    Map<String, Size> sizes = new LinkedHashMap<>();
    for (int i = 0; i < layers.size(); i++) {
      int at = NUMBERS * i;
      sizes.put(layers.get(i), new Size(numbers[at], Math.sqrt(numbers[at + 1])));
    }
    return new Reading(sizes, numbers[NUMBERS * layers.size()]);
  }

  @Override
  public void close() {
    session.close();
  }

  /** Adds operations to a graph that is built already. */
  private static final class Extension {
    private final Graph graph;
    private final List<Node> nodes;
    private int next;

    Extension(Graph graph) {
      this.graph = graph;
      this.nodes = new ArrayList<>(graph.nodes());
      graph.nodes().forEach(node -> next = Math.max(next, node.output().id() + 1));
      graph.inputs().values().forEach(value -> next = Math.max(next, value.id() + 1));
      graph.parameters().forEach(p -> next = Math.max(next, p.value().id() + 1));
      graph.buffers().forEach(b -> next = Math.max(next, b.value().id() + 1));
    }

    /** Output: [batch, 1, numbers of each value, and the entropy of the output]. */
    Graph probe(List<Value> values) {
      List<Value> numbers = new ArrayList<>();
      for (Value value : values) {
        numbers.add(reduce(ReduceKind.MAX, unary(UnaryKind.ABS, value), 1, 2));
        numbers.add(reduce(ReduceKind.MEAN, square(value), 1, 2));
      }
      numbers.add(entropy(graph.outputs().get(Recognizer.LOG_PROBS)));
      Shape shape = numbers.get(0).shape().with(2, Dim.of(numbers.size()));
      Value all = add(new Op.Concat(2), shape, numbers.toArray(Value[]::new));
      Value lengths =
          graph.inputs().values().stream()
              .filter(input -> input.dtype() == DType.INT64)
              .findFirst()
              .orElseThrow();
      Map<String, Value> outputs = new LinkedHashMap<>();
      outputs.put(Recognizer.LOG_PROBS, all);
      outputs.put(Recognizer.OUTPUT_LENGTHS, lengths);
      return new Graph(
          graph.inputs(), outputs, List.of(), nodes, graph.parameters(), graph.buffers());
    }

    private Value entropy(Value logProbs) {
      Value terms = binary(BinaryKind.MULTIPLY, unary(UnaryKind.EXP, logProbs), logProbs);
      Value sums = reduce(ReduceKind.SUM, terms, 2);
      return unary(UnaryKind.NEGATE, reduce(ReduceKind.MEAN, sums, 1, 2));
    }

    private Value square(Value x) {
      return binary(BinaryKind.MULTIPLY, x, x);
    }

    private Value unary(UnaryKind kind, Value x) {
      return add(new Op.Unary(kind), x.shape(), x);
    }

    /** Of equal shapes. */
    private Value binary(BinaryKind kind, Value a, Value b) {
      return add(new Op.Binary(kind), a.shape(), a, b);
    }

    private Value reduce(ReduceKind kind, Value x, Integer... axes) {
      Shape shape = x.shape();
      for (int axis : axes) {
        shape = shape.with(axis, Dim.of(1));
      }
      return add(new Op.Reduce(kind, List.of(axes), true), shape, x);
    }

    private Value add(Op op, Shape shape, Value... inputs) {
      Value output = new Value(next++, DType.FLOAT32, shape);
      nodes.add(new Node("probe", op, List.of(inputs), output));
      return output;
    }
  }
}
