package dev.teacher.model.backbone;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.error.Problem;
import dev.teacher.api.graph.SelfAttention.Positions;
import dev.teacher.api.plugin.Backbone;
import dev.teacher.api.plugin.BackboneFactory;
import dev.teacher.api.plugin.PluginContext;
import java.util.List;

/** Makes {@link Conformer}. */
public final class ConformerFactory implements BackboneFactory {
  private static final Key<Integer> CHANNELS =
      Key.integer("channels", 144).range(8, 4096).meaning("Channels of every block.");
  private static final Key<Integer> STRIDE = Stem.outputStride(4, List.of(2, 4, 8));
  private static final Key<Integer> LAYERS =
      Key.integer("layers", 4).range(1, 32).meaning("Blocks.");
  private static final Key<Integer> HEADS =
      Key.integer("heads", 4)
          .range(1, 64)
          .meaning("Heads of the attention; channels are divided among them evenly.");
  private static final Key<Positions> POSITIONS =
      Key.choice("positions", Positions.class, Positions.ROTARY)
          .meaning("How attention knows the order of frames.");
  private static final Key<Integer> EXPANSION =
      Key.integer("expansion", 4)
          .range(1, 16)
          .meaning("Width of the feed-forward modules, times channels.");
  private static final Key<Integer> KERNEL =
      Key.integer("kernel", 15)
          .range(1, 63)
          .meaning("Frames under the convolution of a block, after the subsampling.");
  private static final Key<Double> DROPOUT =
      Key.number("dropout", 0.2).range(0, 0.95).meaning("Drop-out in every module.");
  private static final Key<Double> AUXILIARY_WEIGHT =
      Key.number("auxiliary-weight", 0.0)
          .range(0, 10)
          .meaning("Weight in training of a second CTC loss, after half the blocks; 0 for none.");

  @Override
  public String name() {
    return "conformer";
  }

  @Override
  public String description() {
    return "self-attention and convolutions in every block (Gulati et al. 2020)";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(
        CHANNELS, STRIDE, LAYERS, HEADS, POSITIONS, EXPANSION, KERNEL, DROPOUT, AUXILIARY_WEIGHT);
  }

  @Override
  public Backbone create(Settings settings, PluginContext context) {
    requireEvenHeads(settings);
    requireAMiddle(settings);
    ConformerBlock block =
        new ConformerBlock(
            settings.get(HEADS),
            settings.get(POSITIONS),
            settings.get(EXPANSION),
            settings.get(KERNEL),
            settings.get(DROPOUT));
    return new Conformer(
        settings.get(CHANNELS),
        settings.get(STRIDE),
        settings.get(LAYERS),
        block,
        settings.get(AUXILIARY_WEIGHT));
  }

  /** Said here, where file and line are known, rather than when the graph is built. */
  private static void requireEvenHeads(Settings settings) {
    int parts = settings.get(HEADS) * (settings.get(POSITIONS) == Positions.ROTARY ? 2 : 1);
    if (settings.get(CHANNELS) % parts != 0) {
      throw Problem.usage(settings.section() + ".channels cannot be divided among the heads")
          .where(settings.origin(CHANNELS))
          .expected("a multiple of " + parts + " for " + settings.get(HEADS) + " heads")
          .found(settings.get(CHANNELS))
          .remedy("change channels or heads; rotary positions need heads of even size")
          .exception();
    }
  }

  private static void requireAMiddle(Settings settings) {
    if (settings.get(AUXILIARY_WEIGHT) > 0 && settings.get(LAYERS) == 1) {
      throw Problem.usage(settings.section() + ".auxiliary-weight wants two layers or more")
          .where(settings.origin(AUXILIARY_WEIGHT))
          .expected("a block on each side of the auxiliary head")
          .found("layers = 1")
          .remedy("set auxiliary-weight to 0, or layers to 2 or more")
          .exception();
    }
  }
}
