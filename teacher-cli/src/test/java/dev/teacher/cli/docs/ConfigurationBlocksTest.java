package dev.teacher.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import dev.teacher.api.config.ConfigFile;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.plugin.Registry;
import dev.teacher.train.transfer.TensorMapping;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationBlocksTest {
  @TempDir Path folder;

  @Test
  void completeConfigurationsPassEveryCheck() throws IOException {
    List<Block> blocks = Page.blocksOf("hocon");
    assertThat(blocks).isNotEmpty();
    for (Block block : blocks) {
      Config config = Configurations.read(block, folder);
      assertThat(Configurations.check(config, Registry.ofClassPath())).as("%s", block).isNotNull();
    }
  }

  @Test
  void fragmentsPassEveryCheckInASmallExperiment() throws IOException {
    Registry registry = PluginProject.registry(folder);
    List<Block> blocks = Page.blocksOf("hocon", "fragment");
    assertThat(blocks).hasSizeGreaterThan(2);
    for (Block block : blocks) {
      Config config = Configurations.complete(Configurations.read(block, folder));
      assertThat(Configurations.check(config, registry)).as("%s", block).isNotNull();
    }
  }

  @Test
  void mappingsOfTensorsAreRead() throws IOException {
    List<Block> blocks = Page.blocksOf("hocon", "mapping");
    assertThat(blocks).isNotEmpty();
    Files.write(folder.resolve("glosses.txt"), List.of("<blank>", "A"));
    for (Block block : blocks) {
      Path file = Files.writeString(folder.resolve("names.conf"), block.text());
      TensorMapping mapping = TensorMapping.read(file);
      assertThat(mapping.tensors()).as("%s", block).isNotEmpty();
      assertThat(mapping.classTensors()).as("%s", block).isNotEmpty();
    }
  }

  @Test
  void wrongConfigurationsGiveTheMessageThatFollowsThem() {
    int seen = 0;
    for (Page page : Page.all()) {
      for (int i = 0; i < page.blocks().size(); i++) {
        if (page.blocks().get(i).is("hocon", "wrong")) {
          requireMessage(page.blocks().get(i), page.blocks().get(i + 1));
          seen++;
        }
      }
    }
    assertThat(seen).as("wrong configurations").isGreaterThan(3);
  }

  @Test
  void theConfigurationsInConfigsPassEveryCheck() throws IOException {
    try (Stream<Path> files = Files.list(Page.ROOT.resolve("configs"))) {
      for (Path file : files.toList()) {
        Config config = ConfigFile.load(file, List.of());
        boolean wantsRoot = config.getString("corpus.type").equals("phoenix");
        List<String> overrides = wantsRoot ? List.of("corpus.root=DIR") : List.of();
        assertThat(Configurations.check(ConfigFile.load(file, overrides), Registry.ofClassPath()))
            .as("%s", file)
            .isNotNull();
      }
    }
  }

  /** In the message {@code ...} stands for what the page leaves out. */
  private void requireMessage(Block wrong, Block message) {
    String expected =
        message
            .text()
            .lines()
            .map(line -> line.strip().equals("...") ? "(?s:.*)" : quoted(line))
            .collect(Collectors.joining("\n"));
    assertThatThrownBy(
            () -> {
              Config config = Configurations.complete(Configurations.read(wrong, folder));
              Configurations.check(config, Registry.ofClassPath());
            })
        .as("%s", wrong)
        .isInstanceOfSatisfying(
            TeacherException.class,
            e ->
                assertThat("teacher: " + e.getMessage().replace(folder + File.separator, ""))
                    .matches(expected));
  }

  private static String quoted(String line) {
    return Stream.of(line.split("\\.\\.\\.", -1))
        .map(Pattern::quote)
        .collect(Collectors.joining(".*"));
  }
}
