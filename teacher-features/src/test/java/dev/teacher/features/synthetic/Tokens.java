package dev.teacher.features.synthetic;

import dev.teacher.api.data.GlossSegment;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tells tokens of glosses by their nearest neighbour under dynamic time warping, on coordinates
 * relative to the shoulders.
 */
final class Tokens {
  /**
   * A token.
   *
   * @param frames {@link #FEATURES} numbers a frame
   */
  record Clip(String gloss, String signer, List<double[]> frames) {}

  /** x and y of wrist and finger tips of both hands. */
  private static final int FEATURES = 24;

  /** Of each coordinate of a hand, the first feature is the wrist's. */
  private static final int EACH = 6;

  private Tokens() {}

  static Clip clip(Landmarks landmarks, GlossSegment segment, String signer) {
    List<double[]> frames = new ArrayList<>();
    for (int frame = segment.start(); frame < segment.end(); frame++) {
      frames.add(features(landmarks, frame));
    }
    return new Clip(segment.gloss(), signer, frames);
  }

  /**
   * The share of clips whose nearest neighbour among other signers' has the same gloss.
   *
   * @param hands whether finger tips are looked at
   */
  static double accuracy(List<Clip> clips, List<Clip> known, boolean hands) {
    int right = 0;
    for (Clip clip : clips) {
      Clip nearest = null;
      double least = Double.MAX_VALUE;
      for (Clip other : known) {
        if (!other.signer().equals(clip.signer())) {
          double distance = warped(clip.frames(), other.frames(), hands);
          nearest = distance < least ? other : nearest;
          least = Math.min(least, distance);
        }
      }
      right += nearest != null && nearest.gloss().equals(clip.gloss()) ? 1 : 0;
    }
    return right / (double) clips.size();
  }

  /** Wrists about the shoulders, finger tips about the wrist, in shoulder widths. */
  private static double[] features(Landmarks landmarks, int frame) {
    double width = landmarks.at(frame, Part.POSE, 11, 0) - landmarks.at(frame, Part.POSE, 12, 0);
    double[] features = new double[FEATURES];
    int next = 0;
    for (Part hand : List.of(Part.LEFT_HAND, Part.RIGHT_HAND)) {
      int wrist = hand == Part.LEFT_HAND ? 15 : 16;
      for (int c = 0; c < 2; c++) {
        double middle =
            0.5 * (landmarks.at(frame, Part.POSE, 11, c) + landmarks.at(frame, Part.POSE, 12, c));
        features[next++] = (landmarks.at(frame, Part.POSE, wrist, c) - middle) / width;
        for (int tip = 4; tip < Hand.POINTS; tip += 4) {
          double reach = landmarks.at(frame, hand, tip, c) - landmarks.at(frame, hand, 0, c);
          features[next++] = reach / width;
        }
      }
    }
    return features;
  }

  private static double warped(List<double[]> a, List<double[]> b, boolean hands) {
    double[] row = new double[b.size() + 1];
    Arrays.fill(row, Double.MAX_VALUE);
    row[0] = 0;
    for (double[] frame : a) {
      double diagonal = row[0];
      row[0] = Double.MAX_VALUE;
      for (int j = 1; j < row.length; j++) {
        double best = Math.min(diagonal, Math.min(row[j], row[j - 1]));
        diagonal = row[j];
        row[j] = best + distance(frame, b.get(j - 1), hands ? 1 : EACH);
      }
    }
    return row[b.size()] / (a.size() + b.size());
  }

  private static double distance(double[] a, double[] b, int step) {
    double sum = 0;
    for (int i = 0; i < a.length; i += step) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }
}
