package dev.teacher.testkit;

import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.tensor.Weights;
import java.util.LinkedHashMap;
import java.util.Map;

/** AdamW as Loshchilov and Hutter (2019) write it, in double precision, after clipping. */
final class AdamW {
  private final TrainingOptions options;
  private final Map<String, double[]> values = new LinkedHashMap<>();
  private final Map<String, double[]> first = new LinkedHashMap<>();
  private final Map<String, double[]> second = new LinkedHashMap<>();
  private int steps;

  /** Begins with these parameters. */
  AdamW(TrainingOptions options, Weights weights) {
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

  /** A parameter as it is now. */
  float[] get(String name) {
    double[] exact = values.get(name);
    float[] rounded = new float[exact.length];
    for (int i = 0; i < exact.length; i++) {
      rounded[i] = (float) exact[i];
    }
    return rounded;
  }
}
