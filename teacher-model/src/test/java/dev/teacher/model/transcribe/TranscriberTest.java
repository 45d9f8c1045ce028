package dev.teacher.model.transcribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Part;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.graph.GraphBuilder;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.graph.Values;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import dev.teacher.model.onnx.ModelMetadata;
import dev.teacher.model.onnx.OnnxWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model with output stride 2 that says LEFT where the nose is at -1 and RIGHT where at 1. */
class TranscriberTest {
  private static final Registry REGISTRY = Registry.ofClassPath();

  @TempDir Path folder;

  @Test
  void glossesComeWithTheInputFramesThatSaidThem() throws IOException {
    Path file = file("0", "1", "1", "0", "-1", "-1", "-1");
    Transcript transcript = transcribe(model(Part.LAYOUT, "decoder { type = greedy }"), file);
    assertThat(transcript.file()).isEqualTo(file.toString());
    assertThat(transcript.frames()).isEqualTo(7);
    assertThat(transcript.glosses())
        .extracting(
            Transcript.Gloss::gloss, Transcript.Gloss::startFrame, Transcript.Gloss::endFrame)
        .containsExactly(tuple("RIGHT", 0, 4), tuple("LEFT", 4, 7));
    assertThat(transcript.glosses())
        .allSatisfy(gloss -> assertThat(gloss.confidence()).isBetween(0.9, 1.0));
  }

  @Test
  void silenceIsNoGloss() throws IOException {
    assertThat(transcribe(model(Part.LAYOUT, ""), file("0", "0", "0")).glosses()).isEmpty();
  }

  @Test
  void theDecoderIsTheOneOfTheModelsOwnConfiguration() {
    Path model = model(Part.LAYOUT, "decoder { type = oracle }");
    assertThatThrownBy(() -> Transcriber.open(model, REGISTRY, line -> {}))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("unknown decoder oracle")
        .hasMessageContaining("the configuration in " + model);
  }

  @Test
  void aModelOfReadyFeaturesAsksTheReaderForThem() {
    Path model = model(Layout.parse("mine: all=" + Part.COLUMNS), "");
    assertThatThrownBy(() -> transcribe(model, file("0", "1")))
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.DATA))
        .hasMessageContaining("this format holds landmarks, no ready features")
        .hasMessageContaining("mine: all=1629");
  }

  @Test
  void filesThatAreMissingOrUnknownAreNamed() throws IOException {
    Path unknown = Files.writeString(folder.resolve("notes.txt"), "0");
    try (Transcriber transcriber = Transcriber.open(model(Part.LAYOUT, ""), REGISTRY, line -> {})) {
      assertThatThrownBy(() -> transcriber.transcribe(folder.resolve("missing.nose")))
          .isInstanceOf(TeacherException.class)
          .hasMessageContaining("no such file")
          .hasMessageContaining(folder.resolve("missing.nose").toString());
      assertThatThrownBy(() -> transcriber.transcribe(unknown))
          .isInstanceOf(TeacherException.class)
          .hasMessageContaining("no landmark reader knows the format of a file")
          .hasMessageContaining(unknown.toString());
    }
  }

  private static Transcript transcribe(Path model, Path file) {
    try (Transcriber transcriber = Transcriber.open(model, REGISTRY, line -> {})) {
      return transcriber.transcribe(file);
    }
  }

  private Path file(String... lines) throws IOException {
    return Files.write(folder.resolve("signs.nose"), List.of(lines));
  }

  private Path model(Layout input, String config) {
    GraphBuilder builder = new GraphBuilder();
    String name = input.equals(Part.LAYOUT) ? "landmarks" : "features";
    Sequence logits = builder.inputSequence(name, input).linear("head", 3).maxPool(2, 2);
    Sequence logProbs = logits.map(v -> new Values(builder).logSoftmax(v, 2));
    builder.output("log_probs", logProbs.data());
    builder.output("output_lengths", logProbs.lengths());
    float[] weight = new float[3 * Part.COLUMNS];
    weight[Part.COLUMNS] = -10;
    weight[2 * Part.COLUMNS] = 10;
    Weights weights = new Weights();
    weights.put("head.weight", Tensor.of(weight, 3, Part.COLUMNS));
    weights.put("head.bias", Tensor.of(new float[] {5, 0, 0}, 3));
    ModelMetadata metadata =
        new ModelMetadata(
            Vocabulary.ofEntries(List.of(Vocabulary.BLANK, "LEFT", "RIGHT"), "the test"),
            input,
            input,
            List.of(),
            Optional.empty(),
            OptionalDouble.empty(),
            2,
            config,
            "greedy",
            "{}");
    Path file = folder.resolve("model.onnx");
    OnnxWriter.write(builder.build(), weights, metadata.toMap(), file);
    return file;
  }
}
