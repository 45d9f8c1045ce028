package dev.teacher.model.backbone;

import dev.teacher.api.graph.Sequence;
import dev.teacher.api.plugin.Backbone;

/**
 * The i3d network with its LSTMs at the full frame rate, over up-sampled features, as the I3D
 * teacher was first built, and without ways past the LSTMs. Not shipped: what it costs is measured
 * against.
 *
 * @param width of the convolutions
 * @param hidden channels of an LSTM direction
 */
public record I3dAtFullRate(double width, int hidden) implements Backbone {
  private static final double DROPOUT = 0.3;

  @Override
  public Sequence logits(Sequence features, int classes) {
    InceptionWidths widths = new InceptionWidths(width);
    SegmentEncoders encoders = new SegmentEncoders(widths.encoder(), false);
    Sequence x = SegmentFusion.fuse("fusion", encoders.encode(features), DROPOUT);
    x = new InceptionTrunk(widths, 9, 4).apply(x).upsample(4);
    for (int i = 1; i <= 3; i++) {
      x = x.dropout(DROPOUT).lstm("lstm" + i, hidden, true);
    }
    return x.dropout(DROPOUT).linear("head", classes);
  }
}
