package dev.teacher.model.backbone;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.plugin.Backbone;
import dev.teacher.api.plugin.BackboneFactory;
import dev.teacher.api.plugin.PluginContext;
import java.util.List;

/** Makes {@link BiLstm}. */
public final class BiLstmFactory implements BackboneFactory {
  private static final Key<Integer> CHANNELS =
      Key.integer("channels", 192).range(8, 4096).meaning("Channels of the projected frames.");
  private static final Key<Integer> STRIDE = Stem.outputStride(4, List.of(1, 2, 4));

  @Override
  public String name() {
    return "bilstm";
  }

  @Override
  public String description() {
    return "bidirectional LSTM over projected frames, the plain network to measure others against";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(
        CHANNELS,
        STRIDE,
        TcnBiLstmFactory.HIDDEN,
        TcnBiLstmFactory.LAYERS,
        TcnBiLstmFactory.DROPOUT);
  }

  @Override
  public Backbone create(Settings settings, PluginContext context) {
    return new BiLstm(
        settings.get(CHANNELS),
        settings.get(STRIDE),
        settings.get(TcnBiLstmFactory.HIDDEN),
        settings.get(TcnBiLstmFactory.LAYERS),
        settings.get(TcnBiLstmFactory.DROPOUT));
  }
}
