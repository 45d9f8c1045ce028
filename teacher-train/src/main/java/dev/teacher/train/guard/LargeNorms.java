package dev.teacher.train.guard;

import dev.teacher.train.run.GuardState;

/**
 * Whether gradients that are large in the long run are a fault.
 *
 * <p>A network that knows nothing yet is far from what it should say, so its gradients are large
 * without anything being wrong, and they stay so until its loss has fallen, which takes the longer
 * the slower the learning rate rises. So large norms are a fault where they last although the loss
 * does not fall, and while the learning rate rises, only if they grew as well.
 */
final class LargeNorms {
  /** Steps whose median counts. */
  static final int WINDOW = 20;

  /** Steps for which the median must be too large. */
  static final int LASTING = 50;

  /** A loss that is not below this share of the one then does not fall. */
  private static final double FALLEN = 0.95;

  /** Norms grew that are larger than the first ones by this factor. */
  private static final double GROWN = 2;

  private final double threshold;
  private final RunningMedian norms = new RunningMedian(WINDOW);
  private final RunningMedian losses = new RunningMedian(WINDOW);
  private double first = Double.NaN; // median of the first norms
  private double lastRate = Double.POSITIVE_INFINITY;
  private double lossThen; // when the norms became too large, or when the loss was last judged
  private int lasted;

  /**
   * @param threshold above which a median is too large
   */
  LargeNorms(double threshold) {
    this.threshold = threshold;
  }

  /**
   * Takes note of a step.
   *
   * @param norm of its gradient, before clipping
   * @param loss of it; of several steps, in the same unit
   * @param rate its learning rate
   * @return whether norms were too large for long, and the loss did not fall meanwhile
   */
  boolean step(double norm, double loss, double rate) {
    norms.add(norm);
    losses.add(loss);
    boolean rises = rate > lastRate;
    lastRate = rate;
    if (!norms.isFull()) {
      return false;
    }
    if (Double.isNaN(first)) {
      first = norms.median();
    }
    boolean fresh = rises && norms.median() <= GROWN * first;
    if (norms.median() <= threshold || fresh) {
      lasted = 0;
      return false;
    }
    if (lasted == 0) {
      lossThen = losses.median();
    }
    lasted++;
    if (lasted < LASTING) {
      return false;
    }
    boolean falls = losses.median() < FALLEN * lossThen;
    if (falls) {
      lasted = 1;
      lossThen = losses.median();
    }
    return !falls;
  }

  /** What it knows of the steps so far. */
  GuardState.Norms state() {
    return new GuardState.Norms(
        norms.numbers(),
        losses.numbers(),
        Double.isNaN(first) ? null : first,
        Double.isInfinite(lastRate) ? null : lastRate,
        lasted,
        lossThen);
  }

  /** Goes on, before its first step, from what another one knew. */
  void restore(GuardState.Norms before) {
    before.recent().forEach(norms::add);
    before.losses().forEach(losses::add);
    first = before.first() == null ? first : before.first();
    lastRate = before.lastRate() == null ? lastRate : before.lastRate();
    lasted = before.large();
    lossThen = before.lossThen();
  }

  /** The median of the last norms; NaN before the first. */
  double median() {
    return norms.median();
  }

  /** Norms that the median is of. */
  int size() {
    return norms.size();
  }
}
