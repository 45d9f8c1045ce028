package dev.teacher.features.augment;

import dev.teacher.api.config.Key;
import dev.teacher.api.data.Part;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Spans of frames from which augmentations take parts away. */
final class Spans {
  /** Frames from {@code start} to before {@code end}. */
  record Span(int start, int end) {}

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
   * A span of 1 to {@code longest} frames, cut off at the end of the recording, that begins in one
   * of the frames where there is something to take away; none where there is no such frame.
   */
  static Optional<Span> draw(
      int frames, IntPredicate isThere, int longest, RandomGenerator random) {
    int[] starts = IntStream.range(0, frames).filter(isThere).toArray();
    if (starts.length == 0) {
      return Optional.empty();
    }
    int start = starts[random.nextInt(starts.length)];
    return Optional.of(new Span(start, Math.min(frames, start + 1 + random.nextInt(longest))));
  }

  /** Makes a part missing in a frame of [frames, 1629]. */
  static void clear(float[] values, int frame, Part part) {
    int from = frame * Part.COLUMNS + part.column(0, 0);
    Arrays.fill(values, from, from + 3 * part.count(), 0);
  }
}
