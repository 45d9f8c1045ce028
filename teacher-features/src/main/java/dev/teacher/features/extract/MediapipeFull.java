package dev.teacher.features.extract;

import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Part;
import dev.teacher.api.graph.Op.BinaryKind;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.graph.Value;
import dev.teacher.api.graph.Values;
import dev.teacher.api.plugin.FeatureExtractor;
import dev.teacher.features.layout.Presets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All landmarks as they are, in blocks of 1629 columns (pose, face, left hand, right hand):
 *
 * <ul>
 *   <li>{@code pose}, {@code face}, {@code hands.left}, {@code hands.right}: x, y, z of every
 *       landmark;
 *   <li>{@code velocity.*}: v[t] = x[t] - x[t-1], v[0] = v[1]; zeros for a sample of one frame;
 *   <li>{@code acceleration.*}: a[t] = v[t] - v[t-1], and a[0] = a[1] = a[2], since v[0] is no
 *       difference of its own and a[1] would always be 0; zeros for a sample of less than three
 *       frames;
 *   <li>{@code position-again.*}: the positions once more, for networks made for 6516 columns;
 *   <li>{@code presence}: 1 where pose, face, left and right hand were found, else 0.
 * </ul>
 *
 * <p>Differences are those of the filled positions: with {@link Missing#ZERO} a part that comes or
 * goes jumps from or to zero. Input float32 [batch, time, 1629]; output [batch, time, columns of
 * the layout].
 */
record MediapipeFull(
    Missing missing, boolean velocities, boolean accelerations, boolean again, boolean presence)
    implements FeatureExtractor {
  @Override
  public Layout input() {
    return Part.LAYOUT;
  }

  @Override
  public Sequence extract(Sequence landmarks) {
    Sequence position = missing.fill(landmarks).as(Part.LAYOUT);
    List<Sequence> blocks = new ArrayList<>(List.of(position));
    if (velocities || accelerations) {
      Sequence velocity = position.delta();
      if (velocities) {
        blocks.add(velocity.as(Presets.block("velocity")));
      }
      if (accelerations) {
        blocks.add(acceleration(velocity).as(Presets.block("acceleration")));
      }
    }
    if (again) {
      blocks.add(position.as(Presets.block("position-again")));
    }
    if (presence) {
      Value[] seen =
          Arrays.stream(Part.values())
              .map(part -> Missing.seen(Missing.columns(landmarks, part)))
              .toArray(Value[]::new);
      Value flags = new Values(landmarks.builder()).concat(2, seen);
      blocks.add(landmarks.map(v -> flags).as(Layouts.single("presence", seen.length)));
    }
    return Layouts.concat("mediapipe-full", blocks);
  }

  /** Differences of velocities, the first two of which are the third. */
  private static Sequence acceleration(Sequence velocity) {
    Values ops = new Values(velocity.builder());
    Sequence difference = velocity.delta();
    Value frame = ops.reshape(ops.range(velocity.data(), 1), 1, -1, 1);
    Value isFirst = ops.binary(BinaryKind.EQUAL, frame, ops.constant(0L));
    Value isSecond = ops.binary(BinaryKind.EQUAL, frame, ops.constant(1L));
    Value fromSecond = ops.where(isSecond, difference.shift(-1).data(), difference.data());
    Value all = ops.where(isFirst, difference.shift(-2).data(), fromSecond);
    return velocity.map(v -> all);
  }
}
