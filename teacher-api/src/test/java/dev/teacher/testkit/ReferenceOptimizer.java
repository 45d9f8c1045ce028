package dev.teacher.testkit;

import dev.teacher.api.plugin.Optimizer;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.tensor.Weights;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Optimisers in double precision, one weight at a time, as their authors write them: AdamW as in
 * Loshchilov and Hutter (2019, algorithm 2), Adam as in Kingma and Ba (2015, algorithm 1) with the
 * decay in the gradient, SGD as documented for torch.optim.SGD (PyTorch 2.7; momentum 0 leaves the
 * gradient alone), Lion as in Chen et al. (2023, algorithm 2).
 */
final class ReferenceOptimizer {
  private final TrainingOptions options;
  private final Map<String, double[]> values = new HashMap<>();
  private final Map<String, double[]> first = new HashMap<>();
  private final Map<String, double[]> second = new HashMap<>();
  private int steps;

  ReferenceOptimizer(TrainingOptions options, Weights weights) {
    this.options = options;
    for (String name : weights.names()) {
      double[] start = new double[weights.get(name).size()];
      Arrays.setAll(start, i -> weights.get(name).floats()[i]);
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
      for (int i = 0; i < sums.get(name).size(); i++) {
        move(name, i, clip * sums.get(name).floats()[i] / samples, rate);
      }
    }
    return norm;
  }

  private void move(String name, int i, double g, double rate) {
    double[] w = values.get(name);
    double[] m = first.get(name);
    if (options.optimizer() instanceof Optimizer.AdamW o) {
      double direction = adam(name, i, g, o.beta1(), o.beta2(), o.eps());
      w[i] -= rate * (direction + o.weightDecay() * w[i]);
    } else if (options.optimizer() instanceof Optimizer.Adam o) {
      w[i] -= rate * adam(name, i, g + o.weightDecay() * w[i], o.beta1(), o.beta2(), o.eps());
    } else if (options.optimizer() instanceof Optimizer.Sgd o) {
      double decayed = g + o.weightDecay() * w[i];
      m[i] = steps == 1 ? decayed : o.momentum() * m[i] + decayed;
      w[i] -= rate * (o.nesterov() ? decayed + o.momentum() * m[i] : m[i]);
    } else if (options.optimizer() instanceof Optimizer.Lion o) {
      double direction = Math.signum(o.beta1() * m[i] + (1 - o.beta1()) * g);
      w[i] -= rate * (direction + o.weightDecay() * w[i]);
      m[i] = o.beta2() * m[i] + (1 - o.beta2()) * g;
    }
  }

  private double adam(String name, int i, double g, double beta1, double beta2, double eps) {
    double[] m = first.get(name);
    double[] v = second.get(name);
    m[i] = beta1 * m[i] + (1 - beta1) * g;
    v[i] = beta2 * v[i] + (1 - beta2) * g * g;
    double spread = Math.sqrt(v[i] / (1 - Math.pow(beta2, steps)));
    return m[i] / (1 - Math.pow(beta1, steps)) / (spread + eps);
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
