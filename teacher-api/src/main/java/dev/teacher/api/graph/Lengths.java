package dev.teacher.api.graph;

import dev.teacher.api.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The lengths of sequences after changes of their frame rate. Lengths change as the time dimension
 * does, so two ways to one rate give one value, and their results can be added.
 */
final class Lengths {
  private final GraphBuilder builder;
  private final Map<Value, Rate> rates = new HashMap<>();
  private final Map<Rate, Value> values = new HashMap<>();

  Lengths(GraphBuilder builder) {
    this.builder = builder;
  }

  /** The lengths that came first, and what has been done to them. */
  private record Rate(Value first, Dim dim) {}

  /** INT64 [batch]: {@code ceil(lengths / stride)}. */
  Value strided(Value lengths, int stride) {
    Rate rate = rate(lengths);
    return value(
        new Rate(rate.first(), rate.dim().strided(stride)),
        () -> {
          Value sum = binary(Op.BinaryKind.ADD, lengths, stride - 1);
          return binary(Op.BinaryKind.DIVIDE, sum, stride);
        });
  }

  /** INT64 [batch]: {@code lengths * factor}. */
  Value repeated(Value lengths, int factor) {
    Rate rate = rate(lengths);
    return value(
        new Rate(rate.first(), rate.dim().times(factor)),
        () -> binary(Op.BinaryKind.MULTIPLY, lengths, factor));
  }

  private Rate rate(Value lengths) {
    Rate rate = rates.get(lengths);
    if (rate == null) {
      rate = new Rate(lengths, Dim.symbol("length"));
      rates.put(lengths, rate);
      values.put(rate, lengths);
    }
    return rate;
  }

  private Value value(Rate rate, Supplier<Value> maker) {
    Value value = values.get(rate);
    if (value == null) {
      value = maker.get();
      values.put(rate, value);
      rates.put(value, rate);
    }
    return value;
  }

  private Value binary(Op.BinaryKind kind, Value x, long number) {
    Value constant = builder.add(new Op.Constant(Tensor.scalar(number)));
    return builder.add(new Op.Binary(kind), x, constant);
  }
}
