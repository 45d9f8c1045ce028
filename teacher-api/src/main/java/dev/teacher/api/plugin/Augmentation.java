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
   * How many frames {@link #apply} gives for landmarks of so many, with {@code random} in the same
   * state; samples are put into batches by it. To be overridden by what changes the number.
   */
  default int frames(int frames, RandomGenerator random) {
    return frames;
  }

  /**
   * This augmentation made ready for a training split; asked for once, before the first sample. One
   * that takes material from other samples finds it here, the others need nothing.
   *
   * @param training the samples of the split
   * @param reader gives a sample's landmarks as recorded; thread-safe
   */
  default SampleAugmentation prepare(List<Sample> training, Function<Sample, Landmarks> reader) {
    return new SampleAugmentation() {
      @Override
      public Landmarks apply(Sample sample, Landmarks landmarks, RandomGenerator random) {
        return Augmentation.this.apply(landmarks, random);
      }

      @Override
      public int frames(Sample sample, int frames, RandomGenerator random) {
        return Augmentation.this.frames(frames, random);
      }
    };
  }

  /**
   * Whether it counts frames as they were recorded (by {@link Sample#segments}) and must therefore
   * come before any other augmentation.
   */
  default boolean comesFirst() {
    return false;
  }
}
