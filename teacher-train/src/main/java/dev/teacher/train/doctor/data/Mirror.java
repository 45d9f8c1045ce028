package dev.teacher.train.doctor.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Recordings that look like the mirror image of what the same signer looks like in training. Some
 * numbers of a recording only change their sign in a mirror: how far the signer sits from the
 * picture's middle, how the shoulders slope, which hand moves more. A signer has usual ones; a
 * recording is mirrored if their negative fits it better, by the ratio of likelihoods of normal
 * distributions (the linear discriminant of Fisher 1936). Where a signer's usual numbers are near 0
 * nothing can be told, and nothing is.
 *
 * @param split that was looked at
 * @param told recordings of which something can be told
 * @param mirrored ids of those that are mirrored
 */
record Mirror(String split, int told, List<String> mirrored) {
  private static final int FEWEST = 5;

  /** Logarithm of the least ratio of likelihoods that counts. */
  private static final double CLEAR = 2;

  /** Each split but training. */
  static List<Mirror> of(Map<String, List<Posture>> splits) {
    Map<String, List<Posture>> trained = Tempo.bySigner(splits.getOrDefault("train", List.of()));
    Map<String, double[]> usual = new LinkedHashMap<>();
    Map<String, Boolean> inverted = new LinkedHashMap<>();
    trained.forEach(
        (signer, own) -> {
          if (own.size() >= FEWEST) {
            usual.put(signer, middle(own));
            inverted.put(
                signer,
                Numbers.median(own.stream().mapToDouble(Posture::inverted).toArray()) > 0.5);
          }
        });
    double[] spread = spread(trained, usual);
    List<Mirror> mirrors = new ArrayList<>();
    splits.forEach(
        (split, postures) -> {
          if (!split.equals("train")) {
            mirrors.add(of(split, postures, usual, inverted, spread));
          }
        });
    return mirrors;
  }

  private static Mirror of(
      String split,
      List<Posture> postures,
      Map<String, double[]> usual,
      Map<String, Boolean> inverted,
      double[] spread) {
    int told = 0;
    List<String> mirrored = new ArrayList<>();
    for (Posture posture : postures) {
      double[] mean = usual.get(posture.sample().signer());
      if (mean == null) {
        continue;
      }
      double ratio = ratio(posture.lean(), mean, spread);
      boolean turned = (posture.inverted() > 0.5) != inverted.get(posture.sample().signer());
      if (turned || Math.abs(ratio) > CLEAR) {
        told++;
      }
      if (turned || ratio < -CLEAR) {
        mirrored.add(posture.sample().id());
      }
    }
    return new Mirror(split, told, mirrored);
  }

  /** Logarithm of the likelihood of what was seen over that of its mirror image. */
  private static double ratio(double[] lean, double[] mean, double[] spread) {
    double ratio = 0;
    for (int k = 0; k < lean.length; k++) {
      if (!Double.isNaN(lean[k]) && !Double.isNaN(mean[k]) && spread[k] > 0) {
        double bounded = Math.max(-3 * spread[k], Math.min(3 * spread[k], lean[k] - mean[k]));
        double other = Math.max(-3 * spread[k], Math.min(3 * spread[k], lean[k] + mean[k]));
        ratio += (other * other - bounded * bounded) / (2 * spread[k] * spread[k]);
      }
    }
    return ratio;
  }

  private static double[] middle(List<Posture> postures) {
    double[] middle = new double[Posture.LEANS];
    for (int k = 0; k < middle.length; k++) {
      int place = k;
      middle[k] =
          Numbers.median(
              postures.stream()
                  .mapToDouble(p -> p.lean()[place])
                  .filter(Double::isFinite)
                  .toArray());
    }
    return middle;
  }

  private static double[] spread(Map<String, List<Posture>> bySigner, Map<String, double[]> usual) {
    double[] spread = new double[Posture.LEANS];
    for (int k = 0; k < spread.length; k++) {
      List<Double> distances = new ArrayList<>();
      for (Map.Entry<String, double[]> entry : usual.entrySet()) {
        for (Posture posture : bySigner.get(entry.getKey())) {
          double distance = posture.lean()[k] - entry.getValue()[k];
          if (Double.isFinite(distance)) {
            distances.add(distance);
          }
        }
      }
      double squares = distances.stream().mapToDouble(d -> d * d).average().orElse(0);
      spread[k] = Math.sqrt(squares);
    }
    return spread;
  }
}
