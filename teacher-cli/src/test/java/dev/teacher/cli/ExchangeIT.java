package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.teacher.api.tensor.Safetensors;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights and networks that go out in other formats, and weights that come in. */
class ExchangeIT {
  @TempDir Path folder;

  @Test
  void aTorchScriptFileIsCheckedLikeAnOnnxFile() {
    Path file = folder.resolve("model.pt");
    JsonNode result =
        Teacher.run("export", "--json", "--to", "torchscript", Tiny.last(), "--out", file).json();
    assertThat(result.get("format").textValue()).isEqualTo("torchscript");
    assertThat(result.get("samples").intValue()).isEqualTo(4);
    assertThat(result.get("batchSizes")).hasSize(3);
    assertThat(result.get("largestDifference").doubleValue()).isBetween(0.0, 1e-4);
    assertThat(Tiny.names(folder)).containsExactly("model.pt");
  }

  @Test
  void exportedWeightsComeBackAsTheSameModel() {
    Path weights = export();
    Path run = folder.resolve("imported");
    JsonNode imported =
        Teacher.run("import", "--json", weights, "--config", config(), "--out", run).json();
    JsonNode trained = Teacher.run("evaluate", "--json", Tiny.last()).json();
    JsonNode evaluated = Teacher.run("evaluate", "--json", run).json();
    assertThat(imported.get("initial")).isEmpty();
    assertThat(imported.get("newGlosses")).isEmpty();
    assertThat(imported.get("imported").intValue())
        .isEqualTo(Safetensors.read(weights).names().size());
    assertThat(imported.get("devWer")).isEqualTo(trained.get("wer"));
    assertThat(evaluated.get("hypotheses")).isEqualTo(trained.get("hypotheses"));
  }

  @Test
  void importedWeightsMayBeTrainedOn() {
    Path run = folder.resolve("imported");
    Teacher.run("import", export(), "--config", config(), "--out", run).succeeds();
    JsonNode result =
        Teacher.run("train", "--json", "--resume", run, "--set", "train.epochs=1").json();
    assertThat(result.get("epochs").intValue()).isEqualTo(1);
  }

  @Test
  void foreignNamesNeedAMapping() {
    Weights foreign = new Weights();
    Weights own = Safetensors.read(export());
    own.names().forEach(name -> foreign.put("model." + name, own.get(name)));
    foreign.put("model.steps", Tensor.scalar(3L));
    Path file = folder.resolve("foreign.safetensors");
    Safetensors.write(file, foreign);
    Path run = folder.resolve("run");
    Teacher.run("import", file, "--config", config(), "--out", run)
        .failsWith(
            3,
            "the weights do not fit the network",
            file.toString(),
            "missing     project.weight",
            "and ",
            " more",
            "--mapping");
    assertThat(run).doesNotExist();
    Path mapping =
        Tiny.write(
            folder.resolve("names.conf"),
            "tensors { \"*\" = \"model.*\" }\nignore = [ model.steps ]\n");
    Teacher.run("import", file, "--config", config(), "--mapping", mapping, "--out", run)
        .succeeds();
  }

  @Test
  void aCheckpointFolderIsNoPlaceForAnExport() {
    Teacher.run("export", Tiny.last())
        .failsWith(2, "--out FILE is missing", Tiny.last().toString());
    assertThat(Files.exists(Tiny.last().resolve("model.onnx"))).isFalse();
  }

  private Path config() {
    return Tiny.config(folder, Tiny.CORPUS);
  }

  private Path export() {
    Path weights = folder.resolve("weights.safetensors");
    Teacher.run("export", "--to", "safetensors", Tiny.last(), "--out", weights).succeeds();
    return weights;
  }
}
