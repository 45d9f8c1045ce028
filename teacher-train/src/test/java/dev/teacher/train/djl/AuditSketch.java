package dev.teacher.train.djl;

import dev.teacher.api.graph.GraphBuilder;
import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Shape;
import dev.teacher.api.graph.Value;
import dev.teacher.api.plugin.Precision;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A case of the audit in the making: random operands, and the operation that takes them. */
final class AuditSketch {
  /** As where engines are held against each other. */
  private static final double TOLERANCE = 1e-5;

  private final GraphBuilder builder = new GraphBuilder();
  private final Map<String, Tensor> inputs = new LinkedHashMap<>();
  private final SplittableRandom random;
  private Precision precision = Precision.FLOAT32;
  private double tolerance = TOLERANCE;
  private Op subject;

  AuditSketch(SplittableRandom random) {
    this.random = random;
  }

  /**
   * Products in bfloat16. Operands are numbers of that precision from now on, so that only results
   * are rounded, to 8 bits.
   *
   * @param roundings one behind the other, each of which may be off by half of the last bit
   */
  void mixed(int roundings) {
    precision = Precision.BFLOAT16;
    tolerance = roundings * 0x1p-9;
  }

  /** A number from {@code low} to {@code high}, both included. */
  int size(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  @SafeVarargs
  final <T> T one(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  Value floats(double low, double high, int... shape) {
    return input(DType.FLOAT32, numbers(low, high, shape));
  }

  /** Numbers between -2 and 2. */
  Value data(int... shape) {
    return floats(-2, 2, shape);
  }

  /** Weights under which results are as large as data, as networks have them. */
  Value weight(int summands, int... shape) {
    double bound = Math.sqrt(1.0 / summands);
    return floats(-bound, bound, shape);
  }

  /**
   * Data whose channels differ by 1 at least from their neighbours; small where there is one
   * channel, from which a norm takes all but the rounding.
   */
  Value spread(int... shape) {
    int channels = shape[shape.length - 1];
    if (channels == 1) {
      return floats(-0.01, 0.01, shape);
    }
    Tensor tensor = numbers(-0.5, 0.5, shape);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.floats()[i] += i % channels % 2 == 0 ? 1 : -1;
    }
    return input(DType.FLOAT32, tensor);
  }

  /** Whole numbers from {@code low} (inclusive) to {@code high} (exclusive). */
  Value whole(long low, long high, int... shape) {
    long[] values = random.longs(Tensor.elements(shape), low, high).toArray();
    return input(DType.INT64, Tensor.of(values, shape));
  }

  Value flags(int... shape) {
    return helper(new Op.Cast(DType.BOOL), whole(0, 2, shape));
  }

  Value constant(double low, double high, int... shape) {
    return helper(new Op.Constant(numbers(low, high, shape)));
  }

  Tensor numbers(double low, double high, int... shape) {
    float[] values = new float[Math.toIntExact(Tensor.elements(shape))];
    for (int i = 0; i < values.length; i++) {
      float value = (float) (low + random.nextDouble() * (high - low));
      values[i] = precision == Precision.BFLOAT16 ? rounded(value) : value;
    }
    return Tensor.of(values, shape);
  }

  private static float rounded(float value) {
    int bits = Float.floatToIntBits(value);
    int half = 0x7fff + ((bits >>> 16) & 1); // ties go to the even number
    return Float.intBitsToFloat((bits + half) & 0xffff0000);
  }

  private Value input(DType type, Tensor tensor) {
    String name = "x" + inputs.size();
    inputs.put(name, tensor);
    return builder.input(name, type, Shape.of(tensor.shape()));
  }

  /** The operation that is audited. */
  Value subject(Op op, Value... operands) {
    subject = op;
    return builder.add(op, operands);
  }

  /** An operation that makes operands or results fit. */
  Value helper(Op op, Value... operands) {
    return builder.add(op, operands);
  }

  /** Frames past a length are undefined behind some operations: zeros then. */
  Value masked(Value sequence, Value lengths) {
    Value mask = helper(new Op.Reshape(List.of(0, -1, 1)), builder.mask(sequence, lengths));
    return helper(new Op.Where(), mask, sequence, helper(new Op.Constant(Tensor.scalar(0f))));
  }

  AuditCase finished(int index, Value result, float soil) {
    Value output =
        result.dtype() == DType.FLOAT32 ? result : helper(new Op.Cast(DType.FLOAT32), result);
    builder.output("y", output);
    int[] shape = output.shape().dims().stream().mapToInt(dim -> dim.size()).toArray();
    Tensor upstream = numbers(-1, 1, shape);
    return new AuditCase(
        index, subject, builder.build(), inputs, upstream, soil, precision, tolerance);
  }
}
