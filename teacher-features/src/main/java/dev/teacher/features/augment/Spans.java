package dev.teacher.features.augment;

import dev.teacher.api.config.Key;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Spans of frames from which augmentations take parts away. */
final class Spans {
  private Spans() {}

  /** The key of the longest span in frames. */
  static Key<Integer> maxFrames(int fallback) {
    return Key.integer("max-frames", fallback).range(1, 1000).meaning("longest span, in frames");
  }

  /** The key of the longest span as a share of the recording. */
  static Key<Double> maxShare(double fallback) {
    return Key.number("max-share", fallback)
        .range(0, 1)
        .meaning("longest span, as a share of the recording; at least one frame is taken");
  }

  /**
   * The recording without a part for a span of 1 to {@code min(maxFrames, maxShare * frames)}
   * frames that begins in one of the frames where the part is there.
   */
  static Landmarks without(
      Landmarks landmarks, Part part, int maxFrames, double maxShare, RandomGenerator random) {
    int frames = landmarks.frames();
    int[] starts = IntStream.range(0, frames).filter(f -> landmarks.isPresent(f, part)).toArray();
    if (starts.length == 0) {
      return landmarks;
    }
    int longest = Math.max(1, Math.min(maxFrames, (int) (maxShare * frames)));
    int first = starts[random.nextInt(starts.length)];
    int end = Math.min(frames, first + 1 + random.nextInt(longest));
    float[] values = landmarks.values().clone();
    for (int frame = first; frame < end; frame++) {
      int from = frame * Part.COLUMNS + part.column(0, 0);
      Arrays.fill(values, from, from + 3 * part.count(), 0);
    }
    return landmarks.with(frames, values);
  }
}
