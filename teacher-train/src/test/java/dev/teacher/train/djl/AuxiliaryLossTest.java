package dev.teacher.train.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Batch;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.GraphBuilder;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.graph.Values;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.run.Checkpoint;
import dev.teacher.train.run.TrainingState;
import dev.teacher.train.torchscript.TorchScriptWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A CTC loss on an inner layer: trained with, and not there otherwise. */
class AuxiliaryLossTest {
  private static final double WEIGHT = 0.25;
  private static final Batch BATCH = TestNetworks.withNanBehind(TestNetworks.BATCH);
  private static final int[][] LABELS = TestNetworks.LABELS;

  @TempDir Path folder;

  @Test
  void gradientsAreThoseOfBothLosses() {
    try (TrainingSession main = open(graph(Head.MAIN, 0, 0));
        TrainingSession middle = open(graph(Head.MIDDLE, 0, 0));
        TrainingSession both = open(graph(Head.MAIN, WEIGHT, 0))) {
      Weights ofMain = main.gradients(BATCH, LABELS);
      Weights ofMiddle = middle.gradients(BATCH, LABELS);
      Weights found = both.gradients(BATCH, LABELS);
      assertThat(found.names()).contains("in.weight", "middle_head.weight", "head.weight");
      for (String name : found.names()) {
        float[] expected = new float[found.get(name).size()];
        for (int i = 0; i < expected.length; i++) {
          expected[i] += ofMain.contains(name) ? ofMain.get(name).floats()[i] : 0;
          expected[i] +=
              ofMiddle.contains(name) ? (float) WEIGHT * ofMiddle.get(name).floats()[i] : 0;
        }
        Close.assertClose(found.get(name).floats(), expected, 1e-5);
      }
      assertThat(found.get("middle_head.weight").floats()).isNotEqualTo(new float[8 * 5]);
    }
  }

  @Test
  void theOutputIsTheSameBitForBitWithAndWithoutIt() {
    Graph graph = graph(Head.MAIN, WEIGHT, 0.3);
    try (TrainingSession trained = open(graph)) {
      trained.step(BATCH, LABELS, 1e-2, 1);
      Graph used = graph.withoutAuxiliaries();
      try (TrainingSession without =
          new DjlBackend().open(used, used.select(trained.weights()), TestNetworks.OPTIONS)) {
        assertThat(without.run(BATCH).values()).isEqualTo(trained.run(BATCH).values());
      }
    }
  }

  @Test
  void dropOutOfTheOtherLayersIsTheSameBitForBitWithAndWithoutIt() {
    try (TrainingSession without = open(graph(Head.MAIN, 0, 0.3));
        TrainingSession with = open(graph(Head.MAIN, 1e-30, 0.3))) { // lost in rounding
      assertThat(with.step(BATCH, LABELS, 1e-3, 5).losses())
          .isEqualTo(without.step(BATCH, LABELS, 1e-3, 5).losses())
          .isNotEqualTo(without.step(BATCH, LABELS, 1e-3, 6).losses());
    }
  }

  @Test
  void checkpointsKeepItsWeightsAndMomentsSoThatATrainingGoesOnTheSame() {
    Graph graph = graph(Head.MAIN, WEIGHT, 0.3);
    Weights uninterrupted;
    try (TrainingSession session = open(graph)) {
      steps(session, 0, 3);
      checkpoint(session.weights()).write(folder.resolve("last"), session.optimizerState());
      steps(session, 3, 6);
      uninterrupted = session.weights();
    }
    Checkpoint checkpoint = Checkpoint.read(folder.resolve("last"));
    assertThat(checkpoint.weights().names()).contains("middle_head.weight", "middle_head.bias");
    Weights optimizer = Checkpoint.optimizer(folder.resolve("last"));
    assertThat(optimizer.names()).contains("first.middle_head.weight", "second.middle_head.bias");
    try (TrainingSession session =
        new DjlBackend().open(graph, checkpoint.weights(), TestNetworks.OPTIONS)) {
      session.restoreOptimizer(optimizer);
      steps(session, 3, 6);
      Same.assertSame(session.weights(), uninterrupted);
    }
  }

  @Test
  void aTorchScriptFileDoesNotHaveIt() throws IOException {
    Graph graph = graph(Head.MAIN, WEIGHT, 0);
    Path file = folder.resolve("model.pt");
    TorchScriptWriter.writeInference(graph, graph.initialWeights(1), Map.of(), file);
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
        .contains("head_weight", "in_weight")
        .doesNotContain("middle_head");
  }

  private enum Head {
    MAIN,
    MIDDLE
  }

  /**
   * A recogniser with a head in the middle, which is its auxiliary or, if asked for, its output.
   */
  private static Graph graph(Head output, double weight, double dropout) {
    GraphBuilder builder = new GraphBuilder();
    Sequence x = builder.inputSequence("features", Layout.parse("test: all=" + TestNetworks.WIDTH));
    Sequence hidden = x.linear("in", 8).relu().dropout(dropout);
    Sequence middle = hidden.dropout(dropout).linear("middle_head", TestNetworks.CLASSES);
    builder.auxiliary("middle", middle, weight);
    Sequence main =
        hidden.lstm("lstm", 7, true).dropout(dropout).linear("head", TestNetworks.CLASSES);
    Sequence logits = output == Head.MAIN ? main : middle;
    Sequence logProbs = logits.map(v -> new Values(builder).logSoftmax(v, 2));
    builder.output(Recognizer.LOG_PROBS, logProbs.data());
    builder.output(Recognizer.OUTPUT_LENGTHS, logProbs.lengths());
    return builder.build();
  }

  private static TrainingSession open(Graph graph) {
    return TestNetworks.open(graph);
  }

  private static void steps(TrainingSession session, int from, int to) {
    for (int seed = from; seed < to; seed++) {
      assertThat(session.step(TestNetworks.BATCH, LABELS, 1e-2, seed).applied()).isTrue();
    }
  }

  private static Checkpoint checkpoint(Weights weights) {
    TrainingState state =
        new TrainingState(
            TrainingState.FORMAT, 1, 1, 0, 0, 1, 1, "test: all=6", "test: all=6", "h", Map.of());
    Vocabulary vocabulary = Vocabulary.of(List.of(List.of("A", "B", "C", "D")));
    return new Checkpoint(
        state,
        "",
        vocabulary,
        Optional.empty(),
        weights,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
