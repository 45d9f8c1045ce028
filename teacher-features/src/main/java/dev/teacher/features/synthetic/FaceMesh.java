package dev.teacher.features.synthetic;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A symmetric face of 468 points. The points by which lips, eyes, brows, nose and oval are known
 * stand at their MediaPipe indices; the others fill the cheeks and the forehead evenly.
 *
 * <p>In MediaPipe's mesh 28 points lie on the midline; the other indices below 248 are on the
 * signer's right, and in the same order those from 248 on mirror them.
 */
public final class FaceMesh {
  static final int POINTS = 468;
  static final int NOSE_TIP = 1;
  private static final int FIRST_LEFT = 248;

  /** Index, x and y in centimetres from the middle of the face, for the midline and the right. */
  private static final String KNOWN =
      """
      10 0 -8.0, 151 0 -6.0, 9 0 -4.2, 8 0 -3.2, 168 0 -2.2, 6 0 -1.2, 197 0 0.0, 195 0 0.8,
      5 0 1.6, 4 0 2.3, 1 0 2.8, 19 0 3.2, 94 0 3.5, 2 0 3.8, 164 0 4.4, 0 0 4.9, 11 0 5.15,
      12 0 5.4, 13 0 5.6, 14 0 5.8, 15 0 6.0, 16 0 6.25, 17 0 6.5, 18 0 7.1, 200 0 7.8,
      199 0 8.5, 175 0 9.2, 152 0 9.7,
      33 -4.5 -1.8, 246 -4.3 -2.0, 161 -4.1 -2.15, 160 -3.7 -2.3, 159 -3.1 -2.4, 158 -2.5 -2.3,
      157 -2.2 -2.1, 173 -1.95 -1.9, 133 -1.8 -1.7, 7 -4.3 -1.6, 163 -4.0 -1.4, 144 -3.7 -1.3,
      145 -3.1 -1.2, 153 -2.5 -1.3, 154 -2.2 -1.4, 155 -1.95 -1.55,
      70 -5.3 -3.3, 63 -4.6 -3.9, 105 -3.7 -4.2, 66 -2.6 -4.1, 107 -1.5 -3.7,
      46 -5.1 -2.9, 53 -4.5 -3.35, 52 -3.7 -3.6, 65 -2.6 -3.5, 55 -1.6 -3.2,
      61 -2.5 5.7, 185 -2.2 5.45, 40 -1.75 5.25, 39 -1.2 5.05, 37 -0.6 4.9,
      146 -2.1 6.0, 91 -1.6 6.3, 181 -1.1 6.5, 84 -0.55 6.55,
      78 -2.2 5.7, 191 -1.9 5.63, 80 -1.5 5.58, 81 -1.0 5.56, 82 -0.5 5.57,
      95 -1.9 5.77, 88 -1.5 5.81, 178 -1.0 5.83, 87 -0.5 5.82,
      109 -2.6 -7.8, 67 -4.3 -7.0, 103 -5.6 -5.9, 54 -6.4 -4.6, 21 -6.9 -3.0, 162 -7.1 -1.4,
      127 -7.2 0.1, 234 -7.2 1.6, 93 -7.0 3.0, 132 -6.7 4.5, 58 -6.2 5.9, 172 -5.5 7.1,
      136 -4.7 8.0, 150 -3.8 8.7, 149 -2.9 9.2, 176 -1.9 9.5, 148 -0.95 9.65,
      98 -1.5 3.4, 48 -1.7 3.0, 64 -1.6 2.6, 129 -1.8 2.9""";

  private static final double MOUTH_LINE = 5.7;
  private static final double MOUTH_HALF_WIDTH = 2.6;

  /** How far an open mouth lowers the lower lip and the jaw, and raised brows rise; metres. */
  private static final double JAW_DROP = 0.025;

  private static final double BROW_RISE = 0.012;

  private static final Map<Integer, double[]> PLACES = new TreeMap<>();
  private static final double[] REST = new double[3 * POINTS];
  private static final double[] MOUTH = new double[POINTS];
  private static final double[] BROWS = new double[POINTS];

  static {
    Map<Integer, double[]> known = known();
    int left = FIRST_LEFT;
    int filled = 0;
    for (int i = 0; i < FIRST_LEFT; i++) {
      boolean isKnown = known.containsKey(i);
      double[] place = isKnown ? known.get(i) : cheek(filled++);
      set(i, place[0], place[1]);
      if (isKnown) {
        PLACES.put(i, place);
      }
      if (place[0] != 0) {
        if (isKnown) {
          PLACES.put(left, new double[] {-place[0], place[1]});
        }
        set(left++, -place[0], place[1]);
      }
    }
    if (left != POINTS) {
      throw new AssertionError("the mesh has " + left + " points");
    }
  }

  private FaceMesh() {}

  /**
   * Where the points of lips, eyes, brows, nose and oval are: x and y in centimetres from the
   * middle of the face, x growing to the signer's left and y downwards, by MediaPipe's index.
   */
  public static Map<Integer, double[]> knownPlaces() {
    return Collections.unmodifiableMap(PLACES);
  }

  /** Writes the points in metres, looking at the viewer, moved by mouth and brows: [468 * 3]. */
  static void write(double mouth, double brows, double size, double[] points) {
    for (int i = 0; i < POINTS; i++) {
      double move = JAW_DROP * mouth * MOUTH[i] - BROW_RISE * brows * BROWS[i];
      points[3 * i] = size * REST[3 * i];
      points[3 * i + 1] = size * (REST[3 * i + 1] + move);
      points[3 * i + 2] = size * REST[3 * i + 2];
    }
  }

  private static Map<Integer, double[]> known() {
    Map<Integer, double[]> known = new HashMap<>();
    for (String entry : KNOWN.split(",", -1)) {
      String[] field = entry.trim().split(" ", -1);
      double x = Double.parseDouble(field[1]);
      known.put(Integer.valueOf(field[0]), new double[] {x, Double.parseDouble(field[2])});
    }
    return known;
  }

  /** A point of the right half's inside, spread by the golden ratio. */
  private static double[] cheek(int number) {
    double u = (number * 0.6180339887498949 + 0.5) % 1;
    double v = (number + 0.5) / 138;
    double y = -7.2 + 15.8 * v;
    double half = 6.6 * StrictMath.sqrt(Math.max(0.1, 1 - (y - 0.5) * (y - 0.5) / 88));
    return new double[] {-0.3 - (half - 0.3) * u, y};
  }

  private static void set(int index, double x, double y) {
    double round = Math.max(0.02, 1 - x * x / 60 - (y - 0.8) * (y - 0.8) / 110);
    double nose = 2.2 * StrictMath.exp(-x * x / 1.5 - (y - 2.8) * (y - 2.8) / 3);
    REST[3 * index] = x / 100;
    REST[3 * index + 1] = y / 100;
    REST[3 * index + 2] = (3 - 6 * StrictMath.sqrt(round) - nose) / 100;
    MOUTH[index] = mouthWeight(x, y);
    BROWS[index] = StrictMath.exp(-(y + 3.8) * (y + 3.8) / 1.5);
  }

  private static double mouthWeight(double x, double y) {
    double middle = Math.max(0, 1 - x * x / (MOUTH_HALF_WIDTH * MOUTH_HALF_WIDTH));
    if (y <= MOUTH_LINE) {
      return y > MOUTH_LINE - 1 ? -0.15 * middle : 0;
    }
    double jaw = Math.min(1, Math.max(0, (y - 7) / 1.5)) * Math.max(0, 1 - x * x / 40);
    return Math.max(middle, 0.8 * jaw);
  }
}
