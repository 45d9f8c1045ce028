package dev.teacher.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.plugin.ModelFormats;
import dev.teacher.api.plugin.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped formats are told apart by name, ending and content. */
class ModelFormatsTest {
  private static final ModelFormats FORMATS = new ModelFormats(Registry.ofClassPath());

  @TempDir Path folder;

  @Test
  void anEndingIsEnoughWhateverItsCase() {
    assertThat(FORMATS.of(Path.of("no", "such", "MODEL.ONNX")).name()).isEqualTo("onnx");
    assertThat(FORMATS.of(Path.of("weights.safetensors")).name()).isEqualTo("safetensors");
  }

  @Test
  void aModelWithoutEndingIsKnownByItsFirstBytes() throws IOException {
    Path model = SmallModels.write(SmallModels.recognizer(4), folder.resolve("model.onnx"));
    assertThat(FORMATS.of(Files.move(model, folder.resolve("model"))).name()).isEqualTo("onnx");
  }

  @Test
  void whatIsNoModelIsRefusedWithWhatThereIs() throws IOException {
    for (String content : new String[] {"", "not a model"}) {
      Path file = Files.writeString(folder.resolve("notes.txt"), content);
      assertThatThrownBy(() -> FORMATS.load(file, line -> {}))
          .isInstanceOfSatisfying(
              TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.DATA))
          .hasMessageContainingAll(
              "no known format", file.toString(), "onnx (.onnx)", "safetensors (.safetensors)");
    }
    assertThatThrownBy(() -> FORMATS.of(folder.resolve("missing")))
        .hasMessageContainingAll("no model file", "missing");
    assertThatThrownBy(() -> FORMATS.of(folder)).hasMessageContaining("a folder");
  }

  @Test
  void weightsAloneAreNotRun() {
    assertThatThrownBy(() -> FORMATS.load(Path.of("weights.safetensors"), line -> {}))
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.USAGE))
        .hasMessageContainingAll("safetensors cannot be run", "onnx (.onnx)")
        .hasMessageNotContaining("safetensors (.");
  }

  @Test
  void aNameIsOneOfTheKnown() {
    assertThat(FORMATS.toWrite("safetensors", "--to").isRunnable()).isFalse();
    assertThat(FORMATS.usual().name()).isEqualTo("onnx");
    assertThatThrownBy(() -> FORMATS.toWrite("onix", "--to"))
        .hasMessageContainingAll("unknown model format onix", "--to", "did you mean onnx");
  }
}
