package org.example;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.plugin.Normalizer;
import dev.teacher.api.plugin.NormalizerFactory;
import dev.teacher.api.plugin.PluginContext;
import java.util.List;
import java.util.Optional;

/** Bounds smoothly: limit * tanh(x / limit). */
public final class SoftClip implements NormalizerFactory {
  private static final Key<Double> LIMIT =
      Key.number("limit", 5.0).range(0.1, 1000).meaning("No number is larger than this.");

  @Override
  public String name() {
    return "soft-clip";
  }

  @Override
  public String description() {
    return "bounds every number smoothly";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(LIMIT);
  }

  @Override
  public Normalizer create(Settings settings, PluginContext context) {
    double limit = settings.get(LIMIT);
    return new Normalizer() {
      @Override
      public boolean standardises() {
        return false; // it only bounds, so it may stand beside one that standardises
      }

      @Override
      public boolean needsStatistics() {
        return false;
      }

      @Override
      public Sequence normalize(Sequence features, Optional<FeatureStatistics> statistics) {
        Sequence bounded = features.scale(1 / limit).tanh().scale(limit);
        return features.layout().map(bounded::as).orElse(bounded);
      }
    };
  }
}
