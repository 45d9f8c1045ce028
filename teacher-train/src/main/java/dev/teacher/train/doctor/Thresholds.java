package dev.teacher.train.doctor;

import com.typesafe.config.Config;
import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.train.export.ParityCheck;
import java.util.List;

/** The section {@code doctor}: what counts as sick. The meaning of a key names its source. */
public final class Thresholds {
  // Checks add their keys here.

  // forward
  /** Root mean square of a layer's results that is beyond every sane size. */
  public static final Key<Double> ACTIVATION =
      Key.number("forward.activation", 100.0)
          .range(0, 1e30)
          .meaning(
              "Root mean square of a layer's results that is beyond every sane size: a layer passes"
                  + " on about the size that it gets (He et al. 2015).");

  /** How many times larger than at first a layer's weights may be. */
  public static final Key<Double> WEIGHTS =
      Key.number("forward.weights", 4.0)
          .range(1, 1e30)
          .meaning(
              "How many times larger than fresh ones a layer's first weights may be (He et al."
                  + " 2015); the square of it for a checkpoint's.");

  /** Share of the largest entropy below which an untrained output is too certain. */
  public static final Key<Double> ENTROPY =
      share("forward.entropy", 0.2)
          .meaning(
              "Share of the largest possible entropy, ln(classes), below which the output of an"
                  + " untrained network is too certain. Measured.");

  // gradients
  /** Mean norm of a sample's gradient that is too large. */
  public static final Key<Double> EXPLODING =
      Key.number("gradients.exploding", 1000.0)
          .range(0, 1e30)
          .meaning(
              "Mean norm of a sample's gradient that is too large (Pascanu et al. 2013); healthy"
                  + " networks begin below 100. Measured.");

  /** Share of the largest layer's gradient below which one has vanished. */
  public static final Key<Double> VANISHING =
      share("gradients.vanishing", 1e-6)
          .meaning(
              "Share of the largest layer's gradient norm below which a layer's has vanished: about"
                  + " what float32 tells apart (Pascanu et al. 2013).");

  // batch
  /** Relative difference of a result alone and in company that is more than rounding. */
  public static final Key<Double> NEIGHBOURS =
      share("batch.neighbours", 1e-4)
          .meaning(
              "Difference of a result alone and in company, relative to its largest number, that is"
                  + " more than rounding. Measured.");

  // ablation
  /** Share of the largest effect below which a segment has none. */
  public static final Key<Double> UNUSED =
      share("ablation.unused", 1e-6)
          .meaning(
              "Share of the most important segment's effect on log-probabilities, at or below which"
                  + " a segment has none; what is cut off has exactly none. Measured.");

  /** Root mean square of a change below which a segment hardly varies. */
  public static final Key<Double> MOVED =
      Key.number("ablation.moved", 0.05)
          .range(0, 1e30)
          .meaning(
              "Root mean square of what another sample changes in a segment, below which nothing is"
                  + " concluded: it hardly varies. In normalised units.");

  // export
  /** Difference of two log-probabilities that is more than rounding. */
  public static final Key<Double> EXPORT =
      Key.number("export.difference", ParityCheck.TOLERANCE)
          .range(0, 1e9)
          .meaning(
              "Difference of two log-probabilities between engine and exported file that is more"
                  + " than rounding: the tolerance of teacher export.");

  // learning
  /** Share of the first loss below which a training learns. */
  public static final Key<Double> LEARNS =
      share("learning.learns", 0.8)
          .meaning(
              "A loss below this share of the first one falls; sick trainings of healthy corpora"
                  + " stay above. Measured.");

  /** Share of the first loss below which samples are as good as learned. */
  public static final Key<Double> LEARNED =
      share("learning.learned", 0.02)
          .meaning(
              "A loss below this share of the first one is as good as learning by heart. Measured:"
                  + " the shipped networks come below it, sick trainings stay above 0.1.");

  /** Share of a loss that a change must come below to have helped. */
  public static final Key<Double> HELPS =
      share("learning.helps", 0.5)
          .meaning(
              "A change helps if all is known by heart with it, or the loss falls below this share"
                  + " of the loss without it. Measured.");

  /** Steps within which weights may forget. */
  public static final Key<Double> FORGETS =
      Key.number("learning.forgets", 500.0)
          .range(0, 1e12)
          .meaning(
              "Steps, 1 / (rate * weight decay), within which no weight should forget (Wang and"
                  + " Aitchison 2024): an epoch at least.");

  /** Share of blank frames beyond which a network says nothing. */
  public static final Key<Double> BLANKS =
      share("learning.blanks", 0.99)
          .meaning("Share of blank frames beyond which a network says nothing. Measured.");

  private Thresholds() {}

  private static Key<Double> share(String path, double fallback) {
    return Key.number(path, fallback).range(0, 1);
  }

  private static List<Key<?>> network() {
    return List.of(
        ACTIVATION,
        WEIGHTS,
        ENTROPY,
        EXPLODING,
        VANISHING,
        NEIGHBOURS,
        UNUSED,
        MOVED,
        EXPORT,
        LEARNS,
        LEARNED,
        HELPS,
        FORGETS,
        BLANKS);
  }

  /** Every key of the section. */
  public static List<Key<?>> keys() {
    return network();
  }

  /** Reads the section. */
  public static Settings of(Config section) {
    return Settings.of(section, "doctor", keys());
  }
}
