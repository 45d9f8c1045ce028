package dev.teacher.train.run;

import java.util.List;
import java.util.Map;

/**
 * What the guards of a training remember of its steps and validations: the file {@code guards.json}
 * of a checkpoint. Alarms that were raised stand in {@code alarms.jsonl}. Lists of numbers begin
 * with the oldest.
 *
 * @param losses of the last steps, as shares of that of a network that knows nothing
 * @param norms of the last steps' gradients
 * @param layers norms of the last steps' gradients, by layer; no layer where none were measured
 * @param outputs of the validations
 */
public record GuardState(
    List<Double> losses, Norms norms, Map<String, List<Double>> layers, Outputs outputs) {
  public GuardState {
    losses = List.copyOf(losses);
    layers = Map.copyOf(layers);
  }

  /**
   * Norms of whole gradients before clipping, and what is measured against them.
   *
   * @param recent norms of the last steps
   * @param losses of these steps, as shares of that of a network that knows nothing
   * @param first median of the training's first norms; null before there are enough
   * @param lastRate learning rate of the last step; null before the first
   * @param large steps for which the median has been too large
   * @param lossThen median of the losses when it became so, or when the loss was last judged
   */
  public record Norms(
      List<Double> recent,
      List<Double> losses,
      Double first,
      Double lastRate,
      int large,
      double lossThen) {
    public Norms {
      recent = List.copyOf(recent);
      losses = List.copyOf(losses);
    }
  }

  /**
   * What came of epochs and validations.
   *
   * @param epochLosses of training, by epoch; no epoch in which no step was made
   * @param good whether the network could do something at the last validation
   * @param could whether it could at two validations running
   */
  public record Outputs(Map<Integer, Double> epochLosses, boolean good, boolean could) {
    public Outputs {
      epochLosses = Map.copyOf(epochLosses);
    }
  }
}
