package dev.teacher.cli;

import com.typesafe.config.Config;
import dev.teacher.api.config.ConfigFile;
import dev.teacher.api.error.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The configuration of an experiment. */
final class ConfigOptions {
  @Option(names = "--config", paramLabel = "FILE", description = "The configuration (HOCON).")
  Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Override a key of the configuration; may be given again.")
  List<String> overrides = List.of();

  /** The named configuration with overrides; an error where none is named. */
  Config load() {
    return load(List.of());
  }

  /** The same with overrides of a command's own, over which those of the user lie. */
  Config load(List<String> own) {
    if (file == null) {
      throw Problem.usage("--config FILE is missing")
          .remedy("name a configuration, for example configs/quickstart.conf")
          .exception();
    }
    List<String> all = new ArrayList<>(own);
    all.addAll(overrides);
    return ConfigFile.load(shipped(file), all);
  }

  /** A relative path that is not here but in the distribution, such as configs/quickstart.conf. */
  static Path shipped(Path file) {
    String home = System.getProperty("teacher.home");
    if (home != null && !file.isAbsolute() && !Files.exists(file)) {
      Path inside = Path.of(home).resolve(file);
      return Files.exists(inside) ? inside : file;
    }
    return file;
  }
}
