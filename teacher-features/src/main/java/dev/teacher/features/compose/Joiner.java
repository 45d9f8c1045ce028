package dev.teacher.features.compose;

import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Puts the landmarks of clips one behind the other. */
public final class Joiner {
  /**
   * Joined clips.
   *
   * @param values [frames, 1629]
   * @param segments of the clips in order; transitions lie between them
   */
  public record Joined(float[] values, List<Segment> segments) {}

  /** Frames of a clip in a sentence, end exclusive. */
  public record Segment(int start, int end) {}

  private Joiner() {}

  /** The clips with {@code transition} interpolated frames between each two. */
  public static Joined join(List<Landmarks> clips, int transition) {
    int frames = clips.stream().mapToInt(Landmarks::frames).sum();
    frames += transition * (clips.size() - 1);
    float[] values = new float[Math.multiplyExact(frames, Part.COLUMNS)];
    List<Segment> segments = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < clips.size(); i++) {
      if (i > 0) {
        interpolate(clips.get(i - 1), clips.get(i), transition, values, at);
        at += transition;
      }
      float[] clip = clips.get(i).values();
      System.arraycopy(clip, 0, values, at * Part.COLUMNS, clip.length);
      segments.add(new Segment(at, at + clips.get(i).frames()));
      at += clips.get(i).frames();
    }
    return new Joined(values, segments);
  }

  /**
   * The clip without the frames at both ends in which no hand was found; whole if none has a hand.
   */
  static Landmarks trim(Landmarks clip) {
    int first = 0;
    int last = clip.frames() - 1;
    while (first <= last && !hasHand(clip, first)) {
      first++;
    }
    while (last > first && !hasHand(clip, last)) {
      last--;
    }
    if (first > last) {
      return clip;
    }
    return cut(clip, first, last + 1);
  }

  /** The frames of a recording from {@code start} to before {@code end}, at least one. */
  public static Landmarks cut(Landmarks recording, int start, int end) {
    float[] kept = Arrays.copyOfRange(recording.values(), start * Part.COLUMNS, end * Part.COLUMNS);
    return recording.with(end - start, kept);
  }

  private static boolean hasHand(Landmarks clip, int frame) {
    return clip.isPresent(frame, Part.LEFT_HAND) || clip.isPresent(frame, Part.RIGHT_HAND);
  }

  /** On a line from the last frame to the first; what one of them lacks stays not found. */
  private static void interpolate(
      Landmarks before, Landmarks after, int count, float[] values, int at) {
    int last = before.frames() - 1;
    for (Part part : Part.values()) {
      if (!before.isPresent(last, part) || !after.isPresent(0, part)) {
        continue;
      }
      int first = part.column(0, 0);
      for (int column = first; column < first + 3 * part.count(); column++) {
        float from = before.values()[last * Part.COLUMNS + column];
        float to = after.values()[column];
        for (int i = 0; i < count; i++) {
          float share = (i + 1f) / (count + 1);
          values[(at + i) * Part.COLUMNS + column] = from + share * (to - from);
        }
      }
    }
  }
}
