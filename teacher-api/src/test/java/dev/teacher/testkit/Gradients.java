package dev.teacher.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Batch;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What gradients must be, whatever engine computes them. */
final class Gradients {
  private static final double STEP = 2e-3;

  /** Of a difference quotient, from results in single precision. */
  private static final double SLOPE_TOLERANCE = 1e-3;

  private Gradients() {}

  /**
   * Gradients of a batch are the sum of those of its samples, each alone and not padded; as exactly
   * as numbers of the size of the largest summand can be added.
   */
  static void requireSum(
      TrainingSession session,
      Fragment recognizer,
      List<float[]> samples,
      int[][] labels,
      Weights found,
      String place) {
    List<Weights> alone = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      Batch batch = recognizer.alone(samples.get(i));
      alone.add(session.gradients(batch, new int[][] {labels[i]}));
    }
    for (String name : found.names()) {
      double[] sum = new double[found.get(name).size()];
      double largest = 1;
      for (Weights gradients : alone) {
        float[] values = gradients.get(name).floats();
        for (int i = 0; i < sum.length; i++) {
          sum[i] += values[i];
          largest = Math.max(largest, Math.abs(values[i]));
        }
      }
      for (int i = 0; i < sum.length; i++) {
        float value = found.get(name).floats()[i];
        boolean close = Math.abs(value - sum[i]) <= Numbers.TOLERANCE * largest;
        assertThat(close)
            .as("%s, %s: element %d is %s, the sum %s", place, name, i, value, sum[i])
            .isTrue();
      }
    }
  }

  /**
   * Each parameter's gradient is how the summed losses change with it: along a direction that is
   * half its own and half chance, so that neither a wrong nor a missing number goes unseen. Losses
   * are computed in plain Java, lest an engine be wrong twice.
   */
  static void requireSlopes(
      Fragment recognizer, Batch batch, int[][] labels, Weights gradients, String place) {
    SplittableRandom random = new SplittableRandom(place.hashCode());
    for (String name : gradients.names()) {
      float[] gradient = gradients.get(name).floats();
      double length = norm(gradient);
      float[] direction = OperationCases.uniform(random, -1, 1, gradient.length).floats();
      double chance = norm(direction);
      double expected = 0;
      for (int i = 0; i < direction.length; i++) {
        direction[i] /= (float) chance;
        direction[i] += length == 0 ? 0 : (float) (gradient[i] / length);
        expected += (double) gradient[i] * direction[i];
      }
      double above = loss(recognizer.with(moved(recognizer, name, direction, STEP)), batch, labels);
      double below =
          loss(recognizer.with(moved(recognizer, name, direction, -STEP)), batch, labels);
      double slope = (above - below) / (2 * STEP);
      assertThat(Math.abs(slope - expected) <= SLOPE_TOLERANCE * (1 + length))
          .as(
              "%s: the loss changes with %s by %s, the gradient says %s",
              place, name, slope, expected)
          .isTrue();
    }
  }

  private static double norm(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }

  private static double loss(Fragment recognizer, Batch batch, int[][] labels) {
    ModelOutput output = recognizer.run(batch);
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      sum += CtcLoss.of(output.sample(i), output.channels(), labels[i]) / labels[i].length;
    }
    return sum;
  }

  /** The weights with one parameter moved. */
  private static Weights moved(Fragment recognizer, String name, float[] direction, double by) {
    Weights moved = new Weights();
    for (String other : recognizer.weights().names()) {
      Tensor weight = recognizer.weights().get(other);
      if (!other.equals(name)) {
        moved.put(other, weight);
        continue;
      }
      float[] values = weight.floats().clone();
      for (int i = 0; i < values.length; i++) {
        values[i] += (float) (by * direction[i]);
      }
      moved.put(other, Tensor.of(values, weight.shape()));
    }
    return moved;
  }
}
