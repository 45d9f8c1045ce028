package dev.teacher.features.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.GlossSegment;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.data.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Tokens are told by their nearest neighbour under dynamic time warping among other signers'
 * tokens, on coordinates relative to the shoulders: clearly possible, not trivial, and not without
 * the hands.
 */
class SeparabilityTest {
  private record Clip(String gloss, String signer, List<double[]> frames) {}

  private final SyntheticCorpus corpus = Corpora.corpus("sentences.train = 60");

  @Test
  void glossesAreToldAcrossSignersButNotTrivially() {
    assertThat(accuracy(true)).isBetween(0.4, 0.95);
  }

  @Test
  void halfOfTheGlossesAreMistakenWithoutTheHands() {
    assertThat(accuracy(false)).isBetween(0.2, 0.5);
  }

  private double accuracy(boolean hands) {
    List<Clip> clips = new ArrayList<>();
    for (Sample sample : corpus.read("train")) {
      Landmarks landmarks = sample.landmarks();
      for (GlossSegment segment : sample.segments()) {
        List<double[]> frames = new ArrayList<>();
        for (int frame = segment.start(); frame < segment.end(); frame++) {
          frames.add(features(landmarks, frame, hands));
        }
        clips.add(new Clip(segment.gloss(), sample.signer(), frames));
      }
    }
    int right = 0;
    for (Clip clip : clips) {
      Clip nearest = null;
      double least = Double.MAX_VALUE;
      for (Clip other : clips) {
        if (!other.signer().equals(clip.signer())) {
          double distance = warped(clip.frames(), other.frames());
          nearest = distance < least ? other : nearest;
          least = Math.min(least, distance);
        }
      }
      right += nearest != null && nearest.gloss().equals(clip.gloss()) ? 1 : 0;
    }
    return right / (double) clips.size();
  }

  /** Wrists about the shoulders and, if wanted, finger tips about the wrist, in shoulder widths. */
  private static double[] features(Landmarks landmarks, int frame, boolean hands) {
    double width = landmarks.at(frame, Part.POSE, 11, 0) - landmarks.at(frame, Part.POSE, 12, 0);
    double[] features = new double[24];
    int next = 0;
    for (Part hand : List.of(Part.LEFT_HAND, Part.RIGHT_HAND)) {
      int wrist = hand == Part.LEFT_HAND ? 15 : 16;
      for (int c = 0; c < 2; c++) {
        double middle =
            0.5 * (landmarks.at(frame, Part.POSE, 11, c) + landmarks.at(frame, Part.POSE, 12, c));
        features[next++] = (landmarks.at(frame, Part.POSE, wrist, c) - middle) / width;
        for (int tip = 4; tip < Hand.POINTS; tip += 4) {
          double reach = landmarks.at(frame, hand, tip, c) - landmarks.at(frame, hand, 0, c);
          features[next++] = hands ? reach / width : 0;
        }
      }
    }
    return features;
  }

  private static double warped(List<double[]> a, List<double[]> b) {
    double[] row = new double[b.size() + 1];
    Arrays.fill(row, Double.MAX_VALUE);
    row[0] = 0;
    for (double[] frame : a) {
      double diagonal = row[0];
      row[0] = Double.MAX_VALUE;
      for (int j = 1; j < row.length; j++) {
        double best = Math.min(diagonal, Math.min(row[j], row[j - 1]));
        diagonal = row[j];
        row[j] = best + distance(frame, b.get(j - 1));
      }
    }
    return row[b.size()] / (a.size() + b.size());
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }
}
