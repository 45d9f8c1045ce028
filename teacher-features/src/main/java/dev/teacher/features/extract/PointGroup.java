package dev.teacher.features.extract;

import dev.teacher.api.data.Part;
import dev.teacher.api.graph.Op.BinaryKind;
import dev.teacher.api.graph.Op.ReduceKind;
import dev.teacher.api.graph.Op.UnaryKind;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.graph.Value;
import dev.teacher.api.graph.Values;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import java.util.Arrays;

/**
 * Geometry of landmarks inside a graph. Groups of n points lie as [batch, time, n * axes], point by
 * point; presences as [batch, time, 1], 1 or 0; sizes as [batch, 1, 1].
 */
final class PointGroup {
  /** Sizes below this are of no body: the part is never there. */
  private static final double SMALLEST = 1e-4;

  private final Sequence landmarks;
  private final Values ops;
  private final double aspect;

  PointGroup(Sequence landmarks, double aspect) {
    this.landmarks = landmarks;
    this.ops = new Values(landmarks.builder());
    this.aspect = aspect;
  }

  /** Points with x, y (and z), in units of the picture's height. */
  Value select(Part part, int axes, int... points) {
    int[] columns = new int[points.length * axes];
    float[] units = new float[columns.length];
    for (int i = 0; i < columns.length; i++) {
      int axis = i % axes;
      columns[i] = part.column(points[i / axes], axis);
      units[i] = axis == 1 ? 1 : (float) aspect; // MediaPipe scales z like x
    }
    Value picked = ops.select(landmarks.data(), 2, columns);
    return ops.multiply(picked, ops.constant(Tensor.of(units, 1, 1, units.length)));
  }

  /** 1 where any of the points is not at the origin, else 0. */
  Value presence(Part part, int... points) {
    Value largest =
        ops.reduce(ReduceKind.MAX, ops.unary(UnaryKind.ABS, select(part, 2, points)), 2);
    return ops.cast(ops.binary(BinaryKind.GREATER, largest, ops.constant(0.0)), DType.FLOAT32);
  }

  /** A presence side by side, [batch, time, columns]. */
  Value repeat(Value presence, int columns) {
    float[] ones = new float[columns];
    Arrays.fill(ones, 1);
    return ops.multiply(presence, ops.constant(Tensor.of(ones, 1, 1, columns)));
  }

  /** The middle of two points of two axes. */
  Value middle(Value pair) {
    return ops.multiply(ops.add(ops.slice(pair, 2, 0, 2), ops.slice(pair, 2, 2, 4)), 0.5);
  }

  /** The distance of two points of two axes, [batch, time, 1]. */
  Value distance(Value pair) {
    return length(ops.subtract(ops.slice(pair, 2, 0, 2), ops.slice(pair, 2, 2, 4)), 1);
  }

  /** The root mean square distance of points from another, [batch, time, 1]. */
  Value radius(Value points, Value centre) {
    int axes = width(centre);
    return length(from(points, centre), width(points) / axes);
  }

  /** The mean over the valid frames with the part, [batch, 1, 1]; 1 if there are none. */
  Value meanSize(Value sizes, Value presence) {
    Value sum = ops.reduce(ReduceKind.SUM, ops.multiply(sizes, presence), 1);
    Value count = ops.reduce(ReduceKind.SUM, presence, 1);
    Value mean = ops.divide(sum, ops.maximum(count, ops.constant(1.0)));
    Value isBody = ops.binary(BinaryKind.GREATER, mean, ops.constant(SMALLEST));
    return ops.where(isBody, mean, ops.constant(1.0));
  }

  /** Points relative to another, in units of a size. */
  Value relative(Value points, Value centre, Value size) {
    return ops.divide(from(points, centre), size);
  }

  /** Columns as a named segment, zero where the part is missing. */
  Sequence segment(String name, Value columns, Value presence) {
    Value shown = ops.multiply(columns, presence);
    return landmarks.map(v -> shown).as(Layouts.single(name, width(columns)));
  }

  private Value from(Value points, Value centre) {
    int axes = width(centre);
    Value grouped = ops.reshape(points, 0, 0, width(points) / axes, axes);
    Value difference = ops.subtract(grouped, ops.reshape(centre, 0, 0, 1, axes));
    return ops.reshape(difference, 0, 0, width(points));
  }

  private Value length(Value difference, int points) {
    Value squares = ops.reduce(ReduceKind.SUM, ops.multiply(difference, difference), 2);
    return ops.sqrt(ops.multiply(squares, 1.0 / points));
  }

  private static int width(Value value) {
    return value.shape().dim(2).size();
  }
}
