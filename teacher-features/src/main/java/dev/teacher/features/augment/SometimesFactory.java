package dev.teacher.features.augment;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.plugin.Augmentation;
import dev.teacher.api.plugin.AugmentationFactory;
import dev.teacher.api.plugin.PluginContext;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** What makes an augmentation that changes a sample as a whole, or leaves it as it is. */
abstract class SometimesFactory implements AugmentationFactory {
  private final String name;
  private final String description;
  private final Key<Double> probability;
  private final List<Key<?>> keys;

  /**
   * @param probability the default share of the samples that are changed
   * @param more keys beside that of the probability
   */
  SometimesFactory(String name, String description, double probability, Key<?>... more) {
    this.name = name;
    this.description = description;
    this.probability =
        Key.number("probability", probability)
            .range(0, 1)
            .meaning("share of the samples that are changed");
    this.keys = Stream.concat(Stream.of(this.probability), Stream.of(more)).toList();
  }

  /** The change, which then happens with its probability. */
  abstract Augmentation change(Settings settings);

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String description() {
    return description;
  }

  @Override
  public final List<Key<?>> keys() {
    return keys;
  }

  @Override
  public final Augmentation create(Settings settings, PluginContext context) {
    return new Sometimes(settings.get(probability), change(settings));
  }

  private record Sometimes(double probability, Augmentation change) implements Augmentation {
    @Override
    public Landmarks apply(Landmarks landmarks, RandomGenerator random) {
      return random.nextDouble() < probability ? change.apply(landmarks, random) : landmarks;
    }

    @Override
    public int frames(int frames, RandomGenerator random) {
      return random.nextDouble() < probability ? change.frames(frames, random) : frames;
    }
  }
}
