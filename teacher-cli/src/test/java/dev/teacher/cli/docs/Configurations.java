package dev.teacher.cli.docs;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.teacher.api.config.ConfigFile;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.plugin.Registry;
import dev.teacher.train.loop.TrainSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Checks configurations as the program does before it runs anything. */
final class Configurations {
  private static final String SMALLEST =
      """
      corpus { type = synthetic }
      features { type = body-centred }
      normalizers = [ { type = global-stats } ]
      backbone { type = tcn-bilstm }
      """;

  private Configurations() {}

  /** Makes every plugin and reads the section {@code train}; fails as the program would. */
  static Experiment check(Config config, Registry registry) {
    Experiment experiment = new Experiment(config, registry, notice -> {});
    new TrainSettings(experiment.section("train"));
    experiment.openCorpus();
    return experiment;
  }

  /** A block as a file {@code my.conf}. */
  static Config read(Block block, Path folder) throws IOException {
    Path file = folder.resolve("my.conf");
    Files.writeString(file, block.text());
    return ConfigFile.load(file, List.of());
  }

  /** A fragment, with the smallest of everything for the sections that it leaves out. */
  static Config complete(Config fragment) {
    Config rest = ConfigFactory.parseString(SMALLEST);
    for (String section : fragment.root().keySet()) {
      rest = rest.withoutPath(section);
    }
    return fragment.withFallback(rest);
  }
}
