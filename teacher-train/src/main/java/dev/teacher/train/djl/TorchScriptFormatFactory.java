package dev.teacher.train.djl;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.plugin.ModelFormat;
import dev.teacher.api.plugin.ModelFormatFactory;
import dev.teacher.api.plugin.PluginContext;
import java.util.List;

/** The model format {@code torchscript}. */
public final class TorchScriptFormatFactory implements ModelFormatFactory {
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
    return "TorchScript programs, run with LibTorch";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(THREADS);
  }

  @Override
  public List<String> endings() {
    return List.of(".pt");
  }

  @Override
  public ModelFormat create(Settings settings, PluginContext context) {
    return new TorchScriptFormat(settings.get(THREADS));
  }
}
