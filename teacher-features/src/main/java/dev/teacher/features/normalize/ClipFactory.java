package dev.teacher.features.normalize;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.FeatureStatistics;
import dev.teacher.api.error.Problem;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.graph.Values;
import dev.teacher.api.plugin.Normalizer;
import dev.teacher.api.plugin.NormalizerFactory;
import dev.teacher.api.plugin.PluginContext;
import java.util.List;
import java.util.Optional;

/** Bounds every number: {@code min(max(x, min), max)}. It bounds only and does not standardise. */
public final class ClipFactory implements NormalizerFactory {
  private static final Key<Double> MIN =
      Key.number("min", null).range(-1e30, 1e30).meaning("smaller numbers become this");
  private static final Key<Double> MAX =
      Key.number("max", null).range(-1e30, 1e30).meaning("larger numbers become this");

  @Override
  public String name() {
    return "clip";
  }

  @Override
  public String description() {
    return "bounds every number between min and max";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(MIN, MAX);
  }

  @Override
  public Normalizer create(Settings settings, PluginContext context) {
    double min = settings.get(MIN);
    double max = settings.get(MAX);
    if (min >= max) {
      throw Problem.usage(settings.section() + ".min must be less than max")
          .where(settings.origin(MIN))
          .found("min " + min + ", max " + max)
          .exception();
    }
    return new Clip(min, max);
  }

  private record Clip(double min, double max) implements Normalizer {
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
      Values ops = new Values(features.builder());
      return features.mapColumns(
          x -> ops.minimum(ops.maximum(x, ops.constant(min)), ops.constant(max)));
    }
  }
}
