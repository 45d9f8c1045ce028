package dev.teacher.train.guard;

import dev.teacher.api.config.Key;
import dev.teacher.api.config.Settings;
import java.util.List;

/**
 * The keys {@code guards.*} of the section {@code train}.
 *
 * @param nonFinite what happens to a step that is not finite
 * @param limit such steps that are borne
 * @param gradientNorm that is too large in the long run; 0 for any
 * @param collapseAfter steps after which outputs must say something
 * @param faultyEngine what happens where a step is not finite by the engine's fault
 */
public record GuardSettings(
    NonFinite nonFinite,
    int limit,
    double gradientNorm,
    int collapseAfter,
    FaultyEngine faultyEngine) {
  /** What to do with a step whose input, loss or gradient is not finite. */
  public enum NonFinite {
    /** Stop. */
    FAIL,
    /** Leave it out, report it, and stop where there are too many. */
    SKIP
  }

  /** What to do where the engine computes wrong. */
  public enum FaultyEngine {
    /** Go on from that step, with the operation in its safe form. */
    AVOID,
    /** Stop. */
    STOP
  }

  private static final Key<NonFinite> NON_FINITE =
      Key.choice("guards.non-finite", NonFinite.class, NonFinite.FAIL)
          .meaning("What happens to steps with numbers that are not finite.");
  private static final Key<Integer> LIMIT =
      Key.integer("guards.limit", 10)
          .range(0, 1_000_000)
          .meaning("Steps that may be skipped in the whole training; one more ends it.");
  private static final Key<Double> GRADIENT_NORM =
      Key.number("guards.gradient-norm", 50.0)
          .range(0, 1e9)
          .meaning("Gradient norm before clipping that is too large in the long run; 0 for any.");
  private static final Key<Integer> COLLAPSE_AFTER =
      Key.integer("guards.collapse-after", 1000)
          .range(1, 100_000_000)
          .meaning("Steps after which, and after half of the epochs, outputs must say something.");

  private static final Key<FaultyEngine> FAULTY_ENGINE =
      Key.choice("guards.faulty-engine", FaultyEngine.class, FaultyEngine.AVOID)
          .meaning("What happens where a step is not finite by the engine's fault.");

  /** Every key. */
  public static final List<Key<?>> KEYS =
      List.of(NON_FINITE, LIMIT, GRADIENT_NORM, COLLAPSE_AFTER, FAULTY_ENGINE);

  /** Those of the section {@code train}. */
  public static GuardSettings of(Settings train) {
    return new GuardSettings(
        train.get(NON_FINITE),
        train.get(LIMIT),
        train.get(GRADIENT_NORM),
        train.get(COLLAPSE_AFTER),
        train.get(FAULTY_ENGINE));
  }
}
