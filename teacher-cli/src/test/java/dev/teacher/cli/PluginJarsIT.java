package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars of third parties. */
class PluginJarsIT {
  private static final String SOURCE =
      """
      import dev.teacher.api.config.*;
      import dev.teacher.api.plugin.*;
      import java.util.List;
      public class Silent implements DecoderFactory {
        public String name() { return "silent"; }
        public String description() { return "recognises nothing"; }
        public List<Key<?>> keys() { return List.of(); }
        public Decoder create(Settings settings, PluginContext context) {
          return (logProbs, frames, classes) -> List.of();
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void aJarBesideTheProgramIsUsedLikeAnyShippedPlugin() throws IOException {
    Path jar = jar("silent.jar");
    assertThat(Teacher.run("plugins", "--plugins", jar.getParent()).succeeds().out())
        .contains("silent", "recognises nothing", "from " + jar);
    JsonNode evaluation =
        Teacher.run(
                "evaluate",
                "--json",
                Tiny.last(),
                "--plugins",
                jar.getParent(),
                "--set",
                "decoder.type=silent")
            .json();
    assertThat(evaluation.get("deletions")).isEqualTo(evaluation.get("referenceLength"));
  }

  @Test
  void aFolderThatDoesNotExistIsNamed() {
    Path missing = folder.resolve("missing");
    Teacher.run("plugins", "--plugins", missing)
        .failsWith(2, "no folder of plugins", missing.toString(), "a folder with jars");
  }

  @Test
  void twoJarsWithTheSamePluginAreBothNamed() throws IOException {
    Path one = jar("one.jar");
    Path other = jar("other.jar");
    Teacher.run("plugins", "--plugins", one.getParent())
        .failsWith(
            2,
            "two plugins are the decoder silent",
            one.toString(),
            other.toString(),
            "remove one");
  }

  private Path jar(String name) throws IOException {
    Path jar = Files.createDirectories(folder.resolve("plugins")).resolve(name);
    return PluginJars.decoder(jar, SOURCE);
  }
}
