package dev.teacher.api.plugin;

import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Sample;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** A random change of landmarks, used in training only, that leaves the glosses true. */
public interface Augmentation {
  /**
   * Gives the changed landmarks; the input is not changed. Same input and same state of {@code
   * random}, same result.
   */
  Landmarks apply(Landmarks landmarks, RandomGenerator random);

  /**
   * This augmentation made ready for a training split; asked for once, before the first sample. One
   * that takes material from other samples finds it here, the others need nothing.
   *
   * @param training the samples of the split
   * @param reader gives a sample's landmarks as recorded; thread-safe
   */
  default SampleAugmentation prepare(List<Sample> training, Function<Sample, Landmarks> reader) {
    return (sample, landmarks, random) -> apply(landmarks, random);
  }

  /**
   * Whether it counts frames as they were recorded (by {@link Sample#segments}) and must therefore
   * come before any other augmentation.
   */
  default boolean comesFirst() {
    return false;
  }
}
