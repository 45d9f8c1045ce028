package dev.teacher.api.graph;

import dev.teacher.api.tensor.Tensor;
import java.util.Arrays;
import java.util.SplittableRandom;

/** First values of a parameter. Computed in Java, so that no engine decides them. */
public sealed interface Initializer {
  /** All elements equal. */
  record Constant(double value) implements Initializer {}

  /** Uniform in [-bound, bound). */
  record Uniform(double bound) implements Initializer {}

  /** Normal with mean 0. */
  record Normal(double deviation) implements Initializer {}

  /** What LibTorch's linear and convolution layers start with: uniform, bound 1 / sqrt(fan-in). */
  static Initializer fanIn(int fanIn) {
    return new Uniform(1 / Math.sqrt(fanIn));
  }

  /** He et al. 2015, for layers that a ReLU follows: normal, deviation sqrt(2 / fan-in). */
  static Initializer he(int fanIn) {
    return new Normal(Math.sqrt(2.0 / fanIn));
  }

  /** Glorot and Bengio 2010: uniform, bound sqrt(6 / (fan-in + fan-out)). */
  static Initializer glorot(int fanIn, int fanOut) {
    return new Uniform(Math.sqrt(6.0 / (fanIn + fanOut)));
  }

  /**
   * The values for a parameter; they depend on seed and name alone, not on the other parameters.
   */
  default Tensor values(long seed, String name, int... shape) {
    float[] values = new float[Math.toIntExact(Tensor.elements(shape))];
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + hash(name));
    if (this instanceof Constant constant) {
      Arrays.fill(values, (float) constant.value());
    } else if (this instanceof Uniform uniform) {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) ((random.nextDouble() * 2 - 1) * uniform.bound());
      }
    } else if (this instanceof Normal normal) {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (gaussian(random) * normal.deviation());
      }
    }
    return Tensor.of(values, shape);
  }

  private static long hash(String name) {
    long hash = 0xcbf29ce484222325L; // FNV-1a
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  private static double gaussian(SplittableRandom random) { // Box-Muller
    double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
    return radius * Math.cos(2 * Math.PI * random.nextDouble());
  }
}
