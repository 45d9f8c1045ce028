package dev.teacher.api.plain;

import dev.teacher.api.graph.Op;
import java.util.Arrays;
import java.util.List;

/** A function of each element. */
record UnaryFunction(Op.UnaryKind kind) implements Operation {
  @Override
  public NdArray forward(List<NdArray> in) {
    return in.get(0).map(this::value);
  }

  @Override
  public List<NdArray> backward(List<NdArray> in, NdArray out, NdArray upstream) {
    if (kind == Op.UnaryKind.NOT) {
      return Arrays.asList(new NdArray[1]);
    }
    NdArray gradient = NdArray.zeros(out.shape());
    for (int i = 0; i < out.data().length; i++) {
      double slope = slope(in.get(0).data()[i], out.data()[i]);
      gradient.data()[i] = upstream.data()[i] * slope;
    }
    return List.of(gradient);
  }

  private double value(double x) {
    return switch (kind) {
      case NEGATE -> -x;
      case ABS -> Math.abs(x);
      case EXP -> Math.exp(x);
      case LOG -> Math.log(x);
      case SQRT -> Math.sqrt(x);
      case SIN -> Math.sin(x);
      case COS -> Math.cos(x);
      case FLOOR -> Math.floor(x);
      case RELU -> Math.max(x, 0);
      case GELU -> x * cumulative(x);
      case SILU -> x * Sigmoid.of(x);
      case SIGMOID -> Sigmoid.of(x);
      case TANH -> Math.tanh(x);
      case NOT -> 1 - x;
    };
  }

  /** Of y with x. */
  private double slope(double x, double y) {
    return switch (kind) {
      case NEGATE -> -1;
      case ABS -> Math.signum(x);
      case EXP -> y;
      case LOG -> 1 / x;
      case SQRT -> 1 / (2 * y);
      case SIN -> Math.cos(x);
      case COS -> -Math.sin(x);
      case FLOOR, NOT -> 0;
      case RELU -> x > 0 ? 1 : 0;
      case GELU -> cumulative(x) + x * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
      case SILU -> Sigmoid.of(x) * (1 + x * (1 - Sigmoid.of(x)));
      case SIGMOID -> y * (1 - y);
      case TANH -> 1 - y * y;
    };
  }

  /** The distribution function of the normal distribution. */
  private static double cumulative(double x) {
    return (1 + Erf.of(x / Math.sqrt(2))) / 2;
  }
}
