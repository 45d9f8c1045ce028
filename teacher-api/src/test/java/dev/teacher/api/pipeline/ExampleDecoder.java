package dev.teacher.api.pipeline;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.plugin.Decoder;
import dev.teacher.api.plugin.DecoderFactory;
import dev.teacher.api.plugin.PluginContext;
import java.util.List;

/**
 * A decoder as a third party would write it. It is not called as a shipped one: the tests of other
 * modules may see it beside those.
 */
public final class ExampleDecoder implements DecoderFactory {
  @Override
  public String name() {
    return "example";
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
