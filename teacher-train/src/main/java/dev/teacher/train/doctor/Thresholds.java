package dev.teacher.train.doctor;

import com.typesafe.config.Config;
import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import java.util.ArrayList;
import java.util.List;

/** The section {@code doctor}: what counts as sick. The meaning of a key names its source. */
public final class Thresholds {
  // Checks add their keys here.

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

  /** Times. */
  public static final Key<Double> EXTREME =
      Key.number("extreme", 500.0)
          .range(2, 1e9)
          .meaning(
              "a column is extreme if it varies this many times as much as the other ones of its"
                  + " kind (measured: below 30 on healthy corpora)");

  /** Correlation. */
  public static final Key<Double> LAYOUT =
      Key.number("layout", 0.5)
          .range(0, 1)
          .meaning(
              "least correlation of a part's points with where that part's points are on a body"
                  + " (measured: 0.8 to 0.99 on healthy corpora)");

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

  /** Root mean square. */
  public static final Key<Double> SIZE =
      Key.number("size", 20.0)
          .range(1, 1e6)
          .meaning(
              "features are not standardised if their root mean square is larger than this or"
                  + " smaller than its inverse: networks learn from inputs of mean 0 and variance 1"
                  + " (LeCun et al. 1998, Efficient BackProp, section 4.3)");

  private Thresholds() {}

  /** Every key of the section. */
  public static List<Key<?>> keys() {
    List<Key<?>> keys = new ArrayList<>();
    keys.addAll(
        List.of(
            MISLABELLED,
            TRUNCATED,
            TEMPO,
            ASPECT,
            FROZEN,
            HANDS,
            SWAPPED,
            MIRRORED,
            EXTREME,
            LAYOUT,
            SHIFTED,
            FEW_STATISTICS,
            STALE_STATISTICS,
            BLOWN_UP,
            COLLAPSED,
            SIZE));
    return List.copyOf(keys);
  }

  /** Reads the section. */
  public static Settings of(Config section) {
    return Settings.of(section, "doctor", keys());
  }
}
