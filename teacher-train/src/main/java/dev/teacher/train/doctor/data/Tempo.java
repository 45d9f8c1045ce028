package dev.teacher.train.doctor.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * How long and how fast glosses are signed in a split, next to training; or by a signer, next to
 * the others. The same people do not sign at another speed in another split: with another frame
 * rate, frames a gloss and the way from frame to frame change against each other; where recordings
 * are cut off, there are fewer frames and the way stays.
 *
 * @param who the split or signer
 * @param isSigner whether it is a signer
 * @param frames logarithm of frames a gloss over those of the others
 * @param speed logarithm of the wrists' way a frame over that of the others
 */
record Tempo(String who, boolean isSigner, double frames, double speed) {
  private static final int FEWEST = 3;

  /** How much of what frames change speed must change back; speeds vary more than lengths. */
  private static final double OPPOSED = 0.6;

  /** Whether another frame rate explains it. */
  boolean isOtherRate(double factor) {
    return Math.abs(frames) > Math.log(factor)
        && -speed * Math.signum(frames) > OPPOSED * Math.abs(frames);
  }

  /** Whether recordings that are cut off explain it: its own, or those of training. */
  boolean isCutOff(double factor) {
    return Math.abs(frames) > Math.log(factor) && !isOtherRate(factor) && !(frames > 0 && isSigner);
  }

  /** In words. */
  String text() {
    return "%s: %s times the frames a gloss, %s times the way a frame"
        .formatted(who, Numbers.text(Math.exp(frames)), Numbers.text(Math.exp(speed)));
  }

  /** Each split but training whose signers are in training too. */
  static List<Tempo> ofSplits(Map<String, List<Posture>> splits) {
    List<Tempo> tempos = new ArrayList<>();
    Map<String, List<Posture>> trained = bySigner(splits.getOrDefault("train", List.of()));
    splits.forEach(
        (split, postures) -> {
          if (!split.equals("train")) {
            Map<String, List<Posture>> own = bySigner(postures);
            double frames = paired(own, trained, Posture::framesPerGloss);
            double speed = paired(own, trained, Posture::speed);
            if (!Double.isNaN(frames) && !Double.isNaN(speed)) {
              tempos.add(new Tempo("split " + split, false, frames, speed));
            }
          }
        });
    return tempos;
  }

  /** Each signer of training next to the other ones. */
  static List<Tempo> ofSigners(List<Posture> training) {
    List<Tempo> tempos = new ArrayList<>();
    Map<String, List<Posture>> bySigner = bySigner(training);
    bySigner.forEach(
        (signer, own) -> {
          if (bySigner.size() > 2 && own.size() >= FEWEST) {
            double[] frames = others(bySigner, signer, Posture::framesPerGloss);
            double[] speed = others(bySigner, signer, Posture::speed);
            tempos.add(
                new Tempo(
                    "signer " + signer,
                    true,
                    Math.log(middle(own, Posture::framesPerGloss) / Numbers.median(frames)),
                    Math.log(middle(own, Posture::speed) / Numbers.median(speed))));
          }
        });
    return tempos;
  }

  private static double[] others(
      Map<String, List<Posture>> bySigner, String signer, ToDoubleFunction<Posture> number) {
    return bySigner.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(signer))
        .mapToDouble(entry -> middle(entry.getValue(), number))
        .toArray();
  }

  /** The recordings of each signer. */
  static Map<String, List<Posture>> bySigner(List<Posture> postures) {
    return postures.stream()
        .collect(
            Collectors.groupingBy(
                posture -> posture.sample().signer(), LinkedHashMap::new, Collectors.toList()));
  }

  private static boolean isEnough(List<Posture> own, List<Posture> trained) {
    return trained != null && own.size() >= FEWEST && trained.size() >= FEWEST;
  }

  /**
   * The middle over signers of both of the logarithm of their numbers over those in training; NaN
   * where there are none.
   */
  static double paired(
      Map<String, List<Posture>> own,
      Map<String, List<Posture>> trained,
      ToDoubleFunction<Posture> number) {
    double[] ratios =
        own.entrySet().stream()
            .filter(entry -> isEnough(entry.getValue(), trained.get(entry.getKey())))
            .mapToDouble(
                entry ->
                    Math.log(
                        middle(entry.getValue(), number)
                            / middle(trained.get(entry.getKey()), number)))
            .filter(Double::isFinite)
            .toArray();
    return Numbers.median(ratios);
  }

  private static double middle(List<Posture> postures, ToDoubleFunction<Posture> number) {
    return Numbers.median(
        Arrays.stream(postures.stream().mapToDouble(number).toArray())
            .filter(Double::isFinite)
            .toArray());
  }
}
