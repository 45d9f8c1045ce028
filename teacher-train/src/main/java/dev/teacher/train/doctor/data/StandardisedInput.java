package dev.teacher.train.doctor.data;

import dev.teacher.api.data.Frames;
import java.util.List;

/**
 * Recognises columns that were standardised before they were written: mean 0 and deviation 1, of
 * all recordings together or of each one. Nobody's body has such landmarks.
 *
 * @param all share of moving columns that are standardised over all recordings
 * @param each share of moving columns that are in each recording
 */
record StandardisedInput(double all, double each) {
  /** Share of columns from which it is no chance. */
  static final double MOST = 0.9;

  private static final double TOLERANCE = 0.2;
  private static final double OWN_TOLERANCE = 0.05;

  static StandardisedInput of(List<Frames> recordings, int width) {
    double[] sums = new double[width];
    double[] squares = new double[width];
    long frames = 0;
    int[] moving = new int[width];
    int[] standard = new int[width];
    for (Frames read : recordings) {
      double[] ownSums = new double[width];
      double[] ownSquares = new double[width];
      for (int i = 0; i < read.values().length; i++) {
        double value = read.values()[i];
        ownSums[i % width] += value;
        ownSquares[i % width] += value * value;
      }
      for (int c = 0; c < width; c++) {
        double mean = ownSums[c] / read.frames();
        double deviation = Math.sqrt(Math.max(0, ownSquares[c] / read.frames() - mean * mean));
        if (deviation > 1e-3) {
          moving[c]++;
          standard[c] += isStandard(mean, deviation, OWN_TOLERANCE) ? 1 : 0;
        }
        sums[c] += ownSums[c];
        squares[c] += ownSquares[c];
      }
      frames += read.frames();
    }
    int columns = 0;
    int all = 0;
    int each = 0;
    for (int c = 0; c < width; c++) {
      double mean = sums[c] / frames;
      double deviation = Math.sqrt(Math.max(0, squares[c] / frames - mean * mean));
      if (moving[c] > 0) {
        columns++;
        all += isStandard(mean, deviation, TOLERANCE) ? 1 : 0;
        each += standard[c] >= 0.95 * moving[c] ? 1 : 0;
      }
    }
    return columns == 0
        ? new StandardisedInput(0, 0)
        : new StandardisedInput((double) all / columns, (double) each / columns);
  }

  private static boolean isStandard(double mean, double deviation, double tolerance) {
    return Math.abs(mean) < tolerance && Math.abs(deviation - 1) < tolerance;
  }

  boolean holds() {
    return Math.max(all, each) >= MOST;
  }

  String text() {
    return each >= MOST
        ? "%s of the moving columns have mean 0 and deviation 1 in each recording"
            .formatted(Numbers.percent(each))
        : "%s of the moving columns have mean 0 and deviation 1 over the recordings"
            .formatted(Numbers.percent(all));
  }
}
