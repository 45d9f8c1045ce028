package dev.teacher.features.extract;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.Layout;
import dev.teacher.api.plugin.FeatureExtractor;
import dev.teacher.api.plugin.FeatureExtractorFactory;
import dev.teacher.api.plugin.PluginContext;
import dev.teacher.features.layout.LayoutKey;
import java.util.List;

/** Makes {@link Precomputed}. */
public final class PrecomputedFactory implements FeatureExtractorFactory {
  private static final Key<Layout> LAYOUT =
      LayoutKey.of("layout").meaning("What the columns of the files are.");

  @Override
  public String name() {
    return "precomputed";
  }

  @Override
  public String description() {
    return "the columns of the files as they are: features made elsewhere, of a named layout";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(LAYOUT);
  }

  @Override
  public FeatureExtractor create(Settings settings, PluginContext context) {
    return new Precomputed(settings.get(LAYOUT));
  }
}
