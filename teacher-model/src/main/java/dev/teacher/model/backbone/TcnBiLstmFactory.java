package dev.teacher.model.backbone;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.plugin.Backbone;
import dev.teacher.api.plugin.BackboneFactory;
import dev.teacher.api.plugin.PluginContext;
import java.util.List;

/** Makes {@link TcnBiLstm}. */
public final class TcnBiLstmFactory implements BackboneFactory {
  static final Key<Integer> CHANNELS =
      Key.integer("channels", 192).range(8, 4096).meaning("Channels of the convolutions.");
  static final Key<Integer> KERNEL =
      Key.integer("kernel", 5).range(1, 31).meaning("Frames under each convolution.");
  static final Key<List<Integer>> POOLS =
      Key.integers("pools", List.of(2, 2))
          .check(pools -> pools.stream().allMatch(p -> p >= 1 && p <= 4), "each from 1 to 4")
          .meaning("Max-pooling after each convolution; the product is the output stride.");
  static final Key<Integer> HIDDEN =
      Key.integer("hidden", 128).range(8, 4096).meaning("Channels of an LSTM direction.");
  static final Key<Integer> LAYERS =
      Key.integer("layers", 2).range(1, 8).meaning("Bidirectional LSTM layers.");
  static final Key<Double> DROPOUT =
      Key.number("dropout", 0.3).range(0, 0.95).meaning("Drop-out between layers.");
  private static final Key<Double> AUXILIARY_WEIGHT =
      Key.number("auxiliary-weight", 0.0)
          .range(0, 10)
          .meaning("Weight in training of a second CTC loss, after the convolutions; 0 for none.");

  @Override
  public String name() {
    return "tcn-bilstm";
  }

  @Override
  public String description() {
    return "temporal convolutions with pooling, bidirectional LSTM";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(CHANNELS, KERNEL, POOLS, HIDDEN, LAYERS, DROPOUT, AUXILIARY_WEIGHT);
  }

  @Override
  public Backbone create(Settings settings, PluginContext context) {
    return new TcnBiLstm(
        settings.get(CHANNELS),
        settings.get(KERNEL),
        settings.get(POOLS),
        settings.get(HIDDEN),
        settings.get(LAYERS),
        settings.get(DROPOUT),
        settings.get(AUXILIARY_WEIGHT));
  }
}
