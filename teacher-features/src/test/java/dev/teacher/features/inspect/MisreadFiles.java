package dev.teacher.features.inspect;

import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Part;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The files of the presets, made of MediaPipe's usual export, and a famous way to misread them. */
final class MisreadFiles {
  /** How the 6516 columns were once read. */
  static final Layout MISREAD =
      Layout.parse("misread: pose=99, hands=126, face=1404, temporal=4887");

  private MisreadFiles() {}

  /** Recordings of 1662 columns in the preset of that width. */
  static List<float[]> preset(List<float[]> recordings, int columns) {
    return recordings.stream().map(rows -> preset(rows, columns)).toList();
  }

  private static float[] preset(float[] rows, int columns) {
    int visible = 4 * Part.POSE.count();
    int face = 3 * Part.FACE.count();
    return switch (columns) {
      case 1662 -> rows;
      case 1530 -> select(rows, range(visible, ShuffledLayout.SOURCE));
      case 258 -> select(rows, joined(range(0, visible), range(visible + face, 1662)));
      case 1629 -> select(rows, withoutVisibility());
      default -> moving(select(rows, withoutVisibility()), columns / Part.COLUMNS);
    };
  }

  /** The same without a left hand. */
  static float[] withoutLeftHand(float[] rows) {
    float[] changed = rows.clone();
    for (int from = 1536; from < changed.length; from += ShuffledLayout.SOURCE) {
      Arrays.fill(changed, from, from + 63, 0);
    }
    return changed;
  }

  /** Positions, velocities, accelerations, and with four blocks the positions again. */
  private static float[] moving(float[] x, int blocks) {
    int width = Part.COLUMNS;
    int frames = x.length / width;
    float[] rows = new float[frames * blocks * width];
    for (int c = 0; c < width; c++) {
      float[] v = new float[frames];
      float[] a = new float[frames];
      for (int t = 1; t < frames; t++) {
        v[t] = x[t * width + c] - x[(t - 1) * width + c];
      }
      v[0] = frames > 1 ? v[1] : 0;
      for (int t = 2; t < frames; t++) {
        a[t] = v[t] - v[t - 1];
      }
      Arrays.fill(a, 0, Math.min(2, frames), frames > 2 ? a[2] : 0);
      for (int t = 0; t < frames; t++) {
        float[] values = {x[t * width + c], v[t], a[t], x[t * width + c]};
        for (int block = 0; block < blocks; block++) {
          rows[(t * blocks + block) * width + c] = values[block];
        }
      }
    }
    return rows;
  }

  private static int[] withoutVisibility() {
    int[] pose = range(0, 4 * Part.POSE.count());
    return joined(
        Arrays.stream(pose).filter(c -> c % 4 != 3).toArray(),
        range(pose.length, ShuffledLayout.SOURCE));
  }

  private static float[] select(float[] rows, int[] columns) {
    int frames = rows.length / ShuffledLayout.SOURCE;
    float[] selected = new float[frames * columns.length];
    for (int t = 0; t < frames; t++) {
      for (int i = 0; i < columns.length; i++) {
        selected[t * columns.length + i] = rows[t * ShuffledLayout.SOURCE + columns[i]];
      }
    }
    return selected;
  }

  private static int[] range(int from, int to) {
    return IntStream.range(from, to).toArray();
  }

  private static int[] joined(int[] a, int[] b) {
    int[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
