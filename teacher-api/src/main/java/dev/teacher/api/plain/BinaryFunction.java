package dev.teacher.api.plain;

import dev.teacher.api.graph.Op;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * A function of two elements, broadcast.
 *
 * @param whole whether the elements are INT64
 */
record BinaryFunction(Op.BinaryKind kind, boolean whole) implements Operation {
  @Override
  public NdArray forward(List<NdArray> in) {
    return in.get(0).combine(in.get(1), function());
  }

  @Override
  public List<NdArray> backward(List<NdArray> in, NdArray out, NdArray upstream) {
    if (whole || kind.isLogical()) {
      return Arrays.asList(new NdArray[2]);
    }
    NdArray a = in.get(0).expand(out.shape());
    NdArray b = in.get(1).expand(out.shape());
    NdArray first = NdArray.zeros(out.shape());
    NdArray second = NdArray.zeros(out.shape());
    for (int i = 0; i < out.data().length; i++) {
      double slope = upstream.data()[i];
      first.data()[i] = slope * first(a.data()[i], b.data()[i]);
      second.data()[i] = slope * second(a.data()[i], b.data()[i]);
    }
    return List.of(first.sumTo(in.get(0).shape()), second.sumTo(in.get(1).shape()));
  }

  private DoubleBinaryOperator function() {
    return switch (kind) {
      case ADD -> (a, b) -> a + b;
      case SUBTRACT -> (a, b) -> a - b;
      case MULTIPLY -> (a, b) -> a * b;
      case DIVIDE -> whole ? (a, b) -> Math.floor(a / b) : (a, b) -> a / b;
      case MINIMUM -> Math::min;
      case MAXIMUM -> Math::max;
      case POWER -> Math::pow;
      case EQUAL -> (a, b) -> a == b ? 1 : 0;
      case LESS -> (a, b) -> a < b ? 1 : 0;
      case LESS_OR_EQUAL -> (a, b) -> a <= b ? 1 : 0;
      case GREATER -> (a, b) -> a > b ? 1 : 0;
      case GREATER_OR_EQUAL -> (a, b) -> a >= b ? 1 : 0;
      case AND -> (a, b) -> a * b;
      case OR -> Math::max;
    };
  }

  /** The slope with a. */
  private double first(double a, double b) {
    return switch (kind) {
      case ADD, SUBTRACT -> 1;
      case MULTIPLY -> b;
      case DIVIDE -> 1 / b;
      case MINIMUM -> share(b - a);
      case MAXIMUM -> share(a - b);
      case POWER -> b == 0 ? 0 : b * Math.pow(a, b - 1);
      case EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, AND, OR -> 0;
    };
  }

  /** The slope with b. */
  private double second(double a, double b) {
    return switch (kind) {
      case ADD -> 1;
      case SUBTRACT -> -1;
      case MULTIPLY -> a;
      case DIVIDE -> -a / b / b;
      case MINIMUM -> share(a - b);
      case MAXIMUM -> share(b - a);
      case POWER -> a == 0 && b >= 0 ? 0 : Math.pow(a, b) * Math.log(a);
      case EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, AND, OR -> 0;
    };
  }

  /** What one of two numbers passes on that is ahead of the other by so much. */
  private static double share(double ahead) {
    return ahead == 0 ? 0.5 : ahead > 0 ? 1 : 0;
  }
}
