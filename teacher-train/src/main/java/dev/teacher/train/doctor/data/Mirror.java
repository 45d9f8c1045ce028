package dev.teacher.train.doctor.data;

import dev.teacher.train.doctor.Finding;
import dev.teacher.train.doctor.FindingKind;
import dev.teacher.train.doctor.Remedy;
import dev.teacher.train.doctor.Thresholds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Recordings that look like the mirror image of what the same signer usually looks like in
 * training. Some numbers of a recording only change their sign in a mirror: how far the signer sits
 * from the picture's middle, how the shoulders slope, which hand moves more. A signer has usual
 * ones; a recording is mirrored if their negative fits it better, by the ratio of likelihoods of
 * normal distributions (the linear discriminant of Fisher 1936). Where a signer's usual numbers are
 * near 0 nothing can be told, and nothing is. What is usual are medians, so that they hold as long
 * as most recordings of a signer are not mirrored.
 *
 * @param split that was looked at
 * @param told recordings of which something can be told
 * @param mirrored ids of those that are mirrored
 * @param turned ids of those among them in which the left shoulder and the left half of the face
 *     are on the other side than usual: x is mirrored and the points are called as before. No
 *     posture makes that
 */
record Mirror(String split, int told, List<String> mirrored, List<String> turned) {
  /** Recordings of which a median is taken. */
  private static final int FEWEST = 5;

  private static final int FEWEST_MIRRORED = 3;

  /** Logarithm of the least ratio of likelihoods that counts. */
  private static final double CLEAR = 2;

  /** Each split. */
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
    splits.forEach((split, postures) -> mirrors.add(of(split, postures, usual, inverted, spread)));
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
    List<String> turned = new ArrayList<>();
    for (Posture posture : postures) {
      double[] mean = usual.get(posture.sample().signer());
      if (mean == null) {
        continue;
      }
      double ratio = ratio(posture.lean(), mean, spread);
      boolean isTurned = (posture.inverted() > 0.5) != inverted.get(posture.sample().signer());
      if (isTurned || Math.abs(ratio) > CLEAR) {
        told++;
      }
      if (isTurned || ratio < -CLEAR) {
        mirrored.add(posture.sample().id());
      }
      if (isTurned) {
        turned.add(posture.sample().id());
      }
    }
    return new Mirror(split, told, mirrored, turned);
  }

  /**
   * Adds a finding where enough recordings of a split are mirrored. Of those that are turned a few
   * are enough.
   */
  static void find(Look look, List<Finding> findings) {
    double mostMirrored = look.patient().thresholds().get(Thresholds.MIRRORED);
    double mostTurned = look.patient().thresholds().get(Thresholds.TURNED);
    List<Mirror> found =
        of(look.postures()).stream()
            .filter(
                mirror ->
                    mirror.isMany(mirror.mirrored, mostMirrored)
                        || mirror.isMany(mirror.turned, mostTurned))
            .toList();
    if (found.isEmpty()) {
      return;
    }
    String evidence =
        "look like the mirror image of the same signers' usual recordings in training: "
            + String.join("; ", found.stream().map(Mirror::text).toList());
    String cause = "hands change sides, so that the same sign is another one to the network";
    List<String> places = found.stream().flatMap(m -> m.mirrored.stream()).toList();
    Remedy remedy = remedy(found);
    findings.add(
        found.stream().allMatch(mirror -> mirror.isMany(mirror.turned, mostTurned))
            ? Finding.seen(FindingKind.MIRRORED, evidence, cause, places, remedy)
            : Finding.concluded(FindingKind.MIRRORED, evidence, cause, places, remedy));
  }

  /** What is in training can be left out of it. */
  private static Remedy remedy(List<Mirror> found) {
    Set<String> training = new TreeSet<>();
    found.stream().filter(m -> m.split.equals("train")).forEach(m -> training.addAll(m.mirrored));
    return training.isEmpty()
        ? Remedy.of(
            "mirror them back, or show training both: add { type = mirror } to augmentations")
        : Remedy.without("mirror them back, or leave those of training out", training);
  }

  private boolean isMany(List<String> some, double most) {
    return some.size() >= FEWEST_MIRRORED && some.size() > most * told;
  }

  private String text() {
    String text = "%d of %d recordings of %s".formatted(mirrored.size(), told, split);
    return turned.isEmpty()
        ? text
        : text + ", %d of them with left and right exchanged".formatted(turned.size());
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
