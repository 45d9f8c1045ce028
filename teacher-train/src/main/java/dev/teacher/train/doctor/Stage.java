package dev.teacher.train.doctor;

/** Where on the way from annotation to result a fault sits. Earlier ones cause later ones. */
public enum Stage {
  /** What computes. */
  ENGINE,
  /** What was asked for. */
  CONFIGURATION,
  /** What is signed, and which sample stands in which split. */
  LABELS,
  /** Landmarks or features, as they stand in the files. */
  DATA,
  /** The statistics that normalisers hold. */
  STATISTICS,
  /** What normalisers make of the features. */
  NORMALISATION,
  /** The network and its weights. */
  NETWORK,
  /** How weights move. */
  TRAINING,
  /** The exported file. */
  EXPORT,
  /** How results are counted. */
  SCORING
}
