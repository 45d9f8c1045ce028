package dev.teacher.train.doctor.network;

import dev.teacher.api.data.Sample;
import dev.teacher.api.graph.Graph;
import dev.teacher.model.summary.NetworkSummary;
import java.util.List;

/** Steps that a number of floating point operations buys, the same on every computer. */
final class Budget {
  /** A backward pass takes about twice the operations of a forward pass. */
  private static final int PASSES = 3;

  private Budget() {}

  /** Operations of a step over samples. */
  private static double step(Graph graph, List<Sample> samples) {
    return sentence(graph, samples) * samples.size();
  }

  /**
   * Operations that a training spends on one of these samples in the mean, each time it sees it.
   */
  static double sentence(Graph graph, List<Sample> samples) {
    long frames = TrainingSamples.frames(samples);
    int each = (int) Math.max(1, frames / samples.size());
    return PASSES * NetworkSummary.of(graph, each).flopsPerFrame() * frames / samples.size();
  }

  /** How many steps over these samples, of {@code most} at most. */
  static int steps(Graph graph, List<Sample> samples, double operations, int most) {
    return (int) Math.max(1, Math.min(most, operations / step(graph, samples)));
  }
}
