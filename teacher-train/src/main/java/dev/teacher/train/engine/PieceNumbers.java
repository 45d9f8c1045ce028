package dev.teacher.train.engine;

import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Value;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Numbers on which a piece behaves: within the domain of its operation, away from poles, with
 * weights of a size that keeps sums and recurrences near one, so that rounding stays small.
 */
final class PieceNumbers {
  private static final float APART = 0.5f;

  private final Piece piece;
  private final SplittableRandom random;

  PieceNumbers(Piece piece, long seed) {
    this.piece = piece;
    this.random = new SplittableRandom(seed);
  }

  /** A tensor for each input. */
  Map<String, Tensor> inputs() {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    for (int i = 0; i < piece.node().inputs().size(); i++) {
      Value value = piece.node().inputs().get(i);
      String name = Piece.name(value);
      int[] shape = piece.shapes().get(name);
      if (shape != null && !inputs.containsKey(name)) {
        inputs.put(
            name, value.dtype() == DType.FLOAT32 ? real(i, name, shape) : whole(i, value, shape));
      }
    }
    return inputs;
  }

  /** How a number changes with a result of that shape. */
  Tensor upstream(int[] shape) {
    return Tensor.of(normal(shape, 1), shape);
  }

  private Tensor real(int place, String name, int[] shape) {
    boolean matrix = shape.length > 1 && piece.weights().contains(name);
    double scale = matrix ? 1 / Math.sqrt(Tensor.elements(shape) / (double) shape[0]) : 1;
    float[] values = normal(shape, scale);
    if (isPositive(place)) {
      for (int i = 0; i < values.length; i++) {
        values[i] = Math.abs(values[i]) + APART;
      }
    }
    return Tensor.of(values, shape);
  }

  private boolean isPositive(int place) {
    return switch (OperationName.of(piece.node().op())) {
      case "log", "sqrt", "power" -> true;
      case "divide" -> place == 1;
      case "batch_norm" -> place == 5; // the running variance
      default -> false;
    };
  }

  private Tensor whole(int place, Value value, int[] shape) {
    int below = below(place, value);
    long[] values = new long[Math.toIntExact(Tensor.elements(shape))];
    if (isLengths(place)) {
      Arrays.fill(values, piece.shapes().get(Piece.name(piece.node().inputs().get(0)))[1]);
    } else {
      Arrays.setAll(values, i -> random.nextInt(below));
    }
    return Tensor.of(values, shape);
  }

  private boolean isLengths(int place) {
    return place == 1 && piece.node().op().operation().equals("recurrent");
  }

  /** Indices stay within what they point into. */
  private int below(int place, Value value) {
    Value first = piece.node().inputs().get(0);
    int[] data = piece.shapes().get(Piece.name(first));
    if (value.dtype() == DType.BOOL || place == 0) {
      return 2;
    }
    int[] sizes = data == null ? piece.constants().get(first).shape() : data;
    int axis = piece.node().op() instanceof Op.Gather gather ? gather.axis() : 1; // else of time
    return axis < sizes.length ? Math.max(1, sizes[axis]) : 2;
  }

  private float[] normal(int[] shape, double scale) {
    RandomGenerator generator = random;
    float[] values = new float[Math.toIntExact(Tensor.elements(shape))];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (scale * generator.nextGaussian());
    }
    return values;
  }
}
