package dev.teacher.features.augment;

import dev.teacher.api.config.Settings;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.plugin.Augmentation;

/**
 * The signer in a mirror: x becomes 1 - x, and left and right landmarks swap. The gloss stays true
 * because a sign is the same made by a left-handed signer, and because many webcams mirror anyway.
 * (Signs that only differ in pointing left or right are the exception; leave it out for those.)
 */
public final class MirrorFactory extends SometimesFactory {
  /** Called by the service loader. */
  public MirrorFactory() {
    super("mirror", "swaps left and right", 0.5);
  }

  @Override
  Augmentation change(Settings settings) {
    return (landmarks, random) -> mirrored(landmarks);
  }

  /** The same recording in a mirror; missing parts stay missing, on the other side. */
  public static Landmarks mirrored(Landmarks landmarks) {
    float[] from = landmarks.values();
    float[] to = new float[from.length];
    for (int frame = 0; frame < landmarks.frames(); frame++) {
      int start = frame * Part.COLUMNS;
      for (Part part : Part.values()) {
        if (!landmarks.isPresent(frame, part)) {
          continue;
        }
        for (int i = part.first(); i < part.first() + part.count(); i++) {
          int source = start + 3 * i;
          int target = start + 3 * MirrorMap.of(i);
          to[target] = 1 - from[source];
          to[target + 1] = from[source + 1];
          to[target + 2] = from[source + 2];
        }
      }
    }
    return landmarks.with(landmarks.frames(), to);
  }
}
