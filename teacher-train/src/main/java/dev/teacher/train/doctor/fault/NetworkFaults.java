package dev.teacher.train.doctor.fault;

import dev.teacher.api.data.Layout;
import dev.teacher.api.graph.Dim;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Op.BinaryKind;
import dev.teacher.api.graph.Op.ReduceKind;
import dev.teacher.api.graph.Shape;
import dev.teacher.api.graph.Value;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.train.doctor.Case;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.fault.ChangedWeights.Edit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/** Networks and weights that cannot be trained. */
final class NetworkFaults {
  private NetworkFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of(
            "weights that are NaN",
            "one number",
            FindingKind.NON_FINITE_WEIGHTS,
            weights(".weight", 1, (i, w) -> i == 0 ? Float.NaN : w)),
        Fault.of(
            "weights that are NaN",
            "a layer",
            FindingKind.NON_FINITE_WEIGHTS,
            weights(".weight", 1, (i, w) -> Float.NaN)),
        Fault.of(
            "weights too large",
            "1000 times in a convolution",
            FindingKind.UNSTABLE_FORWARD,
            FindingKind.EXPLODING,
            weights("conv.weight", 0, (i, w) -> 1000 * w)),
        Fault.of(
            "weights too large",
            "1e6 times in a convolution",
            FindingKind.UNSTABLE_FORWARD,
            FindingKind.EXPLODING,
            weights("conv.weight", 0, (i, w) -> 1e6f * w)),
        Fault.of(
            "a dead layer",
            "bias -1000 before its ReLU",
            FindingKind.DEAD_LAYER,
            weights("norm.bias", 1, (i, w) -> -1000)),
        Fault.of(
            "a dead layer",
            "scale and bias 0",
            FindingKind.DEAD_LAYER,
            weights("norm.weight", 1, (i, w) -> 0)),
        Fault.of(
            "vanishing gradients",
            "a head of 1e-9",
            FindingKind.VANISHING,
            FindingKind.DEAD_LAYER,
            weights("head.weight", 0, (i, w) -> 1e-9f * w)),
        Fault.of(
            "vanishing gradients",
            "a head of 1e-12",
            FindingKind.VANISHING,
            FindingKind.DEAD_LAYER,
            weights("head.weight", 0, (i, w) -> 1e-12f * w)),
        Fault.of(
            "a saturated head",
            "1000 times its weights",
            FindingKind.SATURATED_OUTPUT,
            weights("head.weight", 0, (i, w) -> 1000 * w)),
        Fault.of(
            "a saturated head",
            "bias 60 for blanks",
            FindingKind.SATURATED_OUTPUT,
            FindingKind.BLANK_COLLAPSE,
            weights("head.bias", 0, (i, w) -> i == 0 ? 60 : w)),
        Fault.of(
            "a saturated head",
            "bias 20 for blanks",
            FindingKind.SATURATED_OUTPUT,
            FindingKind.BLANK_COLLAPSE,
            weights("head.bias", 0, (i, w) -> i == 0 ? 20 : w)),
        Fault.of(
            "neighbours",
            "mean over the batch",
            FindingKind.NEIGHBOUR_DEPENDENCE,
            subject -> subject.with(Interferences.network(g -> neighbours(g, 1)))),
        Fault.of(
            "neighbours",
            "a hundredth of the mean over the batch",
            FindingKind.NEIGHBOUR_DEPENDENCE,
            subject -> subject.with(Interferences.network(g -> neighbours(g, 0.01f)))),
        Fault.of("a segment cut off", "the first", FindingKind.UNUSED_SEGMENT, cutOff(0)),
        Fault.of("a segment cut off", "the second", FindingKind.UNUSED_SEGMENT, cutOff(1)));
  }

  /** Weights of 0 for a segment's columns in the first layer. */
  private static UnaryOperator<Case> cutOff(int segment) {
    return subject -> {
      Layout layout =
          Recognizer.featureLayout(
              Experiment.forDiagnosis(subject.config(), subject.registry(), notice -> {}));
      String name = layout.segments().get(segment).name();
      int from = layout.offset(name);
      int to = from + layout.segments().get(segment).width();
      int width = layout.width();
      return weights(".weight", 0, (i, w) -> i % width >= from && i % width < to ? 0 : w)
          .apply(subject);
    };
  }

  private static UnaryOperator<Case> weights(String ending, int nth, Edit change) {
    return subject ->
        subject.with(Interferences.weights(first -> ChangedWeights.of(first, ending, nth, change)));
  }

  /**
   * Takes a share of the mean over all samples of the batch off the first linear layer's output.
   */
  private static Graph neighbours(Graph graph, float share) {
    List<Node> nodes = new ArrayList<>();
    int next =
        1
            + graph.nodes().stream()
                .map(Node::output)
                .max(Comparator.comparingInt(Value::id))
                .orElseThrow()
                .id();
    Value before = null;
    Value after = null;
    for (Node node : graph.nodes()) {
      if (before == null) {
        nodes.add(node);
        if (node.op() instanceof Op.Linear) {
          before = node.output();
          Value factor = new Value(next, before.dtype(), Shape.of(1));
          Value mean = new Value(next + 1, before.dtype(), reduced(before.shape()));
          Value part = new Value(next + 2, before.dtype(), mean.shape());
          after = new Value(next + 3, before.dtype(), before.shape());
          String layer = node.layer();
          nodes.add(
              new Node(
                  layer, new Op.Constant(Tensor.of(new float[] {share}, 1)), List.of(), factor));
          nodes.add(
              new Node(
                  layer,
                  new Op.Reduce(ReduceKind.MEAN, List.of(0, 1), true),
                  List.of(before),
                  mean));
          nodes.add(
              new Node(layer, new Op.Binary(BinaryKind.MULTIPLY), List.of(mean, factor), part));
          nodes.add(
              new Node(layer, new Op.Binary(BinaryKind.SUBTRACT), List.of(before, part), after));
        }
        continue;
      }
      Value from = before;
      Value to = after;
      List<Value> inputs =
          node.inputs().stream().map(value -> value.equals(from) ? to : value).toList();
      nodes.add(new Node(node.layer(), node.op(), inputs, node.output()));
    }
    return graph.withNodes(nodes);
  }

  private static Shape reduced(Shape shape) {
    return Shape.of(Dim.of(1), Dim.of(1), shape.dim(2));
  }
}
