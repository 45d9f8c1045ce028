package dev.teacher.model.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Layout;
import dev.teacher.api.graph.Conv;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.GraphBuilder;
import dev.teacher.api.graph.SelfAttention;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.plain.PlainGraph;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class NetworkSummaryTest {
  private static final int FRAMES = 40;
  private static final int WIDTH = 3;

  @Test
  void aLinearLayerCountsItsProductsAndItsBias() {
    LayerSummary layer = part(x -> x.linear("head", 5), "head");
    assertThat(layer.flopsPerFrame()).isEqualTo(5 * (2 * WIDTH + 1));
    assertThat(layer.parameters()).isEqualTo(5 * WIDTH + 5);
    assertThat(layer.shape()).isEqualTo("[batch, time, 5]");
    assertThat(layer.channels()).isEqualTo(5);
    assertThat(layer.operations()).containsExactly("linear");
    assertThat(layer.receptiveField()).isEqualTo(1);
    assertThat(layer.inputs()).containsExactly("input");
  }

  @Test
  void aConvolutionCountsItsOutputFramesOnly() {
    LayerSummary layer = part(x -> x.conv1d("c", Conv.of(4, 5).withStride(2)), "c");
    assertThat(layer.flopsPerFrame())
        .as("and a little for masks")
        .isCloseTo(4 * (2 * WIDTH * 5 + 1) / 2.0, Offset.offset(1.0));
    assertThat(layer.stride()).isEqualTo(2);
    assertThat(layer.operations()).containsExactly("conv 5 / 2");
    assertThat(layer.receptiveField()).isEqualTo(5);
  }

  @Test
  void anLstmCountsFourGatesInBothDirections() {
    LayerSummary layer = part(x -> x.lstm("l", 8, true), "l");
    int rows = 4 * 8;
    double direction = 2.0 * rows * (WIDTH + 8) + 4 * rows;
    assertThat(layer.flopsPerFrame()).isCloseTo(2 * direction, Offset.offset(2.0 * 16));
    assertThat(layer.parameters()).isEqualTo(2L * (rows * (WIDTH + 8) + 2 * rows));
    assertThat(layer.receptiveField()).as("the whole sample").isZero();
    assertThat(layer.operations()).contains("LSTM", "LSTM backward");
  }

  @Test
  void attentionGrowsWithTheFrames() {
    UnaryOperator<Sequence> network =
        x -> x.linear("p", 8).selfAttention("a", 2, SelfAttention.Positions.NONE);
    double few = work(network, 64);
    double many = work(network, 128);
    double scores = 2 * (4 * 4 + 1 + 5); // heads * (scores and sums of 4 channels, bias, soft-max)
    assertThat(many - few).isCloseTo(64.0 * scores, Offset.offset(1.0));
  }

  @Test
  void whatIsComputedOutsideOfLayersBelongsToTheLayerBefore() {
    NetworkSummary summary =
        summary(x -> x.conv1d("a.conv", Conv.of(4, 3)).relu().maxPool(2, 2).linear("b", 2), 32);
    assertThat(summary.parts()).extracting(LayerSummary::name).containsExactly("input", "a", "b");
    assertThat(summary.parts().get(1).operations())
        .containsExactly("conv 3", "relu", "max-pool 2 / 2");
    assertThat(summary.parts().get(1).stride()).isEqualTo(2);
    assertThat(summary.layers()).extracting(LayerSummary::name).contains("a.conv");
    assertThat(summary.outputStride()).isEqualTo(2);
  }

  @Test
  void aResidualConnectionIsAnInput() {
    NetworkSummary summary =
        summary(
            x -> {
              Sequence first = x.linear("first", 4);
              return first.linear("second", 4).linear("third", 4).add(first);
            },
            32);
    assertThat(summary.parts()).extracting(LayerSummary::name).endsWith("first", "second", "third");
    assertThat(summary.parts().get(3).inputs()).containsExactly("second", "first");
  }

  @Test
  void whatAWayThatBranchesOffBeginsWithBelongsToItsFirstLayer() {
    NetworkSummary summary =
        summary(
            x -> {
              Sequence first = x.linear("first", 4);
              Sequence straight = first.conv1d("straight", Conv.of(4, 3).withStride(2)).relu();
              return straight.add(first.averagePool(2, 2).linear("past", 4));
            },
            32);
    assertThat(layer(summary, "first").stride()).isEqualTo(1);
    assertThat(layer(summary, "straight").operations()).containsExactly("conv 3 / 2", "relu");
    assertThat(layer(summary, "past").operations()).containsExactly("average-pool 2 / 2", "linear");
    assertThat(layer(summary, "past").inputs()).containsExactly("first", "straight");
  }

  @Test
  void aBlockIsNoLayerOfItsOwn() {
    NetworkSummary summary =
        summary(
            x ->
                x.builder()
                    .scope(
                        "block",
                        () -> {
                          Sequence a = x.linear("a", 4).relu();
                          return Sequence.concat(x.linear("b", 4), a).layerNorm("norm").relu();
                        }),
            32);
    assertThat(summary.layers())
        .extracting(LayerSummary::name)
        .containsExactly("input", "block.a", "block.b", "block.norm");
    assertThat(layer(summary, "block.a").operations()).containsExactly("linear", "relu");
    assertThat(layer(summary, "block.b").channels()).isEqualTo(4);
    assertThat(layer(summary, "block.norm").operations()).containsExactly("layer norm", "relu");
    assertThat(layer(summary, "block.norm").inputs()).containsExactly("block.b", "block.a");
  }

  @Test
  void attentionIsALayerBetweenItsProjections() {
    NetworkSummary summary =
        summary(x -> x.linear("p", 8).selfAttention("a", 2, SelfAttention.Positions.ROTARY), 32);
    assertThat(summary.layers())
        .extracting(LayerSummary::name)
        .containsExactly("input", "p", "a.query", "a.key", "a.value", "a", "a.out");
    assertThat(layer(summary, "a").operations()).containsExactly("attention");
    assertThat(layer(summary, "a").inputs()).contains("a.query", "a.key", "a.value");
    assertThat(summary.receptiveField()).as("the whole sample").isZero();
    assertThat(summary.localReceptiveField()).isEqualTo(1);
  }

  @Test
  void whatOnlyTrainingHasIsNamedAndTheOutputIsThatOfTheGraph() {
    NetworkSummary summary =
        summary(
            x -> {
              Sequence half = x.conv1d("half", Conv.of(4, 3).withStride(2));
              Sequence out = half.conv1d("quarter", Conv.of(4, 3).withStride(2)).linear("head", 3);
              x.builder().auxiliary("middle", half.linear("auxiliary_head", 3), 0.5);
              return out;
            },
            32);
    assertThat(summary.trainingOnly()).containsExactly("auxiliary_head");
    assertThat(summary.outputStride()).isEqualTo(4);
    assertThat(summary.receptiveField()).isEqualTo(7);
    assertThat(summary.localReceptiveField()).isEqualTo(7);
  }

  @Test
  void sumsAreThoseOfTheGraph() {
    UnaryOperator<Sequence> network =
        x -> x.linear("a.x", 6).groupNorm("a.norm", 2).relu().lstm("b", 4, true).linear("c", 3);
    NetworkSummary summary = summary(network, 64);
    assertThat(summary.parts().stream().mapToLong(LayerSummary::parameters).sum())
        .isEqualTo(graph(network).parameterCount())
        .isEqualTo(summary.parameters());
    assertThat(summary.parts().stream().mapToDouble(LayerSummary::flopsPerFrame).sum())
        .isCloseTo(summary.flopsPerFrame(), Offset.offset(1e-6));
  }

  /** Changes each input frame in turn and looks which output frames notice. */
  @Test
  void theReceptiveFieldIsWhatOutputsReallySee() {
    List<UnaryOperator<Sequence>> networks =
        List.of(
            x -> x.conv1d("a", Conv.of(2, 5)).conv1d("b", Conv.of(2, 3).withDilation(2)),
            x -> x.conv1d("a", Conv.of(2, 3).withStride(2)).conv1d("b", Conv.of(2, 5)),
            x -> x.averagePool(2, 2).conv1d("a", Conv.of(2, 3)).averagePool(3, 2),
            x -> x.conv1d("a", Conv.of(2, 1)).shift(3).add(x.linear("b", 2)));
    for (UnaryOperator<Sequence> network : networks) {
      NetworkSummary summary = summary(network, FRAMES);
      int predicted = summary.layers().get(summary.layers().size() - 1).receptiveField();
      int most = summary.parts().stream().mapToInt(LayerSummary::receptiveField).max().orElse(0);
      assertThat(seen(graph(network)))
          .as("of %s", summary.parts())
          .isEqualTo(Math.max(predicted, most));
    }
  }

  /** The first frame takes the difference of the second, which no other frame does. */
  @Test
  void differencesReachNoFartherThanIsSaid() {
    UnaryOperator<Sequence> network = x -> x.delta().conv1d("a", Conv.of(2, 3));
    assertThat(seen(graph(network))).isEqualTo(4);
    assertThat(part(network, "a").receptiveField()).isEqualTo(5);
  }

  /** The most input frames that change one output frame, counted from the first to the last. */
  private static int seen(Graph graph) {
    Weights weights = graph.initialWeights(3);
    float[] base = new float[FRAMES * WIDTH];
    for (int i = 0; i < base.length; i++) {
      base[i] = (float) Math.sin(i * 0.7);
    }
    Tensor before = run(graph, weights, base);
    int outputs = before.shape()[1];
    int channels = before.shape()[2];
    int[] first = new int[outputs];
    int[] last = new int[outputs];
    Arrays.fill(first, Integer.MAX_VALUE);
    for (int frame = 0; frame < FRAMES; frame++) {
      float[] changed = base.clone();
      for (int c = 0; c < WIDTH; c++) {
        changed[frame * WIDTH + c] += 1 + c;
      }
      Tensor after = run(graph, weights, changed);
      for (int i = 0; i < before.size(); i++) {
        if (before.floats()[i] != after.floats()[i]) {
          first[i / channels] = Math.min(first[i / channels], frame);
          last[i / channels] = Math.max(last[i / channels], frame);
        }
      }
    }
    int middle = outputs / 2;
    return last[middle] - first[middle] + 1;
  }

  private static Tensor run(Graph graph, Weights weights, float[] values) {
    return PlainGraph.run(
            graph,
            weights,
            Map.of(
                "features",
                Tensor.of(values, 1, FRAMES, WIDTH),
                "lengths",
                Tensor.of(new long[] {FRAMES}, 1)))
        .get("y");
  }

  private static LayerSummary layer(NetworkSummary summary, String name) {
    return summary.layers().stream().filter(l -> l.name().equals(name)).findFirst().orElseThrow();
  }

  private static LayerSummary part(UnaryOperator<Sequence> network, String name) {
    return summary(network, 64).parts().stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static double work(UnaryOperator<Sequence> network, int frames) {
    return summary(network, frames).flopsPerFrame();
  }

  private static NetworkSummary summary(UnaryOperator<Sequence> network, int frames) {
    return NetworkSummary.of(graph(network), frames);
  }

  private static Graph graph(UnaryOperator<Sequence> network) {
    GraphBuilder builder = new GraphBuilder();
    Sequence input = builder.inputSequence("features", Layout.parse("f: a=" + WIDTH));
    builder.output("y", network.apply(input).data());
    return builder.build();
  }
}
