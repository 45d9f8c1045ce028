package dev.teacher.features.extract;

import dev.teacher.api.config.Key;
import dev.teacher.api.data.Part;
import dev.teacher.api.graph.Op.BinaryKind;
import dev.teacher.api.graph.Op.ReduceKind;
import dev.teacher.api.graph.Op.UnaryKind;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.graph.Value;
import dev.teacher.api.graph.Values;
import dev.teacher.api.tensor.DType;
import java.util.Arrays;

/**
 * What stands where a part was not found in a frame. A part counts as seen in a frame if any of its
 * numbers is not zero. A part that is never seen in a sample stays zero, whatever the policy. It
 * looks into the future of a frame, as everything here does that sees whole recordings.
 */
enum Missing {
  /** Zeros, as they come. */
  ZERO,
  /** The part as it was last seen; before the first sight, as it is seen first. */
  HOLD,
  /**
   * A straight line between the sights before and after; before the first and after the last, as
   * there.
   */
  INTERPOLATE;

  /** The key that chooses one. */
  static final Key<Missing> KEY =
      Key.choice("missing", Missing.class, ZERO)
          .meaning(
              "What stands for a part that was not found: zeros, its last sight, or a straight"
                  + " line between sights.");

  /** Stands for "never again" among frame numbers. */
  private static final double NEVER = 1e9;

  /** Raw landmarks [batch, time, 1629] with what is missing filled in. */
  Sequence fill(Sequence landmarks) {
    if (this == ZERO) {
      return landmarks;
    }
    Sequence[] parts =
        Arrays.stream(Part.values())
            .map(part -> fillPart(columns(landmarks, part)))
            .toArray(Sequence[]::new);
    Sequence[] others = Arrays.copyOfRange(parts, 1, parts.length);
    return Sequence.concat(parts[0], others).as(Part.LAYOUT);
  }

  /** The columns of a part of raw landmarks. */
  static Sequence columns(Sequence landmarks, Part part) {
    int from = part.column(0, 0);
    return landmarks.slice(from, from + 3 * part.count());
  }

  /** FLOAT32 [batch, time, 1]: 1 where any of the part's numbers is not zero, else 0. */
  static Value seen(Sequence part) {
    Values ops = new Values(part.builder());
    Value largest = ops.reduce(ReduceKind.MAX, ops.unary(UnaryKind.ABS, part.data()), 2);
    return ops.cast(ops.binary(BinaryKind.GREATER, largest, ops.constant(0.0)), DType.FLOAT32);
  }

  /**
   * The sights around frame t are the largest j <= t and the smallest j >= t among the frames with
   * the part: two reductions over [batch, time, time]. Padded frames are zero, so never seen.
   */
  private Sequence fillPart(Sequence part) {
    Values ops = new Values(part.builder());
    Value x = part.data();
    Value frames = ops.cast(ops.range(x, 1), DType.FLOAT32);
    Value t = ops.reshape(frames, 1, -1, 1);
    Value j = ops.reshape(frames, 1, 1, -1);
    Value seen = ops.cast(ops.transpose(seen(part), 0, 2, 1), DType.BOOL);
    Value past = and(ops, seen, ops.binary(BinaryKind.LESS_OR_EQUAL, j, t));
    Value future = and(ops, seen, ops.binary(BinaryKind.GREATER_OR_EQUAL, j, t));
    Value last = ops.reduce(ReduceKind.MAX, ops.where(past, j, ops.constant(-NEVER)), 2);
    Value next = ops.reduce(ReduceKind.MIN, ops.where(future, j, ops.constant(NEVER)), 2);
    Value hasLast = ops.binary(BinaryKind.GREATER, last, ops.constant(-NEVER));
    Value hasNext = ops.binary(BinaryKind.LESS, next, ops.constant(NEVER));
    Value first = ops.where(hasNext, next, ops.constant(0.0)); // a part never seen: zeros anywhere
    Value from = ops.where(hasLast, last, first);
    Value before = at(ops, x, from);
    if (this == HOLD) {
      return part.map(v -> before);
    }
    Value to = ops.where(hasNext, next, from);
    Value gap = ops.maximum(ops.subtract(to, from), ops.constant(1.0));
    Value share = ops.divide(ops.subtract(t, from), gap);
    Value way = ops.subtract(at(ops, x, to), before); // 0 where both are one sight
    return part.map(v -> ops.add(before, ops.multiply(share, way)));
  }

  private static Value and(Values ops, Value a, Value b) {
    return ops.binary(BinaryKind.AND, a, b);
  }

  /** The frames of x that [batch, time, 1] numbers. */
  private static Value at(Values ops, Value x, Value frames) {
    return ops.gatherTime(x, ops.cast(ops.reshape(frames, 0, -1), DType.INT64));
  }
}
