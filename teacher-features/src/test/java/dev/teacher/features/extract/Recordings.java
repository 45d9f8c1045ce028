package dev.teacher.features.extract;

import dev.teacher.api.data.Part;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Recordings, and what the definitions make of them, in plain float loops. */
final class Recordings {
  static final int WIDTH = Part.COLUMNS;

  private Recordings() {}

  /** Every part everywhere. */
  static float[] full(long seed, int frames) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] rows = new float[frames * WIDTH];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) (0.1 + 0.8 * random.nextDouble());
    }
    return rows;
  }

  /** Each part missing in about half of the frames. */
  static float[] gappy(long seed, int frames) {
    float[] rows = full(seed, frames);
    SplittableRandom random = new SplittableRandom(seed + 1);
    for (Part part : Part.values()) {
      for (int frame = 0; frame < frames; frame++) {
        if (random.nextBoolean()) {
          erase(rows, part, frame, frame + 1);
        }
      }
    }
    return rows;
  }

  static void erase(float[] rows, Part part, int first, int end) {
    for (int frame = first; frame < end; frame++) {
      int from = frame * WIDTH + part.column(0, 0);
      Arrays.fill(rows, from, from + 3 * part.count(), 0);
    }
  }

  static boolean isSeen(float[] rows, Part part, int frame) {
    int from = frame * WIDTH + part.column(0, 0);
    for (int i = from; i < from + 3 * part.count(); i++) {
      if (rows[i] != 0) {
        return true;
      }
    }
    return false;
  }

  static float[] velocity(float[] x) {
    float[] v = new float[x.length];
    int frames = x.length / WIDTH;
    for (int i = 0; frames > 1 && i < x.length; i++) {
      int at = i < WIDTH ? i + WIDTH : i;
      v[i] = x[at] - x[at - WIDTH];
    }
    return v;
  }

  static float[] acceleration(float[] v) {
    float[] a = new float[v.length];
    int frames = v.length / WIDTH;
    for (int i = 0; frames > 2 && i < v.length; i++) {
      int at = i < 2 * WIDTH ? i % WIDTH + 2 * WIDTH : i;
      a[i] = v[at] - v[at - WIDTH];
    }
    return a;
  }

  /** What is missing by the sights before and after it. */
  static float[] filled(float[] rows, Missing missing) {
    float[] filled = rows.clone();
    int frames = rows.length / WIDTH;
    for (Part part : Part.values()) {
      for (int frame = 0; frame < frames && missing != Missing.ZERO; frame++) {
        int last = frame;
        while (last >= 0 && !isSeen(rows, part, last)) {
          last--;
        }
        int next = frame;
        while (next < frames && !isSeen(rows, part, next)) {
          next++;
        }
        if (last < 0 && next == frames) {
          continue;
        }
        int from = last < 0 ? next : last;
        int to = missing == Missing.HOLD || next == frames ? from : next;
        for (int i = part.column(0, 0); i < part.column(0, 0) + 3 * part.count(); i++) {
          float a = rows[from * WIDTH + i];
          float b = rows[to * WIDTH + i];
          float share = to == from ? 0 : (frame - from) / (float) (to - from);
          filled[frame * WIDTH + i] = a + share * (b - a);
        }
      }
    }
    return filled;
  }
}
