package dev.teacher.train.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.plugin.TrainingSession.StepResult;
import dev.teacher.api.tensor.Weights;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps against AdamW as Loshchilov and Hutter (2019) write it, in double precision. */
class AdamWTest {
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.05, 1e6})
  void stepsAreThoseOfThePaperAfterClippingTheNorm(double clipNorm) {
    TrainingOptions options = new TrainingOptions(0.8, 0.95, 1e-6, 0.1, clipNorm, 1);
    Graph graph = TestNetworks.small(0);
    Reference reference = new Reference(options, graph.initialWeights(1));
    try (TrainingSession session = TestNetworks.open(graph, options)) {
      for (int step = 0; step < 5; step++) {
        double rate = 1e-2 / (step + 1);
        Weights gradients = session.gradients(TestNetworks.BATCH, TestNetworks.LABELS);
        double norm = reference.step(gradients, TestNetworks.BATCH.size(), rate);
        StepResult result = session.step(TestNetworks.BATCH, TestNetworks.LABELS, rate, step);
        assertThat(Math.abs(result.gradientNorm() - norm) <= 1e-5 * norm).isTrue();
      }
      Weights weights = session.weights();
      for (String name : weights.names()) {
        Close.assertClose(weights.get(name).floats(), reference.get(name), 1e-5);
      }
    }
  }

  private static final class Reference {
    private final TrainingOptions options;
    private final Map<String, double[]> values = new HashMap<>();
    private final Map<String, double[]> first = new HashMap<>();
    private final Map<String, double[]> second = new HashMap<>();
    private int steps;

    Reference(TrainingOptions options, Weights weights) {
      this.options = options;
      for (String name : weights.names()) {
        double[] start = new double[weights.get(name).size()];
        for (int i = 0; i < start.length; i++) {
          start[i] = weights.get(name).floats()[i];
        }
        values.put(name, start);
        first.put(name, new double[start.length]);
        second.put(name, new double[start.length]);
      }
    }

    /** Takes gradients of a sum over samples, gives the norm of those of the mean. */
    double step(Weights sums, int samples, double rate) {
      steps++;
      double squares = 0;
      for (String name : sums.names()) {
        for (float sum : sums.get(name).floats()) {
          squares += (double) sum / samples * sum / samples;
        }
      }
      double norm = Math.sqrt(squares);
      double clip = options.clipNorm() == 0 ? 1 : Math.min(1, options.clipNorm() / norm);
      for (String name : sums.names()) {
        double[] w = values.get(name);
        double[] m = first.get(name);
        double[] v = second.get(name);
        for (int i = 0; i < w.length; i++) {
          double g = clip * sums.get(name).floats()[i] / samples;
          m[i] = options.beta1() * m[i] + (1 - options.beta1()) * g;
          v[i] = options.beta2() * v[i] + (1 - options.beta2()) * g * g;
          double mean = m[i] / (1 - Math.pow(options.beta1(), steps));
          double spread = Math.sqrt(v[i] / (1 - Math.pow(options.beta2(), steps)));
          w[i] -= rate * (mean / (spread + options.eps()) + options.weightDecay() * w[i]);
        }
      }
      return norm;
    }

    float[] get(String name) {
      double[] exact = values.get(name);
      float[] rounded = new float[exact.length];
      for (int i = 0; i < exact.length; i++) {
        rounded[i] = (float) exact[i];
      }
      return rounded;
    }
  }
}
