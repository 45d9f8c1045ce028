package dev.teacher.train.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.GraphBuilder;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightImportTest {
  private static final Vocabulary VOCABULARY =
      Vocabulary.ofEntries(List.of(Vocabulary.BLANK, "A", "B"), "the test");

  @TempDir Path folder;

  private final Graph graph = network();
  private final Weights initial = graph.initialWeights(7);

  @Test
  void tensorsGoByTheirOwnNames() throws IOException {
    Weights file = foreign();
    WeightImport.Result result = run(file, "");
    assertThat(result.imported())
        .containsExactlyInAnyOrder("layer.weight", "layer.bias", "head.weight", "head.bias");
    assertThat(result.initial()).isEmpty();
    for (String name : file.names()) {
      assertThat(result.weights().get(name).sameAs(file.get(name))).as(name).isTrue();
    }
  }

  @Test
  void aStarIsCarriedOver() throws IOException {
    Weights file = new Weights();
    Weights own = foreign();
    own.names().forEach(name -> file.put("encoder." + name.replace("layer", "fc"), own.get(name)));
    WeightImport.Result result =
        run(file, "tensors { \"layer.*\" = \"encoder.fc.*\", \"head.*\" = \"encoder.head.*\" }");
    assertThat(result.weights().get("layer.weight").sameAs(own.get("layer.weight"))).isTrue();
    assertThat(result.weights().get("head.bias").sameAs(own.get("head.bias"))).isTrue();
  }

  @Test
  void everyMismatchIsListed() {
    Weights file = new Weights();
    file.put("layer.weight", Tensor.of(new float[6], 3, 2));
    file.put("layer.bias", Tensor.of(new float[2], 2));
    file.put("classifier.weight", Tensor.of(new float[6], 3, 2));
    assertThatThrownBy(() -> run(file, ""))
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.DATA))
        .hasMessageContaining("foreign.safetensors")
        .hasMessageContaining(
            "wrong shape layer.weight: expected FLOAT32[2, 3], found FLOAT32[3, 2]")
        .hasMessageContaining("missing     head.weight FLOAT32[3, 2]")
        .hasMessageContaining("missing     head.bias FLOAT32[3]")
        .hasMessageContaining("unexpected  classifier.weight FLOAT32[3, 2]")
        .hasMessageContaining("--mapping");
  }

  @Test
  void matricesMayLieTransposed() throws IOException {
    Weights file = new Weights();
    file.put("layer.weight", Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2));
    foreign().names().stream()
        .filter(name -> !name.equals("layer.weight"))
        .forEach(name -> file.put(name, foreign().get(name)));
    WeightImport.Result result = run(file, "transpose = [\"layer.weight\"]");
    assertThat(result.weights().get("layer.weight").floats()).containsExactly(1, 3, 5, 2, 4, 6);
  }

  @Test
  void whatTheFileLacksMayStayAndWhatNobodyWantsMayGo() throws IOException {
    Weights file = new Weights();
    file.put("layer.weight", foreign().get("layer.weight"));
    file.put("layer.bias", foreign().get("layer.bias"));
    file.put("norm.num_batches_tracked", Tensor.scalar(3L));
    WeightImport.Result result =
        run(file, "keep-initial = [\"head.*\"], ignore = [\"*.num_batches_tracked\"]");
    assertThat(result.initial()).containsExactly("head.weight", "head.bias");
    assertThat(result.imported()).containsExactly("layer.weight", "layer.bias");
    assertThat(result.weights().get("head.weight").sameAs(initial.get("head.weight"))).isTrue();
  }

  @Test
  void rowsFollowTheVocabulary() throws IOException {
    Files.write(folder.resolve("glosses.txt"), List.of(Vocabulary.BLANK, "B", "OLD"));
    Weights file = foreign();
    WeightImport.Result result =
        run(file, "vocabulary = glosses.txt, class-tensors = [\"head.*\"]");
    float[] rows = result.weights().get("head.weight").floats();
    float[] source = file.get("head.weight").floats();
    float[] before = initial.get("head.weight").floats();
    assertThat(rows)
        .as("<blank> stays first, A is new, B stood second")
        .containsExactly(source[0], source[1], before[2], before[3], source[2], source[3]);
    assertThat(result.newGlosses()).containsExactly("A");
  }

  @Test
  void aMappingThatNamesNothingIsASlip() {
    assertThatThrownBy(() -> run(foreign(), "keep-initial = [\"heat.*\"]"))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("no tensor   heat.*, which the mapping names in keep-initial");
  }

  @Test
  void aBadMappingIsRefused() {
    assertThatThrownBy(() -> mapping("tensors { layer.weight = a }"))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("tensors.layer must be a text; put names with dots into quotes")
        .hasMessageContaining("mapping.conf: 1");
    assertThatThrownBy(() -> mapping("tensors { \"layer.*\" = layer }"))
        .hasMessageContaining("as many * on both sides");
    assertThatThrownBy(() -> mapping("tensors = 3")).hasMessageContaining("must be a section");
    assertThatThrownBy(() -> mapping("ignore = [\"*.a.*\"]"))
        .hasMessageContaining("with at most one * each");
    assertThatThrownBy(() -> mapping("keep-inital = []"))
        .hasMessageContaining("did you mean keep-initial?");
    assertThatThrownBy(() -> mapping("vocabulary = missing.txt"))
        .hasMessageContaining("missing.txt")
        .hasMessageContaining("no such file");
  }

  private WeightImport.Result run(Weights file, String mapping) throws IOException {
    return WeightImport.run(
        graph, initial, VOCABULARY, file, mapping(mapping), "foreign.safetensors");
  }

  private TensorMapping mapping(String text) throws IOException {
    return TensorMapping.read(Files.writeString(folder.resolve("mapping.conf"), text));
  }

  /** Other weights of the same names and shapes. */
  private Weights foreign() {
    return graph.initialWeights(8);
  }

  private static Graph network() {
    GraphBuilder builder = new GraphBuilder();
    builder.output(
        "logits",
        builder
            .inputSequence("features", Layout.parse("f: a=3"))
            .linear("layer", 2)
            .linear("head", 3)
            .data());
    return builder.build();
  }
}
