package dev.teacher.features.normalize;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.plugin.Normalizer;
import dev.teacher.api.plugin.NormalizerFactory;
import dev.teacher.api.plugin.PluginContext;
import java.util.List;
import java.util.Optional;

/** Leaves features as they are; says so in a configuration, rather than by a missing line. */
public final class NoNormalizerFactory implements NormalizerFactory {
  @Override
  public String name() {
    return "none";
  }

  @Override
  public String description() {
    return "leaves the features as they are";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of();
  }

  @Override
  public Normalizer create(Settings settings, PluginContext context) {
    return new Normalizer() {
      @Override
      public boolean standardises() {
        return false;
      }

      @Override
      public boolean needsStatistics() {
        return false;
      }

      @Override
      public Sequence normalize(Sequence features, Optional<FeatureStatistics> statistics) {
        return features;
      }
    };
  }
}
