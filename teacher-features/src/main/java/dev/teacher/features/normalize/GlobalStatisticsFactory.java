package dev.teacher.features.normalize;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.plugin.Normalizer;
import dev.teacher.api.plugin.NormalizerFactory;
import dev.teacher.api.plugin.PluginContext;
import java.util.List;

/** Makes {@link GlobalStatistics}. */
public final class GlobalStatisticsFactory implements NormalizerFactory {
  private static final Key<Double> FLOOR =
      Key.number("floor", 1e-3)
          .range(1e-12, 1)
          .meaning(
              "smallest deviation a column is divided by, as a share of the root mean square of"
                  + " all columns' deviations");

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
    return List.of(FLOOR);
  }

  @Override
  public Normalizer create(Settings settings, PluginContext context) {
    return new GlobalStatistics(settings.get(FLOOR), context.notices());
  }
}
