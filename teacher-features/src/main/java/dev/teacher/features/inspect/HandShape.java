package dev.teacher.features.inspect;

import java.util.stream.IntStream;

/**
 * The 21 points of a hand: wrist, then base to tip of thumb, index, middle, ring and little finger.
 * A hand turns every way, but its bones keep their lengths: the distances of all pairs of points,
 * in units of their mean, averaged over frames, are correlated with those of a hand half open.
 *
 * @param coordinates in which distances are taken, 2 or 3
 */
record HandShape(int coordinates) implements Shape {
  private static final int POINTS = 21;

  /** x and y in units of the hand's length, fingers upwards. */
  private static final double[][] HAND = {
    {0, 0},
    {.17, -.12},
    {.29, -.25},
    {.37, -.37},
    {.42, -.48},
    {.14, -.50},
    {.17, -.68},
    {.17, -.78},
    {.17, -.86},
    {.03, -.52},
    {.03, -.72},
    {.03, -.83},
    {.03, -.92},
    {-.07, -.48},
    {-.09, -.66},
    {-.10, -.76},
    {-.10, -.84},
    {-.16, -.42},
    {-.20, -.55},
    {-.22, -.62},
    {-.23, -.69}
  };

  /** Wrist and knuckles, whose distances do not depend on what the fingers do. */
  private static final int[] PALM = {0, 1, 5, 9, 13, 17};

  private static final int FEWEST_FRAMES = 3;

  @Override
  public int points() {
    return POINTS;
  }

  @Override
  public double fit(Points points, int frames) {
    int[] chosen = frames(points, frames);
    if (chosen.length < Math.min(FEWEST_FRAMES, points.columns().frames())) {
      return Double.NaN;
    }
    // In the picture alone as well: a column too early, z would stand for x and y for z, and the
    // distances in space would be nearly the same.
    double inPicture = fit(points, chosen, 2);
    return coordinates == 2 ? inPicture : Math.min(inPicture, fit(points, chosen, 3));
  }

  private static double fit(Points points, int[] frames, int coordinates) {
    double[] sum = new double[POINTS * (POINTS - 1) / 2];
    for (int frame : frames) {
      double[] distances = distances(points, frame, coordinates);
      double mean = Statistics.mean(distances);
      for (int i = 0; mean > 0 && i < sum.length; i++) {
        sum[i] += distances[i] / mean;
      }
    }
    return Statistics.correlation(sum, typical());
  }

  /**
   * How much the sides of the palm change from frame to frame, in units of the palm: their standard
   * deviations over their means. A rigid palm that turns in front of the camera gives a little.
   */
  double palmVariation(Points points, int frames) {
    int[] chosen = frames(points, frames);
    int sides = PALM.length * (PALM.length - 1) / 2;
    double[] sums = new double[sides];
    double[] squares = new double[sides];
    for (int frame : chosen) {
      double[] lengths = new double[sides];
      int next = 0;
      for (int i = 0; i < PALM.length; i++) {
        for (int j = 0; j < i; j++) {
          lengths[next++] = distance(points, frame, PALM[i], PALM[j], coordinates);
        }
      }
      double mean = Statistics.mean(lengths);
      for (int i = 0; mean > 0 && i < sides; i++) {
        sums[i] += lengths[i] / mean;
        squares[i] += lengths[i] / mean * lengths[i] / mean;
      }
    }
    int n = chosen.length;
    double[] variations = new double[sides];
    for (int i = 0; i < sides; i++) {
      double mean = sums[i] / n;
      variations[i] = Math.sqrt(Math.max(0, squares[i] / n - mean * mean)) / mean;
    }
    return Statistics.mean(variations);
  }

  /** Frames with a hand: the knuckle of the middle finger is not 0, as a wrist may be. */
  private static int[] frames(Points points, int count) {
    float[] knuckle = points.columns().column(points.column(9, 0));
    return Columns.spread(
        IntStream.range(0, knuckle.length).filter(frame -> knuckle[frame] != 0).toArray(), count);
  }

  private static double[] distances(Points points, int frame, int coordinates) {
    double[] distances = new double[POINTS * (POINTS - 1) / 2];
    int next = 0;
    for (int i = 1; i < POINTS; i++) {
      for (int j = 0; j < i; j++) {
        distances[next++] = distance(points, frame, i, j, coordinates);
      }
    }
    return distances;
  }

  private static double distance(Points points, int frame, int i, int j, int coordinates) {
    double squares = 0;
    for (int k = 0; k < coordinates; k++) {
      double difference = points.at(frame, i, k) - points.at(frame, j, k);
      squares += difference * difference;
    }
    return Math.sqrt(squares);
  }

  private static double[] typical() {
    double[] distances = new double[POINTS * (POINTS - 1) / 2];
    int next = 0;
    for (int i = 1; i < POINTS; i++) {
      for (int j = 0; j < i; j++) {
        distances[next++] = Math.hypot(HAND[i][0] - HAND[j][0], HAND[i][1] - HAND[j][1]);
      }
    }
    return distances;
  }
}
