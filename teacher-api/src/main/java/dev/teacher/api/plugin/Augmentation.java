package dev.teacher.api.plugin;

import dev.teacher.api.data.Landmarks;
import java.util.random.RandomGenerator;

/** A random change of landmarks, used in training only, that leaves the glosses true. */
public interface Augmentation {
  /**
   * Gives the changed landmarks; the input is not changed. Same input and same state of {@code
   * random}, same result.
   */
  Landmarks apply(Landmarks landmarks, RandomGenerator random);
}
