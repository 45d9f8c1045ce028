package dev.teacher.train.doctor;

import com.typesafe.config.Config;
import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import dev.teacher.train.export.ParityCheck;
import java.util.ArrayList;
import java.util.List;

/** The section {@code doctor}: what counts as sick. The meaning of a key names its source. */
public final class Thresholds {
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
                  + " networks begin below 300. Measured.");

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

  /** Shuffled glosses of sentences give 0.5. */
  public static final Key<Double> MISLABELLED =
      Key.number("mislabelled", 0.2)
          .range(0.01, 0.5)
          .meaning(
              "glosses do not belong to landmarks if, on average over sentences, this share of"
                  + " other sentences' glosses fits the landmarks better (measured: 0.03 on healthy"
                  + " corpora, 0.5 with shuffled glosses)");

  /** The middle recording has this many times fewer frames a gloss. */
  public static final Key<Double> TRUNCATED =
      Key.number("truncated", 4.0)
          .range(1.1, 100)
          .meaning(
              "recordings are cut off if the posture at their ends differs this many times as much"
                  + " as at their beginnings (Brown and Forsythe 1974; measured: 0.7 to 1.4 on"
                  + " healthy corpora)");

  /** Factor. */
  public static final Key<Double> TEMPO =
      Key.number("tempo", 1.5)
          .range(1.05, 10)
          .meaning(
              "frame rates differ, or recordings are cut off, if a split or signer has this many"
                  + " times more or fewer frames a gloss (measured: up to 1.2 between healthy splits"
                  + " and 1.3 between signers)");

  /** Factor. */
  public static final Key<Double> ASPECT =
      Key.number("aspect", 1.2)
          .range(1.01, 10)
          .meaning(
              "pictures are stretched if the faces of the same signers are this many times wider or"
                  + " narrower in another split (measured: 1.02 between healthy splits)");

  /** Share of frames. */
  public static final Key<Double> FROZEN =
      Key.number("frozen", 0.1)
          .range(0.001, 1)
          .meaning(
              "share of frames that repeat the one before to the last bit (measured: 0 on healthy"
                  + " corpora; a camera's noise alone moves landmarks)");

  /** Share of frames. */
  public static final Key<Double> HANDS =
      Key.number("hands", 0.5)
          .range(0, 1)
          .meaning(
              "least share of frames in which a hand was found (measured: 0.77 to 0.95 on healthy"
                  + " corpora)");

  /** Share of recordings. */
  public static final Key<Double> SWAPPED =
      Key.number("swapped", 0.1)
          .range(0.001, 1)
          .meaning(
              "share of recordings whose hands are at each other's wrists (measured: 0 on healthy"
                  + " corpora)");

  /** Share of recordings. */
  public static final Key<Double> MIRRORED =
      Key.number("mirrored", 0.12)
          .range(0.001, 1)
          .meaning(
              "share of a split's recordings that look like the mirror image of what the same"
                  + " signers look like in training (measured: below 0.05 on healthy corpora)");

  /** Share of recordings. */
  public static final Key<Double> TURNED =
      Key.number("turned", 0.02)
          .range(0.0001, 1)
          .meaning(
              "share of a split's recordings in which left and right shoulder and half of the face"
                  + " have changed places against the signer's usual recordings (measured: 0 on"
                  + " healthy corpora; no posture makes it)");

  /** Times. */
  public static final Key<Double> EXTREME =
      Key.number("extreme", 500.0)
          .range(2, 1e9)
          .meaning(
              "a column is extreme if it varies this many times as much as the other ones of its"
                  + " kind (measured: no column of healthy corpora; 13,000 where numbers are broken)");

  /** Correlation. */
  public static final Key<Double> LAYOUT =
      Key.number("layout", 0.5)
          .range(0, 1)
          .meaning(
              "least correlation of a part's points with where that part's points are on a body"
                  + " (measured: 0.86 to 0.93 on healthy corpora)");

  /** Deviations. */
  public static final Key<Double> SHIFTED =
      Key.number("shifted", 2.0)
          .range(0.1, 100)
          .meaning(
              "a split differs from training if its features lie so many deviations of a signer's"
                  + " own recordings away (measured: 0.3 between healthy splits)");

  /** Samples. */
  public static final Key<Integer> FEW_STATISTICS =
      Key.integer("few-statistics", 50)
          .range(1, 100000)
          .meaning(
              "statistics of fewer sentences than this are too few where training has more: means"
                  + " are uncertain by 1/sqrt(n) of the deviation between sentences");

  /** Deviations. */
  public static final Key<Double> STALE_STATISTICS =
      Key.number("stale-statistics", 0.1)
          .range(1e-6, 100)
          .meaning(
              "statistics are of other data if half of their means are this many deviations away"
                  + " from those of the training split, or half of their deviations differ by this"
                  + " share (0 where they are its own)");

  /** Share. */
  public static final Key<Double> BLOWN_UP =
      Key.number("blown-up", 1e-5)
          .range(1e-12, 1)
          .meaning(
              "a column is divided by next to nothing if its divisor is less than this share of the"
                  + " root mean square of all deviations: what float32 rounds off then becomes as"
                  + " large as a signal");

  /** Share. */
  public static final Key<Double> COLLAPSED =
      Key.number("collapsed", 0.5)
          .range(0.01, 1)
          .meaning(
              "normalisation destroys the signal if this share of the columns that varied before"
                  + " vary by less than a hundredth behind it, or if this share of the effective"
                  + " rank (Roy and Vetterli 2007) is lost");

  /** Share of a column's numbers. */
  public static final Key<Double> CLIPPED =
      Key.number("clipped", 0.5)
          .range(0.01, 1)
          .meaning(
              "a normaliser clips a column to nothing if this share of its numbers differ before"
                  + " and are all the smallest or the largest one behind it; it destroys the signal"
                  + " if so many columns are as doctor.collapsed says (measured: 0.05 at most on"
                  + " healthy corpora)");

  /** Root mean square. */
  public static final Key<Double> SIZE =
      Key.number("size", 20.0)
          .range(1, 1e6)
          .meaning(
              "features are not standardised if their root mean square is larger than this or"
                  + " smaller than its inverse: networks learn from inputs of mean 0 and variance 1"
                  + " (LeCun et al. 1998, Efficient BackProp, section 4.3)");

  private Thresholds() {}

  private static Key<Double> share(String path, double fallback) {
    return Key.number(path, fallback).range(0, 1);
  }

  private static List<Key<?>> data() {
    return List.of(
        MISLABELLED,
        TRUNCATED,
        TEMPO,
        ASPECT,
        FROZEN,
        HANDS,
        SWAPPED,
        MIRRORED,
        TURNED,
        EXTREME,
        LAYOUT,
        SHIFTED,
        FEW_STATISTICS,
        STALE_STATISTICS,
        BLOWN_UP,
        COLLAPSED,
        CLIPPED,
        SIZE);
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
    List<Key<?>> keys = new ArrayList<>(data());
    keys.addAll(network());
    return List.copyOf(keys);
  }

  /** Reads the section. */
  public static Settings of(Config section) {
    return Settings.of(section, "doctor", keys());
  }
}
