package dev.teacher.api.pipeline;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.plugin.Decoder;
import dev.teacher.api.plugin.DecoderFactory;
import dev.teacher.api.plugin.PluginContext;
import java.util.List;

/** Stands for the decoder that is taken where none is configured. */
public final class ExampleDecoder implements DecoderFactory {
  @Override
  public String name() {
    return "greedy";
  }

  @Override
  public String description() {
    return "hears nothing, for tests";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of();
  }

  @Override
  public Decoder create(Settings settings, PluginContext context) {
    return (logProbs, frames, classes) -> List.of();
  }
}
