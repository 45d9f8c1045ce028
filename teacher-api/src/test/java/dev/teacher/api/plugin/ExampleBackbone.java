package dev.teacher.api.plugin;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.graph.Conv;
import dev.teacher.api.graph.Sequence;
import java.util.List;
import java.util.function.UnaryOperator;

/** A backbone as a third party would write it, with a hook for mistakes. */
public final class ExampleBackbone implements BackboneFactory {
  private static final Key<Integer> HIDDEN =
      Key.integer("hidden", 6).range(1, 64).meaning("channels of the layer");
  private static final Key<Integer> AUXILIARY_CLASSES =
      Key.integer("auxiliary-classes", 0).meaning("logits of an auxiliary; 0 for none");
  private static final Key<Integer> AUXILIARY_STRIDE =
      Key.integer("auxiliary-stride", 1).meaning("input frames for a frame of the auxiliary");

  private final UnaryOperator<Sequence> mistake;

  /** The sound plugin. */
  public ExampleBackbone() {
    this(x -> x);
  }

  ExampleBackbone(UnaryOperator<Sequence> mistake) {
    this.mistake = mistake;
  }

  @Override
  public String name() {
    return "example";
  }

  @Override
  public String description() {
    return "a convolution and a recurrent layer, for tests";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(HIDDEN, AUXILIARY_CLASSES, AUXILIARY_STRIDE);
  }

  @Override
  public Backbone create(Settings settings, PluginContext context) {
    return (features, classes) -> {
      if (settings.get(AUXILIARY_CLASSES) > 0) {
        Conv conv = Conv.of(settings.get(AUXILIARY_CLASSES), 3);
        Sequence logits =
            features.conv1d("auxiliary", conv.withStride(settings.get(AUXILIARY_STRIDE)));
        features.builder().auxiliary("early", logits, 0.5);
      }
      return mistake
          .apply(features.segment("hands"))
          .conv1d("conv", Conv.of(settings.get(HIDDEN), 3).withStride(2))
          .relu()
          .lstm("lstm", 3, true)
          .linear("classes", classes);
    };
  }
}
