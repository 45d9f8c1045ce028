package dev.teacher.cli;

import com.typesafe.config.Config;
import dev.teacher.train.run.RunFolder;
import java.nio.file.Path;

/** Where runs go that no option places. */
final class Runs {
  private Runs() {}

  /** {@code runs/NAME}, or with a number behind it where that is taken. */
  static RunFolder create(Config config) {
    return create(config, "");
  }

  /** The same with an ending behind the name. */
  static RunFolder create(Config config, String ending) {
    String name = config.hasPath("name") ? config.getString("name") : "run";
    return RunFolder.createNumbered(Path.of("runs", name + ending));
  }
}
