package dev.teacher.train.guard;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a guard can find. A fault has consequences that would look like faults of their own: those
 * stay silent after their cause has spoken.
 */
public enum AlarmKind {
  /** Samples that were left out. */
  TOO_SHORT("outputs too short for CTC"),
  /** NaN or infinity in the files. */
  INPUT("non-finite input"),
  /** NaN or infinity within the network. */
  ACTIVATION("non-finite activation"),
  /** An infinite loss of finite log-probabilities. */
  LOSS("non-finite loss"),
  /** A finite loss with a gradient that is not. */
  GRADIENT("non-finite gradient"),
  /** An update beyond what weights can be. */
  WEIGHTS("non-finite weights"),
  /** A step that is not finite, and is in the safe form of the engine's operations. */
  FAULTY_ENGINE("faulty engine"),
  /** Features that say nothing. */
  CONSTANT_COLUMNS("constant columns"),
  /** Features far beyond what standardised ones are. */
  OUTLYING_COLUMNS("outlying columns"),
  /** A standardising chain that does not. */
  NOT_STANDARDISED("features not standardised"),
  /** A loss far worse than that of guessing. */
  DIVERGING("diverging loss"),
  /** Gradients far too large. */
  EXPLODING("exploding gradients"),
  /** Layers without any gradient. */
  DEAD("dead layers"),
  /** Layers with next to no gradient. */
  VANISHING("vanishing gradients"),
  /** Outputs without glosses. */
  BLANKS("blank collapse"),
  /** Outputs that do not depend on the input. */
  ONE_HYPOTHESIS("one hypothesis for everything"),
  /** Outputs of few glosses. */
  FEW_GLOSSES("vocabulary collapse");

  private static final Set<AlarmKind> NOT_FINITE =
      EnumSet.of(INPUT, ACTIVATION, LOSS, GRADIENT, WEIGHTS);
  private static final Set<AlarmKind> UNSTABLE = EnumSet.of(DIVERGING, EXPLODING);
  private static final Set<AlarmKind> COLLAPSES = EnumSet.of(BLANKS, ONE_HYPOTHESIS, FEW_GLOSSES);

  private final String text;

  AlarmKind(String text) {
    this.text = text;
  }

  /** What people call it. */
  public String text() {
    return text;
  }

  /** Whether it makes a step impossible or useless; such ones are reported each time. */
  boolean isNotFinite() {
    return NOT_FINITE.contains(this);
  }

  /** Whether this would follow from an earlier one. */
  boolean follows(AlarmKind earlier) {
    return switch (this) {
      case OUTLYING_COLUMNS, NOT_STANDARDISED ->
          earlier == CONSTANT_COLUMNS || earlier == OUTLYING_COLUMNS;
      case DIVERGING, EXPLODING, DEAD -> UNSTABLE.contains(earlier);
      case VANISHING -> UNSTABLE.contains(earlier) || earlier == DEAD;
      case BLANKS, ONE_HYPOTHESIS, FEW_GLOSSES ->
          UNSTABLE.contains(earlier)
              || earlier == DEAD
              || earlier == VANISHING
              || COLLAPSES.contains(earlier);
      default -> false;
    };
  }
}
