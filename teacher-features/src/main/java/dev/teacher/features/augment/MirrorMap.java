package dev.teacher.features.augment;

import dev.teacher.api.data.Part;
import java.util.Arrays;

/**
 * Which landmark becomes which when a person is seen in a mirror: an involution of the 543
 * landmarks.
 *
 * <p>Hands swap point by point. In the pose, the nose (0) stays, eyes (1-3 and 4-6) swap, every
 * other left point is odd with its right partner behind it. In the face mesh 28 points lie on the
 * middle line; MediaPipe numbers the others first on the right half, then on the left, in the same
 * order, so that the k-th of one half is the partner of the k-th of the other. (Found by fitting a
 * mirror plane to the mean of 6845 recorded faces and assigning points at least cost: no pair of
 * the fit contradicts this order.)
 */
public final class MirrorMap {
  private static final int[] MIDDLE = {
    0, 1, 2, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 94, 151, 152, 164, 168, 175,
    195, 197, 199, 200
  };

  private static final int[] MAP = build();

  private MirrorMap() {}

  /** The landmark that takes the place of {@code landmark}, both from 0 to 542. */
  public static int of(int landmark) {
    return MAP[landmark];
  }

  private static int[] build() {
    int[] map = new int[Part.LANDMARKS];
    int pose = Part.POSE.first();
    for (int i = 1; i <= 3; i++) {
      pair(map, pose + i, pose + i + 3);
    }
    for (int i = 7; i < Part.POSE.count(); i += 2) {
      pair(map, pose + i, pose + i + 1);
    }
    for (int i = 0; i < Part.LEFT_HAND.count(); i++) {
      pair(map, Part.LEFT_HAND.first() + i, Part.RIGHT_HAND.first() + i);
    }
    face(map);
    return map;
  }

  private static void face(int[] map) {
    int first = Part.FACE.first();
    int[] sides = new int[Part.FACE.count() - MIDDLE.length];
    int count = 0;
    for (int i = 0; i < Part.FACE.count(); i++) {
      if (Arrays.binarySearch(MIDDLE, i) >= 0) {
        map[first + i] = first + i;
      } else {
        sides[count++] = first + i;
      }
    }
    for (int k = 0; k < count / 2; k++) {
      pair(map, sides[k], sides[count / 2 + k]);
    }
  }

  private static void pair(int[] map, int a, int b) {
    map[a] = b;
    map[b] = a;
  }
}
