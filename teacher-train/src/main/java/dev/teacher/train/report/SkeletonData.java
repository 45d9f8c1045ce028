package dev.teacher.train.report;

import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import java.util.Base64;
import java.util.stream.IntStream;

/**
 * The points of a recording that a page draws as a moving skeleton: the upper body, the outline of
 * the face and both hands. Each frame is two bytes a point, x and y as shares of the range that the
 * body takes, 1 to 255; 0 and 0 for a point that was not found. 80 frames are 12 kB of text.
 */
final class SkeletonData {
  /** BlazePose: shoulders, elbows, wrists, hips. */
  private static final int[] POSE = {11, 12, 13, 14, 15, 16, 23, 24};

  /** The oval of the face mesh, every fourth point, then both mouth corners and both eyes. */
  private static final int[] FACE = {
    10, 297, 251, 454, 361, 379, 152, 150, 132, 234, 21, 67, 61, 291, 33, 263
  };

  private SkeletonData() {}

  /** The canvas that plays it. */
  static String player(Landmarks landmarks) {
    double rate = landmarks.frameRate().orElse(25);
    return "<canvas width=\"220\" height=\"220\" data-rate=\""
        + rate
        + "\" data-frames=\""
        + landmarks.frames()
        + "\" data-points=\""
        + Base64.getEncoder().encodeToString(bytes(landmarks))
        + "\" role=\"img\" aria-label=\"the signer as a skeleton\"></canvas>";
  }

  static byte[] bytes(Landmarks landmarks) {
    int points = POSE.length + FACE.length + 2 * Part.LEFT_HAND.count();
    float[] xy = new float[landmarks.frames() * points * 2];
    int at = 0;
    for (int frame = 0; frame < landmarks.frames(); frame++) {
      at = copy(landmarks, frame, Part.POSE, POSE, xy, at);
      at = copy(landmarks, frame, Part.FACE, FACE, xy, at);
      at = copy(landmarks, frame, Part.LEFT_HAND, null, xy, at);
      at = copy(landmarks, frame, Part.RIGHT_HAND, null, xy, at);
    }
    return quantised(xy);
  }

  private static int copy(
      Landmarks landmarks, int frame, Part part, int[] chosen, float[] xy, int from) {
    boolean present = landmarks.isPresent(frame, part);
    int count = chosen == null ? part.count() : chosen.length;
    for (int i = 0; i < count; i++) {
      int landmark = chosen == null ? i : chosen[i];
      xy[from + 2 * i] = present ? landmarks.at(frame, part, landmark, 0) : Float.NaN;
      xy[from + 2 * i + 1] = present ? landmarks.at(frame, part, landmark, 1) : Float.NaN;
    }
    return from + 2 * count;
  }

  /**
   * One scale for both axes, so that nothing is stretched. A point that MediaPipe threw far away
   * for a frame is drawn at the edge.
   */
  private static byte[] quantised(float[] xy) {
    float[][] ranges = {range(xy, 0), range(xy, 1)};
    float size = Math.max(Math.max(size(ranges[0]), size(ranges[1])), 1e-6f);
    byte[] bytes = new byte[xy.length];
    for (int i = 0; i < xy.length; i++) {
      float[] range = ranges[i % 2];
      float share = (xy[i] - (range[0] + range[1]) / 2) / size + 0.5f;
      int place = 1 + Math.round(254 * Math.max(0, Math.min(1, share)));
      bytes[i] = Float.isFinite(xy[i]) ? (byte) place : 0;
    }
    return bytes;
  }

  /** Where all but the outermost hundredth on both sides is of an axis. */
  private static float[] range(float[] xy, int axis) {
    double[] sorted =
        IntStream.range(0, xy.length)
            .filter(i -> i % 2 == axis && Float.isFinite(xy[i]))
            .mapToDouble(i -> xy[i])
            .sorted()
            .toArray();
    int last = sorted.length - 1;
    return last < 0
        ? new float[] {0, 0}
        : new float[] {(float) sorted[last / 100], (float) sorted[last - last / 100]};
  }

  private static float size(float[] range) {
    return range[1] - range[0];
  }
}
