package dev.teacher.testkit;

import dev.teacher.api.error.Problem;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Parameter;
import dev.teacher.api.plugin.Optimizer;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Moves weights by the formulas of {@link Optimizer}, and keeps what these want. */
final class PlainOptimizer {
  private static final String STEPS = "steps";
  private static final String OWNER = "optimizer";

  private final Graph graph;
  private final TrainingOptions options;
  private final Map<String, float[]> slots = new HashMap<>();
  private long steps;

  PlainOptimizer(Graph graph, TrainingOptions options) {
    this.graph = graph;
    this.options = options;
    for (Parameter p : graph.parameters()) {
      for (String slot : options.optimizer().slots()) {
        slots.put(slot + "." + p.name(), new float[Math.toIntExact(Tensor.elements(p.sizes()))]);
      }
    }
  }

  long steps() {
    return steps;
  }

  /** Moves {@code weights} by the mean gradient of the given norm. */
  void step(Weights weights, Map<String, double[]> gradients, double norm, double rate) {
    steps++;
    double clip = options.clipNorm();
    double scale = clip == 0 ? 1 : Math.max(1, (norm + 1e-6) / clip);
    for (Parameter p : graph.parameters()) {
      double[] gradient = gradients.get(p.name());
      float[] w = weights.get(p.name()).floats();
      for (int i = 0; i < w.length; i++) {
        w[i] = (float) moved(p.name(), i, w[i], gradient[i] / scale, rate);
      }
    }
  }

  private double moved(String name, int i, double w, double g, double rate) {
    if (options.optimizer() instanceof Optimizer.AdamW o) {
      double kept = w - rate * o.weightDecay() * w;
      return kept - rate * adam(name, i, g, o.beta1(), o.beta2(), o.eps());
    } else if (options.optimizer() instanceof Optimizer.Adam o) {
      return w - rate * adam(name, i, g + o.weightDecay() * w, o.beta1(), o.beta2(), o.eps());
    } else if (options.optimizer() instanceof Optimizer.Sgd o) {
      return w - rate * sgd(name, i, g + o.weightDecay() * w, o);
    } else if (options.optimizer() instanceof Optimizer.Lion o) {
      float[] m = slots.get("momentum." + name);
      double sign = Math.signum(o.beta1() * m[i] + (1 - o.beta1()) * g);
      m[i] = (float) (o.beta2() * m[i] + (1 - o.beta2()) * g);
      return w - rate * (sign + o.weightDecay() * w);
    }
    throw new IllegalArgumentException("no formula for " + options.optimizer());
  }

  private double adam(String name, int i, double g, double beta1, double beta2, double eps) {
    float[] m = slots.get("first." + name);
    float[] v = slots.get("second." + name);
    m[i] = (float) (beta1 * m[i] + (1 - beta1) * g);
    v[i] = (float) (beta2 * v[i] + (1 - beta2) * g * g);
    double spread = Math.sqrt(v[i] / (1 - Math.pow(beta2, (double) steps)));
    return m[i] / (1 - Math.pow(beta1, (double) steps)) / (spread + eps);
  }

  private double sgd(String name, int i, double g, Optimizer.Sgd o) {
    if (o.momentum() == 0) {
      return g;
    }
    float[] m = slots.get("momentum." + name);
    m[i] = (float) (o.momentum() * m[i] + g);
    return o.nesterov() ? g + o.momentum() * m[i] : m[i];
  }

  /** A copy of what it keeps. */
  Weights state() {
    Weights state = new Weights();
    state.putMetadata(OWNER, options.optimizer().name());
    for (Parameter p : graph.parameters()) {
      for (String slot : options.optimizer().slots()) {
        String name = slot + "." + p.name();
        state.put(name, Tensor.of(slots.get(name).clone(), p.sizes()));
      }
    }
    return state.put(STEPS, Tensor.scalar(steps));
  }

  /** Puts a state back, or refuses it and changes nothing. */
  void restore(Weights state) {
    String own = options.optimizer().name();
    String owner = state.metadata().getOrDefault(OWNER, own);
    if (!owner.equals(own)) {
      throw Problem.usage("the optimiser's state is that of another optimiser")
          .where("train.optimizer.type")
          .expected(owner)
          .found(own)
          .remedy("resume with train.optimizer.type = " + owner)
          .exception();
    }
    for (Parameter p : graph.parameters()) {
      for (String slot : options.optimizer().slots()) {
        requireShape(state, slot + "." + p.name(), p);
      }
    }
    steps = state.get(STEPS).longs()[0];
    slots.replaceAll((name, values) -> state.get(name).floats().clone());
  }

  static void requireShape(Weights state, String name, Parameter parameter) {
    int[] shape = state.get(name).shape();
    if (!Arrays.equals(shape, parameter.sizes())) {
      throw Problem.data("the optimiser's state does not fit the network")
          .where(name)
          .expected(Arrays.toString(parameter.sizes()))
          .found(Arrays.toString(shape))
          .remedy("resume with the configuration with which this run began")
          .exception();
    }
  }
}
