package dev.teacher.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.InferenceModel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelMetadataTest {
  private static final TrainingRecord TRAINING =
      new TrainingRecord("abc", -5, 12, 0.25, Map.of("teacher", "1", "pytorch", "2.7.1"));
  private static final ModelMetadata FULL =
      new ModelMetadata(
          Vocabulary.of(List.of(List.of("ÜBER", "MORGEN-2"), List.of("A B"))),
          Layout.parse("landmarks: pose=99, face=1404"),
          Layout.parse("features: hands=7"),
          List.of("clip from -100 to 100", "global-stats"),
          Optional.of("cafe"),
          OptionalDouble.of(25),
          4,
          "backbone {\n  type = i3d\n}\n",
          "greedy",
          TRAINING.json());

  @TempDir private Path folder;

  @Test
  void survivesAModelFile() {
    Graph graph = SmallModels.recognizer(4);
    Path file = folder.resolve("model.onnx");
    OnnxWriter.write(graph, graph.initialWeights(1), FULL.toMap(), file);
    try (InferenceModel model = new OnnxFormat(1).load(file)) {
      assertThat(model.metadata()).isEqualTo(FULL.toMap());
      assertThat(ModelMetadata.fromMap(model.metadata(), file)).isEqualTo(FULL);
    }
  }

  @Test
  void whatIsOptionalMayBeAbsent() {
    ModelMetadata bare =
        new ModelMetadata(
            FULL.vocabulary(),
            FULL.input(),
            FULL.features(),
            List.of(),
            Optional.empty(),
            OptionalDouble.empty(),
            1,
            "",
            "greedy",
            FULL.training());
    assertThat(ModelMetadata.fromMap(bare.toMap(), "test")).isEqualTo(bare);
  }

  @Test
  void everyMissingPropertyIsNamed() {
    for (String key : FULL.toMap().keySet()) {
      if (key.equals("teacher.frame-rate") || key.equals("teacher.statistics-hash")) {
        continue;
      }
      Map<String, String> map = new HashMap<>(FULL.toMap());
      map.remove(key);
      assertThatThrownBy(() -> ModelMetadata.fromMap(map, "some.onnx"))
          .isInstanceOf(TeacherException.class)
          .hasMessageContainingAll("some.onnx", key);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "teacher.frame-rate, -25",
    "teacher.frame-rate, NaN",
    "teacher.frame-rate, fast",
    "teacher.output-stride, 0",
    "teacher.output-stride, 1.5",
    "teacher.output-stride, 99999999999",
    "teacher.format-version, two",
    "teacher.vocabulary, no-blank",
    "teacher.input-layout, pose",
    "teacher.feature-layout, features: HANDS=7",
  })
  void damagedPropertiesAreRefused(String key, String value) {
    Map<String, String> map = new HashMap<>(FULL.toMap());
    map.put(key, value);
    assertThatThrownBy(() -> ModelMetadata.fromMap(map, "some.onnx"))
        .isInstanceOf(TeacherException.class)
        .hasMessageContainingAll("some.onnx", value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"A\nB", "A\n", "\rA"})
  void whatHasLineBreaksIsNotExported(String gloss) {
    assertThatThrownBy(
            () ->
                new ModelMetadata(
                    Vocabulary.of(List.of(List.of(gloss))),
                    FULL.input(),
                    FULL.features(),
                    List.of(),
                    Optional.empty(),
                    OptionalDouble.empty(),
                    1,
                    "",
                    "greedy",
                    FULL.training()))
        .isInstanceOf(TeacherException.class)
        .hasMessageContainingAll("one gloss a line");
  }

  @Test
  void aNewerFormatIsRefused() {
    Map<String, String> map = new HashMap<>(FULL.toMap());
    map.put(ModelMetadata.FORMAT_VERSION_KEY, "7");
    assertThatThrownBy(() -> ModelMetadata.fromMap(map, "some.onnx"))
        .isInstanceOf(TeacherException.class)
        .hasMessageContainingAll("newer", "update teacher");
  }

  @Test
  void theTrainingRecordComesBack() {
    assertThat(TrainingRecord.parse(TRAINING.json(), "test")).isEqualTo(TRAINING);
    TrainingRecord unmeasured = new TrainingRecord("abc", 1, 0, null, Map.of());
    assertThat(TrainingRecord.parse(unmeasured.json(), "test")).isEqualTo(unmeasured);
    assertThat(TRAINING.json())
        .isEqualTo(
            "{\"dataHash\":\"abc\",\"devWer\":0.25,\"epochs\":12,\"seed\":-5,"
                + "\"versions\":{\"pytorch\":\"2.7.1\",\"teacher\":\"1\"}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{}", "{\"dataHash\":\"a\"}", "{\"unknown\":1}"})
  void aDamagedTrainingRecordIsRefused(String json) {
    assertThatThrownBy(() -> TrainingRecord.parse(json, "some.onnx"))
        .isInstanceOf(TeacherException.class)
        .hasMessageContainingAll("some.onnx", "training record");
  }
}
