package dev.teacher.api.plugin;

import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Sample;
import java.util.random.RandomGenerator;

/** An augmentation that knows which sample it changes. */
@FunctionalInterface
public interface SampleAugmentation {
  /**
   * Gives the changed landmarks; the input is not changed. Same input and same state of {@code
   * random}, same result. Called by several threads.
   *
   * @param sample whose landmarks they are
   * @param landmarks its landmarks, as earlier augmentations left them
   * @param random what is left to chance
   */
  Landmarks apply(Sample sample, Landmarks landmarks, RandomGenerator random);

  /**
   * How many frames {@link #apply} gives for landmarks of so many, with {@code random} in the same
   * state; samples are put into batches by it. To be overridden by what changes the number.
   */
  default int frames(Sample sample, int frames, RandomGenerator random) {
    return frames;
  }
}
