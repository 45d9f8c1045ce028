package dev.teacher.train.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import dev.teacher.api.config.ConfigFile;
import dev.teacher.features.statistics.Origin.Draw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatisticsCommandTest {
  @TempDir Path folder;

  @Test
  void itNamesTheFileAndTheOverridesThatMatter() throws IOException {
    Path file = folder.resolve("my.conf");
    Files.writeString(
        file,
        "corpus { type = a, root = b }, features.type = c, normalizers = [], train.epochs = 1");
    Config config =
        ConfigFile.load(
            file,
            List.of(
                "corpus.root=/data/it's here",
                "train.epochs=2",
                "normalizers=[{ type = global-stats, file = s/x.json }]",
                "features.layout=258"));
    assertThat(StatisticsCommand.text(config, "train", Optional.empty(), Path.of("s/x.json")))
        .isEqualTo(
            "teacher stats --config "
                + file
                + " --set 'corpus.root=/data/it'\\''s here' --set features.layout=258"
                + " --set 'normalizers=[{ type = global-stats, file = s/x.json }]' --out s/x.json");
  }

  @Test
  void splitDrawAndFolderAreNamedWhereTheyAreNotTheUsual() {
    Config config = ConfigFile.parse("corpus.type = a", "text", List.of());
    Optional<Draw> draw = Optional.of(new Draw(3, 9, -4));
    assertThat(StatisticsCommand.text(config, "dev", draw, Path.of("s/feature-stats.json")))
        .isEqualTo("teacher stats --config FILE --split dev --samples 3 --seed -4 --out s");
    assertThat(
            StatisticsCommand.text(
                config, "train", Optional.empty(), Path.of("feature-stats.json")))
        .isEqualTo("teacher stats --config FILE --out feature-stats.json");
  }
}
