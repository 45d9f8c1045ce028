package dev.teacher.features.synthetic;

/**
 * How hard the corpus is: every constant that makes tokens of a gloss differ. Lengths are in
 * metres, angles in radians, jitter in fractions of the picture. A healthy recogniser must learn
 * the corpus in a minute or two; one that ignores the hands or the movement must not.
 */
final class Difficulty {
  /** How far a token's place strays, per axis. */
  static final double TOKEN_PLACE = 0.014;

  /** How much a token's hand is turned from the gloss's orientation. */
  static final double TOKEN_ROTATION = 0.08;

  /** How much a token's finger joints stray. */
  static final double TOKEN_FINGERS = 0.08;

  /** Relative deviation of a token's movement amplitude. */
  static final double TOKEN_AMPLITUDE = 0.12;

  /** Relative deviation of a token's duration. */
  static final double TOKEN_TEMPO = 0.12;

  /** A signer's own way of a gloss, relative to how much tokens vary. */
  static final double STYLE = 0.7;

  /** Jitter of pose, face and hand landmarks in x and y, for a signer of average noise. */
  static final double POSE_JITTER = 0.0010;

  static final double FACE_JITTER = 0.0008;
  static final double HAND_JITTER = 0.0025;

  /** How much stronger z jitters than x and y: on the body much, in face and hands it does not. */
  static final double POSE_DEPTH_JITTER = 10;

  /** Correlation of the jitter of neighbouring frames. */
  static final double JITTER_CORRELATION = 0.5;

  /** Chance a frame that a visible hand gets lost, and the longest such spell in frames. */
  static final double HAND_LOSS = 0.015;

  static final int HAND_LOSS_FRAMES = 4;

  /** Chance a frame that the face gets lost, and the longest such spell in frames. */
  static final double FACE_LOSS = 0.001;

  static final int FACE_LOSS_FRAMES = 5;

  /** Chance that a gloss repeats its predecessor. */
  static final double REPETITION = 0.08;

  private Difficulty() {}
}
