package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import dev.teacher.api.config.ConfigFile;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.Registry;
import dev.teacher.train.loop.TrainSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files in {@code configs/} pass every check that needs no data. */
class ShippedConfigurationsTest {
  private static final Path FOLDER = Path.of(System.getProperty("teacher.root"), "configs");

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".conf")).sorted().toList();
    }
  }

  @Test
  void thereAreTheThreeThatTheDocumentationNames() throws IOException {
    assertThat(files().stream().map(file -> file.getFileName().toString()))
        .contains("phoenix-si5.conf", "quickstart.conf", "real-signs.conf");
  }

  @ParameterizedTest
  @MethodSource("files")
  void describesAnExperiment(Path file) {
    Config config = ConfigFile.load(file, List.of());
    Experiment experiment = new Experiment(config, Registry.ofClassPath(), notice -> {});
    assertThat(
            new TrainSettings(experiment.section("train"))
                .backend(experiment.registry(), line -> {}))
        .isNotNull();
    assertThat(Recognizer.featureGraph(experiment).outputs()).containsKey(Recognizer.EXTRACTED);
    assertThat(experiment.augmentations()).isNotEmpty();
  }
}
