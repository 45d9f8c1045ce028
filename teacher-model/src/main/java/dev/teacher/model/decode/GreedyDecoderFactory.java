package dev.teacher.model.decode;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.plugin.Decoder;
import dev.teacher.api.plugin.DecoderFactory;
import dev.teacher.api.plugin.PluginContext;
import java.util.List;

/** The decoder {@code greedy}. */
public final class GreedyDecoderFactory implements DecoderFactory {
  @Override
  public String name() {
    return "greedy";
  }

  @Override
  public String description() {
    return "likeliest class of every frame, repeats and blanks dropped";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of();
  }

  @Override
  public Decoder create(Settings settings, PluginContext context) {
    return new GreedyDecoder();
  }
}
