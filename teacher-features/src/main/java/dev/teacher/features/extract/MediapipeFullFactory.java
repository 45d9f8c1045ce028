package dev.teacher.features.extract;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.plugin.FeatureExtractor;
import dev.teacher.api.plugin.FeatureExtractorFactory;
import dev.teacher.api.plugin.PluginContext;
import java.util.List;

/** Makes {@link MediapipeFull}. */
public final class MediapipeFullFactory implements FeatureExtractorFactory {
  private static final Key<Boolean> VELOCITIES =
      Key.flag("velocities", true).meaning("Whether differences to the frame before follow.");
  private static final Key<Boolean> ACCELERATIONS =
      Key.flag("accelerations", true).meaning("Whether differences of the velocities follow.");
  private static final Key<Boolean> AGAIN =
      Key.flag("position-again", false)
          .meaning("Whether the positions follow once more, for 6516 columns in all.");
  private static final Key<Boolean> PRESENCE =
      Key.flag("presence", false)
          .meaning("Whether four flags follow that say which parts were found.");

  @Override
  public String name() {
    return "mediapipe-full";
  }

  @Override
  public String description() {
    return "all landmarks as they are, with velocities and accelerations";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(Missing.KEY, VELOCITIES, ACCELERATIONS, AGAIN, PRESENCE);
  }

  @Override
  public FeatureExtractor create(Settings settings, PluginContext context) {
    return new MediapipeFull(
        settings.get(Missing.KEY),
        settings.get(VELOCITIES),
        settings.get(ACCELERATIONS),
        settings.get(AGAIN),
        settings.get(PRESENCE));
  }
}
