package dev.teacher.features.augment;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.api.error.Problem;
import java.util.random.RandomGenerator;

/** Ranges from which augmentations draw. */
final class Chance {
  private Chance() {}

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
}
