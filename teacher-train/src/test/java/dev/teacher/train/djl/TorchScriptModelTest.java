package dev.teacher.train.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.data.Batch;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.GraphBuilder;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.graph.Values;
import dev.teacher.api.plugin.InferenceModel;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import dev.teacher.model.onnx.ModelMetadata;
import dev.teacher.testkit.GraphInterpreter;
import dev.teacher.train.torchscript.TorchScriptWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchScriptModelTest {
  private static final Layout INPUT = Layout.parse("f: a=3");
  private static final Batch BATCH =
      Batch.of(List.of("one", "two"), List.of(new float[] {1, 2, 3, 4, 5, 6}, new float[3]), 3);

  @TempDir Path folder;

  private final Graph graph = network();
  private final Weights weights = graph.initialWeights(1);

  @Test
  void givesWhatTheGraphMeans() throws IOException {
    Tensor expected =
        GraphInterpreter.run(
                graph,
                weights,
                Map.of(
                    "features",
                    Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 0, 0, 0, 0, 0, 0}, 2, 2, 3),
                    "lengths",
                    Tensor.of(new long[] {2, 1}, 2)))
            .get("log_probs");
    try (InferenceModel model = TorchScriptModel.load(file(), 1)) {
      ModelOutput output = model.run(BATCH);
      assertThat(output.lengths()).containsExactly(2, 1);
      assertThat(output.channels()).isEqualTo(2);
      for (int i = 0; i < expected.size(); i++) {
        assertThat((double) output.values()[i])
            .isCloseTo(expected.floats()[i], Offset.offset(1e-6));
      }
      assertThat(model.inputWidth()).isEqualTo(3);
      assertThat(model.metadata()).containsEntry("teacher.decoder", "greedy");
    }
  }

  @Test
  void refusesOtherColumnsAndUseAfterClosing() throws IOException {
    InferenceModel model = TorchScriptModel.load(file(), 1);
    assertThatThrownBy(() -> model.run(Batch.of(List.of("x"), List.of(new float[4]), 4)))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("another number of columns")
        .hasMessageContaining("3 columns")
        .hasMessageContaining("4 columns");
    model.close();
    model.close();
    assertThatThrownBy(() -> model.run(BATCH))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("the model is closed");
  }

  @Test
  void refusesForeignAndDamagedFiles() throws IOException {
    Path foreign = folder.resolve("foreign.pt");
    TorchScriptWriter.writeInference(graph, weights, Map.of(), foreign);
    assertThatThrownBy(() -> TorchScriptModel.load(foreign, 1))
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.DATA))
        .hasMessageContaining("not exported by teacher")
        .hasMessageContaining(foreign.toString());
    byte[] whole = Files.readAllBytes(file());
    Path cut = folder.resolve("cut.pt");
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> TorchScriptModel.load(cut, 1))
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.DATA))
        .hasMessageContaining("no TorchScript archive that can be read")
        .hasMessageContaining(cut.toString());
  }

  private Path file() throws IOException {
    Path file = folder.resolve("model.pt");
    ModelMetadata metadata =
        new ModelMetadata(
            Vocabulary.ofEntries(List.of(Vocabulary.BLANK, "A"), "the test"),
            INPUT,
            INPUT,
            List.of(),
            Optional.empty(),
            OptionalDouble.empty(),
            1,
            "",
            "greedy",
            "{}");
    Map<String, String> texts = new LinkedHashMap<>(metadata.toMap());
    texts.put("teacher.inputs", String.join(",", graph.inputs().keySet()));
    TorchScriptWriter.writeInference(graph, weights, texts, file);
    return file;
  }

  private static Graph network() {
    GraphBuilder builder = new GraphBuilder();
    Sequence logits = builder.inputSequence("features", INPUT).linear("head", 2);
    Sequence logProbs = logits.map(v -> new Values(builder).logSoftmax(v, 2));
    builder.output("log_probs", logProbs.data());
    builder.output("output_lengths", logProbs.lengths());
    return builder.build();
  }
}
