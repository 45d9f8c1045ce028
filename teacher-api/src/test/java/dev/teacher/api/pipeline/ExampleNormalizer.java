package dev.teacher.api.pipeline;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.plugin.Normalizer;
import dev.teacher.api.plugin.NormalizerFactory;
import dev.teacher.api.plugin.PluginContext;
import java.util.List;
import java.util.Optional;

/** Scales by a number and calls itself what it is told. */
public final class ExampleNormalizer implements NormalizerFactory {
  private static final Key<Boolean> STANDARDISES =
      Key.flag("standardises", false).meaning("what it says of itself");
  private static final Key<Boolean> STATISTICS =
      Key.flag("statistics", false).meaning("whether it wants statistics");
  private static final Key<Boolean> RENAMES =
      Key.flag("renames", false).meaning("whether it loses the columns' names");

  @Override
  public String name() {
    return "example";
  }

  @Override
  public String description() {
    return "scales by a number, for tests";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(STANDARDISES, STATISTICS, RENAMES);
  }

  @Override
  public Normalizer create(Settings settings, PluginContext context) {
    return new Normalizer() {
      @Override
      public boolean standardises() {
        return settings.get(STANDARDISES);
      }

      @Override
      public boolean needsStatistics() {
        return settings.get(STATISTICS);
      }

      @Override
      public Sequence normalize(Sequence features, Optional<FeatureStatistics> statistics) {
        Sequence scaled = features.scale(statistics.isPresent() ? 3 : 2);
        return settings.get(RENAMES) ? scaled : scaled.as(features.layout().orElseThrow());
      }
    };
  }
}
