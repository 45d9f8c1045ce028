package dev.teacher.model.safetensors;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.plugin.ModelFormat;
import dev.teacher.api.plugin.ModelFormatFactory;
import dev.teacher.api.plugin.PluginContext;
import java.util.List;

/** The model format {@code safetensors}. */
public final class SafetensorsFormatFactory implements ModelFormatFactory {
  @Override
  public String name() {
    return "safetensors";
  }

  @Override
  public String description() {
    return "the weights alone, by name; cannot be run";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of();
  }

  @Override
  public List<String> endings() {
    return List.of(".safetensors");
  }

  @Override
  public boolean isRunnable() {
    return false;
  }

  @Override
  public ModelFormat create(Settings settings, PluginContext context) {
    return new SafetensorsFormat();
  }
}
