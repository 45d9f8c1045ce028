package dev.teacher.features.augment;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.error.Problem;
import dev.teacher.api.plugin.Augmentation;
import java.util.random.RandomGenerator;

/** What all augmentations share: they happen with a probability, and have ranges. */
final class Chance {
  private Chance() {}

  /** The key of the probability with its default. */
  static Key<Double> probability(double fallback) {
    return Key.number("probability", fallback)
        .range(0, 1)
        .meaning("share of the samples that are changed");
  }

  /** An augmentation that leaves samples as they are with probability 1 - p. */
  static Augmentation of(double probability, Augmentation change) {
    return new Sometimes(probability, change);
  }

  /** Uniform between two numbers, which may be equal. */
  static double between(RandomGenerator random, double low, double high) {
    return low + random.nextDouble() * (high - low);
  }

  /** Refuses a range whose ends are the wrong way round. */
  static void requireOrder(Settings settings, Key<Double> min, Key<Double> max) {
    if (settings.get(min) > settings.get(max)) {
      throw Problem.usage(settings.section() + "." + min.path() + " is above " + max.path())
          .where(settings.origin(min))
          .expected(min.path() + " <= " + max.path())
          .found(settings.get(min) + " > " + settings.get(max))
          .exception();
    }
  }

  private record Sometimes(double probability, Augmentation change) implements Augmentation {
    @Override
    public Landmarks apply(Landmarks landmarks, RandomGenerator random) {
      return random.nextDouble() < probability ? change.apply(landmarks, random) : landmarks;
    }
  }
}
