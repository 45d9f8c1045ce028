package dev.teacher.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged or foreign checkpoints and models: exit code 3, and a message that names the file. */
class CheckpointErrorsIT {
  @TempDir Path folder;

  @Test
  void aCheckpointOfAnotherLayout() {
    Path config = Tiny.config(folder, Tiny.CORPUS);
    Teacher.run("evaluate", Tiny.last(), "--config", config, "--set", "features.velocities=false")
        .failsWith(
            3,
            "trained on another feature layout",
            Tiny.last().toString(),
            "expected: body-centred:",
            "found:    body-centred:",
            "the configuration with which it was trained");
  }

  @Test
  void aCheckpointOfAnotherNetwork() {
    Teacher.run("evaluate", Tiny.last(), "--set", "backbone.channels=24")
        .failsWith(3, "project.weight", Tiny.last().toString());
  }

  @Test
  void truncatedWeights() throws IOException {
    Path checkpoint = checkpoint();
    Path weights = truncate(checkpoint.resolve("model.safetensors"));
    Teacher.run("evaluate", checkpoint).failsWith(3, weights.toString(), "expected:", "found:");
  }

  @Test
  void noState() throws IOException {
    Path checkpoint = checkpoint();
    Files.delete(checkpoint.resolve("state.json"));
    Teacher.run("evaluate", checkpoint)
        .failsWith(2, "no checkpoint", checkpoint.toString(), "state.json");
  }

  @Test
  void truncatedState() throws IOException {
    Path checkpoint = checkpoint();
    Path state = truncate(checkpoint.resolve("state.json"));
    Teacher.run("export", checkpoint, "--out", folder.resolve("model.onnx"))
        .failsWith(3, "cannot read a file of the run", state.toString(), "another checkpoint");
  }

  @Test
  void noVocabulary() throws IOException {
    Path checkpoint = checkpoint();
    Path vocabulary = checkpoint.resolve("vocabulary.txt");
    Files.delete(vocabulary);
    Teacher.run("evaluate", checkpoint)
        .failsWith(3, vocabulary.toString(), "no such file", "another checkpoint");
  }

  @Test
  void noStatistics() throws IOException {
    Path checkpoint = checkpoint();
    Files.delete(checkpoint.resolve("feature-stats.json"));
    Teacher.run("evaluate", checkpoint)
        .failsWith(3, "no feature statistics", checkpoint.toString(), "feature-stats.json");
  }

  @Test
  void aNewerFormat() throws IOException {
    Path checkpoint = checkpoint();
    Path state = checkpoint.resolve("state.json");
    Tiny.write(
        state,
        Files.readString(state).replace("\"format\" : 3", "\"format\" : 99, \"phase\" : \"moon\""));
    Teacher.run("evaluate", checkpoint)
        .failsWith(3, "newer version", checkpoint.toString(), "format 99", "format 3 or older");
  }

  @Test
  void truncatedOptimizerState() throws IOException {
    Path run = Tiny.copy(Tiny.run(), folder.resolve("run"));
    Path optimizer = truncate(run.resolve("checkpoints/last/optimizer.safetensors"));
    Teacher.run("train", "--resume", run, "--set", "train.epochs=20")
        .failsWith(3, optimizer.toString());
  }

  @Test
  void aTruncatedModelFile() throws IOException {
    Path model = folder.resolve("model.onnx");
    Files.copy(Tiny.model(), model);
    truncate(model);
    Teacher.run("transcribe", "--model", model, Tiny.landmarks("dev", 1))
        .failsWith(3, model.toString(), "export the model again");
    Teacher.run("evaluate", model).failsWith(3, model.toString(), "export the model again");
  }

  private Path checkpoint() {
    return Tiny.copy(Tiny.last(), folder.resolve("checkpoint"));
  }

  private static Path truncate(Path file) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    return Files.write(file, Arrays.copyOf(whole, whole.length * 2 / 3));
  }
}
