package dev.teacher.model.backbone;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.plugin.Backbone;
import dev.teacher.api.plugin.BackboneFactory;
import dev.teacher.api.plugin.PluginContext;
import java.util.List;

/** Makes {@link I3d}. */
public final class I3dFactory implements BackboneFactory {
  private static final Key<I3dPreset> PRESET =
      Key.choice("preset", I3dPreset.class, I3dPreset.FULL)
          .meaning("Sizes that are not set: full, those of the literature; small, for laptops.");
  private static final Key<Double> WIDTH =
      Key.number("width", I3dPreset.FULL.width())
          .range(0.01, 4)
          .meaning("Channels of encoders, stem and modules, as a share of I3D's; small: 0.25.");
  private static final Key<Integer> MODULES =
      Key.integer("modules", I3dPreset.FULL.modules())
          .range(1, InceptionWidths.TABLE.size())
          .meaning("Inception modules, the first of I3D's nine; small: 7.");
  private static final Key<Integer> HIDDEN =
      Key.integer("hidden", I3dPreset.FULL.hidden())
          .range(4, 4096)
          .meaning("Channels of an LSTM direction; small: 128.");
  private static final Key<Integer> LAYERS =
      Key.integer("layers", I3dPreset.FULL.layers())
          .range(1, 8)
          .meaning("Bidirectional LSTM layers; small: 2.");
  private static final Key<Integer> OUTPUT_STRIDE = Stem.outputStride(4, List.of(2, 4, 8));
  private static final Key<Boolean> INPUT_NORM =
      Key.flag("input-norm", false)
          .meaning(
              "Whether each frame's segments are standardised at the entry, in place of a normalizer.");

  @Override
  public String name() {
    return "i3d";
  }

  @Override
  public String description() {
    return "an encoder for each body part, inception modules over time, bidirectional LSTM";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(
        PRESET,
        WIDTH,
        MODULES,
        HIDDEN,
        LAYERS,
        OUTPUT_STRIDE,
        TcnBiLstmFactory.DROPOUT,
        INPUT_NORM);
  }

  @Override
  public Backbone create(Settings settings, PluginContext context) {
    I3dPreset preset = settings.get(PRESET);
    return new I3d(
        new InceptionWidths(own(settings, WIDTH, preset.width())),
        own(settings, MODULES, preset.modules()),
        own(settings, HIDDEN, preset.hidden()),
        own(settings, LAYERS, preset.layers()),
        settings.get(OUTPUT_STRIDE),
        settings.get(TcnBiLstmFactory.DROPOUT),
        settings.get(INPUT_NORM));
  }

  /** What the configuration says itself goes before what the preset says. */
  private static <T> T own(Settings settings, Key<T> key, T preset) {
    return settings.has(key) ? settings.get(key) : preset;
  }
}
