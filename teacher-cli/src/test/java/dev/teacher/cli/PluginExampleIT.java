package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that Maven built of examples/plugin, from training to transcripts. */
class PluginExampleIT {
  private static final Path JAR = Path.of(System.getProperty("teacher.example")).toAbsolutePath();

  @TempDir static Path folder;
  private static Path plugins;
  private static Path run;
  private static Path model;

  /** With the jar where it belongs: in the folder beside the launcher. */
  @BeforeAll
  static void trainAndExport() throws IOException {
    Path home = distribution();
    plugins = home.resolve("plugins");
    run = folder.resolve("run");
    model = folder.resolve("model.onnx");
    Path config =
        Tiny.write(
            folder.resolve("plugin.conf"),
            """
            corpus { type = phoenix, root = "%s" }
            features { type = hands-only }
            normalizers = [ { type = per-sample-zscore }, { type = soft-clip, limit = 4 } ]
            backbone { type = my-network, hidden = 8 }
            train { epochs = 2, threads = 1 }
            """
                .formatted(Tiny.CORPUS));
    JsonNode training =
        Teacher.runFrom(home, "train", "--json", "--config", config, "--out", run).json();
    assertThat(training.get("epochs").intValue()).isEqualTo(2);
    JsonNode export = Teacher.runFrom(home, "export", "--json", run, "--out", model).json();
    assertThat(export.get("largestDifference").doubleValue()).isBetween(0.0, 1e-4);
  }

  /** A distribution with a plugin: its libraries stay where they are. */
  private static Path distribution() throws IOException {
    Path original = Teacher.distribution();
    Path home = Files.createDirectory(folder.resolve("teacher"));
    Tiny.copy(original.resolve("bin"), home.resolve("bin"));
    Tiny.copy(original.resolve("plugins"), home.resolve("plugins"));
    Files.createSymbolicLink(home.resolve("lib"), original.resolve("lib"));
    Files.copy(JAR, home.resolve("plugins").resolve(JAR.getFileName()));
    return home;
  }

  @Test
  void itsPluginsAreListedWithTheirJarAndKeys() {
    Path jar = plugins.resolve(JAR.getFileName());
    String list = Teacher.runFrom(plugins.getParent(), "plugins", "--keys").succeeds().out();
    assertThat(list).contains("my-network", "soft-clip", "hands-only", "from " + jar, "Channels.");
  }

  @Test
  void transcribingNeedsTheModelAlone() {
    Path file = Tiny.landmarks("dev", 1);
    JsonNode with =
        Teacher.runFrom(plugins.getParent(), "transcribe", "--json", "--model", model, file).json();
    JsonNode without = Teacher.run("transcribe", "--json", "--model", model, file).json();
    assertThat(without).isEqualTo(with);
    assertThat(without.get("files").get(0).get("frames").intValue()).isPositive();
  }

  @Test
  void evaluatingTakesThePluginFromTheFolderThatIsNamed() {
    JsonNode checkpoint = evaluation(run);
    JsonNode exported = evaluation(model);
    assertThat(checkpoint.get("hypotheses")).isEqualTo(exported.get("hypotheses")).hasSize(4);
  }

  private static JsonNode evaluation(Path of) {
    return Teacher.run("evaluate", "--json", of, "--plugins", plugins).json();
  }

  @Test
  void aTrainingGoesOnWithThePlugin() throws IOException {
    Path copy = Tiny.copy(run, folder.resolve("resumed"));
    JsonNode training =
        Teacher.run(
                "train",
                "--json",
                "--resume",
                copy,
                "--set",
                "train.epochs=3",
                "--plugins",
                plugins)
            .json();
    assertThat(training.get("epochs").intValue()).isEqualTo(3);
    assertThat(Files.readAllLines(copy.resolve("metrics.jsonl"))).hasSize(3);
  }

  @Test
  void withoutThePluginWhatIsMissingIsNamed() {
    List<Teacher.Ended> all =
        List.of(
            Teacher.run("evaluate", run),
            Teacher.run("evaluate", model),
            Teacher.run("train", "--resume", run),
            Teacher.run("export", run, "--out", folder.resolve("other.onnx")));
    for (Teacher.Ended ended : all) {
      ended.failsWith(
          2,
          "unknown feature extractor hands-only",
          "features.type",
          "put the jar that has it into plugins/ beside the launcher",
          "--plugins");
    }
    assertThat(folder.resolve("other.onnx")).doesNotExist();
  }
}
