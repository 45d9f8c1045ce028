package dev.teacher.train.djl;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.teacher.api.data.Batch;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Values;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.FiniteProbe;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FiniteProbeTest {
  private static final long SEED = 5;

  @Test
  void theLossesAreThoseOfTheStepWithItsDropOut() {
    Graph graph = TestNetworks.small(0.5);
    FiniteProbe probe = probe(graph, graph.initialWeights(1), TestNetworks.BATCH);
    try (TrainingSession session = TestNetworks.open(graph)) {
      assertThat(probe.losses())
          .isEqualTo(session.step(TestNetworks.BATCH, TestNetworks.LABELS, 1e-3, SEED).losses());
    }
    assertThat(probe.forward()).isEmpty();
    assertThat(probe.backward()).isEmpty();
  }

  @Test
  void theFirstOperationOfTheForwardPassIsFound() {
    Graph graph = TestNetworks.small(0.5);
    Weights weights = graph.initialWeights(1);
    weights.get("conv.bias").floats()[2] = Float.POSITIVE_INFINITY;
    Node first = probe(graph, weights, TestNetworks.BATCH).forward().get(0);
    assertThat(first.layer()).isEqualTo("conv");
    assertThat(first.op()).isInstanceOf(Op.Conv1d.class);
  }

  @Test
  void anInfiniteSlopeIsFoundInTheBackwardPass() {
    Graph graph =
        TestNetworks.recognizer(
            x -> {
              Values ops = new Values(x.builder());
              return x.linear("in", 8)
                  .map(v -> ops.add(v, ops.unary(Op.UnaryKind.SQRT, ops.subtract(v, v))))
                  .linear("behind", 8);
            });
    FiniteProbe probe = probe(graph, graph.initialWeights(1), TestNetworks.BATCH);
    assertThat(probe.forward()).isEmpty();
    Node nearest = probe.backward().get(0);
    assertThat(nearest.op()).isEqualTo(new Op.Binary(Op.BinaryKind.SUBTRACT));
    assertThat(graph.nodes())
        .filteredOn(node -> node.inputs().contains(nearest.output()))
        .extracting(Node::op)
        .containsExactly(new Op.Unary(Op.UnaryKind.SQRT));
  }

  /** Else a first operation that is not finite would be no fault. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "type = tcn-bilstm, auxiliary-weight = 0.5",
        "type = bilstm",
        "type = conformer, positions = relative, layers = 2, channels = 16",
        "type = conformer, layers = 2, channels = 16, auxiliary-weight = 0.5",
        "type = i3d, preset = small, width = 0.1, hidden = 8"
      })
  void theShippedNetworksAreFiniteThroughout(String backbone) {
    Config config =
        ConfigFactory.parseString(
            "features.type = body-centred, normalizers = [{ type = per-sample-zscore }], backbone { "
                + backbone
                + " }");
    Experiment experiment = new Experiment(config, Registry.ofClassPath(), line -> {});
    Graph graph = Recognizer.unmeasured(experiment, TestNetworks.CLASSES);
    int width = experiment.extractor().input().width();
    SplittableRandom random = new SplittableRandom(1);
    List<float[]> rows = List.of(new float[40 * width], new float[25 * width]);
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) random.nextDouble();
      }
    }
    Batch batch = Batch.of(List.of("a", "b"), rows, width);
    FiniteProbe probe =
        new DjlBackend()
            .probe(
                graph,
                graph.initialWeights(1),
                TestNetworks.OPTIONS,
                batch,
                new int[][] {{1, 2}, {3}},
                SEED)
            .orElseThrow();
    assertThat(probe.forward()).isEmpty();
    assertThat(probe.backward()).isEmpty();
    assertThat(probe.losses()).hasSize(2);
  }

  private static FiniteProbe probe(Graph graph, Weights weights, Batch batch) {
    return new DjlBackend()
        .probe(graph, weights, TestNetworks.OPTIONS, batch, TestNetworks.LABELS, SEED)
        .orElseThrow();
  }
}
