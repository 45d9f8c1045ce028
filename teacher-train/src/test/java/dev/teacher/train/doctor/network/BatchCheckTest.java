package dev.teacher.train.doctor.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.graph.Buffer;
import dev.teacher.api.graph.Dim;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Initializer;
import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Parameter;
import dev.teacher.api.graph.Shape;
import dev.teacher.api.graph.Value;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.model.summary.NetworkSummary;
import dev.teacher.train.doctor.CheckResult;
import dev.teacher.train.doctor.Exhibit;
import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Patient;
import dev.teacher.train.doctor.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchCheckTest {
  private static CheckResult examined(Patient patient) {
    return new BatchCheck().examine(patient);
  }

  @Test
  void aHealthyNetworkIsSilent() {
    CheckResult result = examined(Patients.of());
    assertThat(result.findings()).isEmpty();
    assertThat(result.verdict()).isEqualTo(Verdict.HEALTHY);
    Exhibit.Table sizes = (Exhibit.Table) result.exhibits().get(0);
    assertThat(sizes.rows().stream().map(row -> row.get(0))).containsExactly("1", "2", "4", "8");
    Exhibit.Table places = (Exhibit.Table) result.exhibits().get(1);
    assertThat(places.rows()).hasSize(3).allMatch(row -> row.get(2).equals("same"));
  }

  @ParameterizedTest
  @CsvSource({"normalizer0, normaliser 0", "block1.conv, layer block1.conv", "lstm1, layer lstm1"})
  void theFirstStageThatSeesNeighboursIsNamed(String layer, String name) {
    Patient patient = Patients.of(Patients.network(graph -> centredOverTheBatch(graph, layer)));
    Finding finding = examined(patient).findings().get(0);
    assertThat(finding.kind()).isEqualTo(FindingKind.NEIGHBOUR_DEPENDENCE);
    assertThat(finding.places()).containsExactly(name);
  }

  @Test
  void batchNormalisationIsNamedThoughItOnlyShowsInTraining() {
    Patient patient = Patients.of(Patients.network(graph -> withBatchNorm(graph, "project")));
    Finding finding = examined(patient).findings().get(0);
    assertThat(finding.kind()).isEqualTo(FindingKind.NEIGHBOUR_DEPENDENCE);
    assertThat(finding.places()).containsExactly("project");
    assertThat(finding.evidence()).startsWith("in training");
  }

  /** Takes the mean over the batch off what a layer gives. */
  private static Graph centredOverTheBatch(Graph graph, String layer) {
    Value before = NetworkSummary.results(graph).get(layer);
    int next = next(graph);
    Value mean = new Value(next, DType.FLOAT32, before.shape().with(0, Dim.of(1)));
    Value after = new Value(next + 1, DType.FLOAT32, before.shape());
    return with(
        graph,
        before,
        after,
        List.of(
            new Node(
                layer, new Op.Reduce(Op.ReduceKind.MEAN, List.of(0), true), List.of(before), mean),
            new Node(layer, new Op.Binary(Op.BinaryKind.SUBTRACT), List.of(before, mean), after)),
        List.of(),
        List.of());
  }

  private static Graph withBatchNorm(Graph graph, String layer) {
    Value before = NetworkSummary.results(graph).get(layer);
    int channels = before.shape().dim(2).size();
    int next = next(graph);
    Value mask =
        graph.nodes().stream()
            .map(Node::output)
            .filter(value -> value.dtype() == DType.BOOL && value.shape().rank() == 2)
            .findFirst()
            .orElseThrow();
    Parameter weight =
        new Parameter("bn.weight", new Initializer.Constant(1), vector(next, channels));
    Parameter bias =
        new Parameter("bn.bias", new Initializer.Constant(0), vector(next + 1, channels));
    Buffer mean =
        new Buffer("bn.mean", Tensor.of(new float[channels], channels), vector(next + 2, channels));
    float[] ones = new float[channels];
    Arrays.fill(ones, 1);
    Buffer variance =
        new Buffer("bn.variance", Tensor.of(ones, channels), vector(next + 3, channels));
    Value after = new Value(next + 4, DType.FLOAT32, before.shape());
    return with(
        graph,
        before,
        after,
        List.of(
            new Node(
                layer,
                new Op.BatchNorm(0.1, 1e-5),
                List.of(before, mask, weight.value(), bias.value(), mean.value(), variance.value()),
                after)),
        List.of(weight, bias),
        List.of(mean, variance));
  }

  private static Value vector(int id, int channels) {
    return new Value(id, DType.FLOAT32, Shape.of(channels));
  }

  private static int next(Graph graph) {
    int last = graph.nodes().stream().mapToInt(node -> node.output().id()).max().orElseThrow();
    return last + 1;
  }

  /** Puts nodes behind a value, and what they give in its place. */
  private static Graph with(
      Graph graph,
      Value before,
      Value after,
      List<Node> more,
      List<Parameter> parameters,
      List<Buffer> buffers) {
    List<Node> nodes = new ArrayList<>();
    boolean found = false;
    for (Node node : graph.nodes()) {
      List<Value> inputs = new ArrayList<>(node.inputs());
      if (found) {
        inputs.replaceAll(value -> value.equals(before) ? after : value);
      }
      nodes.add(new Node(node.layer(), node.op(), inputs, node.output()));
      if (node.output().equals(before)) {
        nodes.addAll(more);
        found = true;
      }
    }
    List<Parameter> allParameters = new ArrayList<>(graph.parameters());
    allParameters.addAll(parameters);
    List<Buffer> allBuffers = new ArrayList<>(graph.buffers());
    allBuffers.addAll(buffers);
    return new Graph(
        graph.inputs(), graph.outputs(), graph.auxiliaries(), nodes, allParameters, allBuffers);
  }
}
