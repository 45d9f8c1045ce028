package dev.teacher.model.backbone;

import dev.teacher.api.graph.Op.ReduceKind;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.graph.Values;
import java.util.Arrays;
import java.util.Map;

/**
 * Brings encoded segments together by attention: in each frame, seeing all of them, every head
 * decides by a soft-max over the segments how much of each it takes (Yang et al. 2016, with several
 * heads). A hand that is out of the picture can so be left out for these frames.
 */
final class SegmentFusion {
  private static final int HEADS = 8;

  private SegmentFusion() {}

  /** Segments [batch, time, channels] each to one [batch, time, channels]. */
  static Sequence fuse(String layer, Map<String, Sequence> segments, double dropout) {
    Sequence[] all = segments.values().toArray(Sequence[]::new);
    return all[0].builder().scope(layer, () -> fuse(dropout, all));
  }

  private static Sequence fuse(double dropout, Sequence... all) {
    if (all.length == 1) {
      return all[0].layerNorm("norm").dropout(dropout);
    }
    int channels = all[0].channels();
    Sequence[] others = Arrays.copyOfRange(all, 1, all.length);
    Sequence side = Sequence.concat(all[0], others);
    Sequence scores = side.linear("attention", all.length * HEADS);
    Values ops = new Values(side.builder());
    return side.map(
            v -> {
              var parts = ops.reshape(v, 0, 0, all.length, HEADS, channels / HEADS);
              var shares = ops.softmax(ops.reshape(scores.data(), 0, 0, all.length, HEADS, 1), 2);
              var mixed = ops.reduce(ReduceKind.SUM, ops.multiply(parts, shares), 2);
              return ops.reshape(mixed, 0, 0, channels);
            })
        .layerNorm("norm")
        .dropout(dropout);
  }
}
