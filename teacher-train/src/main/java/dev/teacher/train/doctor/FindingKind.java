package dev.teacher.train.doctor;

import static dev.teacher.train.doctor.Stage.CONFIGURATION;
import static dev.teacher.train.doctor.Stage.DATA;
import static dev.teacher.train.doctor.Stage.ENGINE;
import static dev.teacher.train.doctor.Stage.EXPORT;
import static dev.teacher.train.doctor.Stage.LABELS;
import static dev.teacher.train.doctor.Stage.NETWORK;
import static dev.teacher.train.doctor.Stage.NORMALISATION;
import static dev.teacher.train.doctor.Stage.SCORING;
import static dev.teacher.train.doctor.Stage.STATISTICS;
import static dev.teacher.train.doctor.Stage.TRAINING;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a doctor can find, in the order in which one fault causes another. */
public enum FindingKind {
  FAULTY_ENGINE(ENGINE, "an engine that computes wrong"),

  REFUSED(CONFIGURATION, "the configuration or its data are refused"),
  DECLARED_TWICE(CONFIGURATION, "features are standardised twice, as configured"),

  EMPTY_REFERENCE(LABELS, "sentences without a gloss"),
  DUPLICATE_ID(LABELS, "one id for several sentences"),
  CONTRADICTION(LABELS, "the same landmarks with other glosses"),
  FILTERED_WORDS(LABELS, "the annotation filter deletes glosses"),
  UNSEEN_GLOSSES(LABELS, "glosses that training never sees"),
  TEST_VOCABULARY(LABELS, "a vocabulary with glosses of other splits"),
  MISLABELLED(LABELS, "glosses that do not belong to the landmarks"),
  TOO_SHORT(LABELS, "outputs shorter than CTC needs"),
  TRUNCATED(LABELS, "recordings that are cut off"),
  LEAKED_CLIPS(LABELS, "the same recordings in several splits"),
  LEAKED_SIGNERS(LABELS, "signers of training in a split of unseen signers"),

  NON_FINITE_INPUT(DATA, "input that is not finite"),
  WRONG_LAYOUT(DATA, "columns that are not what they are called"),
  FROZEN_FRAMES(DATA, "frames that are repeated"),
  MISSING_PARTS(DATA, "parts of the body that are hardly ever there"),
  SWAPPED_HANDS(DATA, "left and right hand swapped"),
  MIRRORED(DATA, "mirrored recordings"),
  FRAME_RATE(DATA, "another frame rate"),
  ASPECT(DATA, "another aspect ratio"),
  ALREADY_STANDARDISED(DATA, "data that are standardised already"),
  EXTREME_VALUES(DATA, "numbers far beyond the others"),
  CONSTANT_COLUMNS(DATA, "columns that hardly vary"),
  SHIFTED(DATA, "splits or signers that differ from training"),

  FEW_STATISTICS(STATISTICS, "statistics of too few samples"),
  STALE_STATISTICS(STATISTICS, "statistics of other data"),
  PADDED_STATISTICS(STATISTICS, "statistics that count padding"),
  BLOWN_UP(STATISTICS, "columns divided by next to nothing"),

  COLLAPSED_VARIANCE(NORMALISATION, "normalisation that destroys the signal"),
  NOT_STANDARDISED(NORMALISATION, "features of very different sizes"),

  NON_FINITE_WEIGHTS(NETWORK, "weights that are not finite"),
  UNSTABLE_FORWARD(NETWORK, "activations beyond every sane size"),
  SATURATED_OUTPUT(NETWORK, "outputs that are certain before they are trained"),
  DEAD_LAYER(NETWORK, "layers without any gradient"),
  EXPLODING(NETWORK, "exploding gradients"),
  VANISHING(NETWORK, "vanishing gradients"),
  NEIGHBOUR_DEPENDENCE(NETWORK, "results that depend on the batch"),
  UNUSED_SEGMENT(NETWORK, "a segment that the network does not use"),

  RATE_TOO_HIGH(TRAINING, "a learning rate that is too high"),
  RATE_TOO_LOW(TRAINING, "a learning rate that is too low"),
  OVER_REGULARISED(TRAINING, "so much regularisation that nothing is learned"),
  BLANK_COLLAPSE(TRAINING, "nothing but blanks"),
  CANNOT_OVERFIT(TRAINING, "a few samples cannot be learned by heart"),

  EXPORT_DRIFT(EXPORT, "an exported file that computes something else"),
  SCORING_FAULT(SCORING, "error rates that are counted wrongly");

  private final Stage stage;
  private final String text;

  FindingKind(Stage stage, String text) {
    this.stage = stage;
    this.text = text;
  }

  /** Where it sits. */
  public Stage stage() {
    return stage;
  }

  /** What people call it. */
  public String text() {
    return text;
  }

  /** What files and options call it: {@code declared-twice}. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
