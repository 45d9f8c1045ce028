package dev.teacher.train.doctor;

import java.util.List;
import java.util.Optional;

/**
 * How a short training went.
 *
 * @param losses of its steps, mean over the samples of the step; the last may be non-finite
 * @param norms of the gradients before clipping, a step each
 * @param samples it was trained on
 * @param wer of the trained network on those very samples, a fraction, greedy; 1 or more if the
 *     network says nothing finite
 * @param blankShare share of output frames whose best entry is the blank, at the end
 * @param finite whether every loss and gradient was
 * @param unseen how well it does on sentences that it was not trained on; empty where that was not
 *     asked, or it says nothing finite
 */
public record Course(
    List<Double> losses,
    List<Double> norms,
    int samples,
    double wer,
    double blankShare,
    boolean finite,
    Optional<Unseen> unseen) {
  /**
   * What a short training is worth on other sentences.
   *
   * @param sentences their number
   * @param loss mean CTC loss, per gloss as in training
   * @param wer a fraction, greedy
   */
  public record Unseen(int sentences, double loss, double wer) {}

  public Course {
    losses = List.copyOf(losses);
    norms = List.copyOf(norms);
  }

  /** Steps that were made. */
  public int steps() {
    return losses.size();
  }

  /** The loss before the first step. */
  public double firstLoss() {
    return losses.get(0);
  }

  /** Mean loss of the last tenth of the steps. */
  public double lastLoss() {
    int count = Math.max(1, losses.size() / 10);
    return losses.subList(losses.size() - count, losses.size()).stream()
        .mapToDouble(Double::doubleValue)
        .average()
        .orElseThrow();
  }

  /** Whether the samples were learned by heart. */
  public boolean memorised() {
    return finite && wer == 0;
  }
}
