package dev.teacher.train.djl;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.plugin.InferenceBackend;
import dev.teacher.api.plugin.InferenceBackendFactory;
import dev.teacher.api.plugin.PluginContext;
import java.util.List;

/** Makes the inference backend {@code torchscript}: exported TorchScript files in LibTorch. */
public final class TorchScriptBackendFactory implements InferenceBackendFactory {
  private static final Key<Integer> THREADS =
      Key.integer("threads", 0)
          .range(0, 1024)
          .meaning("threads within one operation; 0 for all cores");

  @Override
  public String name() {
    return "torchscript";
  }

  @Override
  public String description() {
    return "runs models exported as TorchScript with LibTorch";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(THREADS);
  }

  @Override
  public InferenceBackend create(Settings settings, PluginContext context) {
    return new TorchScriptBackend(settings.get(THREADS));
  }
}
