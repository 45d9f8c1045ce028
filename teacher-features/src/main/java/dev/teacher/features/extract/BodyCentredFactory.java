package dev.teacher.features.extract;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.plugin.FeatureExtractor;
import dev.teacher.api.plugin.FeatureExtractorFactory;
import dev.teacher.api.plugin.PluginContext;
import java.util.List;

/** Makes {@link BodyCentred}. */
public final class BodyCentredFactory implements FeatureExtractorFactory {
  static final Key<Double> ASPECT =
      Key.number("aspect", 4.0 / 3)
          .range(0.2, 5)
          .meaning("Width of the picture over its height; makes x and y one unit.");
  static final Key<Boolean> FACE =
      Key.flag("face", true).meaning("Whether lips and brows are among the features.");
  static final Key<Boolean> DEPTH =
      Key.flag("depth", true).meaning("Whether the hands' z is among the features.");
  static final Key<Boolean> VELOCITIES =
      Key.flag("velocities", true).meaning("Whether differences to the frame before follow.");

  @Override
  public String name() {
    return "body-centred";
  }

  @Override
  public String description() {
    return "upper body, hands, lips and brows, relative to the signer's own body, with velocities";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(ASPECT, FACE, DEPTH, VELOCITIES, Missing.KEY);
  }

  @Override
  public FeatureExtractor create(Settings settings, PluginContext context) {
    return new BodyCentred(
        settings.get(ASPECT),
        settings.get(FACE),
        settings.get(DEPTH),
        settings.get(VELOCITIES),
        settings.get(Missing.KEY));
  }
}
