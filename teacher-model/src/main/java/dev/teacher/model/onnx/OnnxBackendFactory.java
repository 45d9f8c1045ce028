package dev.teacher.model.onnx;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.plugin.InferenceBackend;
import dev.teacher.api.plugin.InferenceBackendFactory;
import dev.teacher.api.plugin.PluginContext;
import java.util.List;

/** The inference backend {@code onnx}. */
public final class OnnxBackendFactory implements InferenceBackendFactory {
  private static final Key<Integer> THREADS =
      Key.integer("threads", 0)
          .range(0, 1024)
          .meaning("threads within one operation; 0 for all cores");

  @Override
  public String name() {
    return "onnx";
  }

  @Override
  public String description() {
    return "runs exported models with ONNX Runtime";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(THREADS);
  }

  @Override
  public InferenceBackend create(Settings settings, PluginContext context) {
    return new OnnxBackend(settings.get(THREADS));
  }
}
