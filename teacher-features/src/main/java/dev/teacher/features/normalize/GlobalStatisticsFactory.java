package dev.teacher.features.normalize;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.plugin.Normalizer;
import dev.teacher.api.plugin.NormalizerFactory;
import dev.teacher.api.plugin.PluginContext;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Makes {@link GlobalStatistics}. */
public final class GlobalStatisticsFactory implements NormalizerFactory {
  private static final Key<Double> FLOOR =
      Key.number("floor", 1e-3)
          .range(1e-12, 1)
          .meaning(
              "smallest deviation a column is divided by, as a share of the root mean square of"
                  + " all columns' deviations");

  private static final Key<Optional<String>> FILE =
      Key.optionalText("file")
          .check(
              file -> file.map(GlobalStatisticsFactory::isPath).orElse(true), "that names a file")
          .meaning(
              "where teacher stats has stored the statistics: a file, or a folder with"
                  + " feature-stats.json; refused if they are not of the data that are there."
                  + " Without it they are computed when a training begins");

  @Override
  public String name() {
    return "global-stats";
  }

  @Override
  public String description() {
    return "brings each column to mean 0 and deviation 1 over the training split";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(FLOOR, FILE);
  }

  @Override
  public Normalizer create(Settings settings, PluginContext context) {
    return new GlobalStatistics(
        settings.get(FLOOR), settings.get(FILE).map(Path::of), context.notices());
  }

  private static boolean isPath(String text) {
    try {
      return !Path.of(text).toString().isEmpty();
    } catch (InvalidPathException e) {
      return false; // the message names key, line and value
    }
  }
}
