package dev.teacher.features.synthetic;

import dev.teacher.api.data.Part;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * What MediaPipe makes of a picture: landmarks jitter, hands below the picture are not found, and
 * hands and faces get lost for some frames.
 */
final class Detector {
  /** A hand whose wrist is lower than this fraction of the picture is not found. */
  private static final double LOWEST_WRIST = 1.0;

  /** Jitter is read from a table at a random place: as good here, and many times faster. */
  private static final double[] NORMALS = SplitMix.of(0, "jitter").normals(1 << 14, 1);

  private final SplitMix random;
  private final double noise;
  private final double[] jitter = new double[Part.COLUMNS];
  private final Map<Part, Integer> framesToMiss = new EnumMap<>(Part.class);

  Detector(SplitMix random, double noise) {
    this.random = random;
    this.noise = noise;
    blendJitter(0);
  }

  /** Adds jitter to a frame and zeroes the parts that are not found; frames come in order. */
  void detect(float[] picture, int at) {
    blendJitter(Difficulty.JITTER_CORRELATION);
    for (Part part : Part.values()) {
      int from = part.column(0, 0);
      int to = from + 3 * part.count();
      boolean low = isHand(part) && picture[at + from + 1] > LOWEST_WRIST;
      if (loses(part) || low) {
        Arrays.fill(picture, at + from, at + to, 0);
        continue;
      }
      double strength = noise * strength(part);
      double depth = part == Part.POSE ? strength * Difficulty.POSE_DEPTH_JITTER : strength;
      for (int i = from; i < to; i += 3) {
        picture[at + i] += (float) (strength * jitter[i]);
        picture[at + i + 1] += (float) (strength * jitter[i + 1]);
        picture[at + i + 2] += (float) (depth * jitter[i + 2]);
      }
    }
  }

  private void blendJitter(double kept) {
    double fresh = StrictMath.sqrt(1 - kept * kept);
    int place = random.index(NORMALS.length - Part.COLUMNS);
    for (int i = 0; i < Part.COLUMNS; i++) {
      jitter[i] = kept * jitter[i] + fresh * NORMALS[place + i];
    }
  }

  private boolean loses(Part part) {
    int left = framesToMiss.getOrDefault(part, 0);
    if (left > 0) {
      framesToMiss.put(part, left - 1);
      return true;
    }
    double chance = isHand(part) ? Difficulty.HAND_LOSS : Difficulty.FACE_LOSS;
    int longest = isHand(part) ? Difficulty.HAND_LOSS_FRAMES : Difficulty.FACE_LOSS_FRAMES;
    if (part == Part.POSE || !random.chance(chance)) {
      return false;
    }
    framesToMiss.put(part, random.index(longest));
    return true;
  }

  private static boolean isHand(Part part) {
    return part == Part.LEFT_HAND || part == Part.RIGHT_HAND;
  }

  private static double strength(Part part) {
    return switch (part) {
      case POSE -> Difficulty.POSE_JITTER;
      case FACE -> Difficulty.FACE_JITTER;
      case LEFT_HAND, RIGHT_HAND -> Difficulty.HAND_JITTER;
    };
  }
}
