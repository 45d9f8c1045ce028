package dev.teacher.features.inspect;

import dev.teacher.features.synthetic.FaceMesh;
import java.util.Map;

/**
 * A part whose points keep their places relative to each other in the picture: the face, and the
 * pose of a person who stands or sits. In each frame the points' x are correlated with the
 * outline's, and their y, so that neither place nor size in the picture matters; a picture may be
 * mirrored or stand on its head. The fit is the median over the frames, of x or y, whichever is
 * worse.
 */
final class Outline implements Shape {
  /** x and y of the pose's points, in shoulder widths from the middle of the shoulders. */
  private static final double[][] BODY = {
    {0, -.6}, // nose
    {.07, -.7},
    {.11, -.7},
    {.15, -.7},
    {-.07, -.7},
    {-.11, -.7},
    {-.15, -.7}, // eyes
    {.22, -.64},
    {-.22, -.64}, // ears
    {.08, -.48},
    {-.08, -.48}, // mouth
    {.5, 0},
    {-.5, 0}, // shoulders
    {.65, .75},
    {-.65, .75}, // elbows
    {.45, .9},
    {-.45, .9}, // wrists
    {.42, .95},
    {-.42, .95},
    {.4, .9},
    {-.4, .9},
    {.4, .88},
    {-.4, .88}, // fingers
    {.32, 1.5},
    {-.32, 1.5}, // hips
    {.33, 2.4},
    {-.33, 2.4}, // knees
    {.33, 3.2},
    {-.33, 3.2},
    {.33, 3.3},
    {-.33, 3.3},
    {.36, 3.4},
    {-.36, 3.4} // feet
  };

  private static final int FACE_POINTS = 468;

  private final int points;
  private final int[] indices;
  private final double[] x;
  private final double[] y;

  private Outline(int points, int[] indices, double[] x, double[] y) {
    this.points = points;
    this.indices = indices;
    this.x = x;
    this.y = y;
  }

  /** BlazePose's 33 points of a person seen from the front. */
  static Outline pose() {
    int[] indices = new int[BODY.length];
    double[] x = new double[BODY.length];
    double[] y = new double[BODY.length];
    for (int i = 0; i < BODY.length; i++) {
      indices[i] = i;
      x[i] = BODY[i][0];
      y[i] = BODY[i][1];
    }
    return new Outline(BODY.length, indices, x, y);
  }

  /** The 468 points of MediaPipe's face mesh, of which those with a name are looked at. */
  static Outline face() {
    Map<Integer, double[]> known = FaceMesh.knownPlaces();
    int[] indices = new int[known.size()];
    double[] x = new double[indices.length];
    double[] y = new double[indices.length];
    int next = 0;
    for (Map.Entry<Integer, double[]> entry : known.entrySet()) {
      indices[next] = entry.getKey();
      x[next] = entry.getValue()[0];
      y[next] = entry.getValue()[1];
      next++;
    }
    return new Outline(FACE_POINTS, indices, x, y);
  }

  @Override
  public int points() {
    return points;
  }

  @Override
  public int coordinates() {
    return 2;
  }

  @Override
  public double fit(Points found, int frames) {
    double ofX = Math.abs(correlation(found, 0, frames));
    return ofX < 0.5 ? ofX : Math.min(ofX, Math.abs(correlation(found, 1, frames)));
  }

  /** The median correlation of a coordinate; negative if that axis runs the other way. */
  double correlation(Points found, int coordinate, int frames) {
    int[] chosen = found.columns().spread(frames);
    double[] correlations = new double[chosen.length];
    double[] places = new double[indices.length];
    for (int i = 0; i < chosen.length; i++) {
      for (int p = 0; p < places.length; p++) {
        places[p] = found.at(chosen[i], indices[p], coordinate);
      }
      correlations[i] = Statistics.correlation(places, coordinate == 0 ? x : y);
    }
    return Statistics.median(correlations);
  }
}
