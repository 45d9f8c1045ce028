package dev.teacher.train.djl;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.plugin.PluginContext;
import dev.teacher.api.plugin.TrainingBackend;
import dev.teacher.api.plugin.TrainingBackendFactory;
import java.util.List;

/** Makes the training backend {@code djl}: LibTorch, loaded by the Deep Java Library. */
public final class DjlBackendFactory implements TrainingBackendFactory {
  @Override
  public String name() {
    return "djl";
  }

  @Override
  public String description() {
    return "trains with LibTorch on the CPU, through DJL; a whole step is one native call";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of();
  }

  @Override
  public TrainingBackend create(Settings settings, PluginContext context) {
    return new DjlBackend();
  }
}
