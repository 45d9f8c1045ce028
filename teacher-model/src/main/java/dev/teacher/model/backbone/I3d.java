package dev.teacher.model.backbone;

import dev.teacher.api.graph.Sequence;
import dev.teacher.api.plugin.Backbone;

/**
 * The I3D teacher: what Carreira and Zisserman 2017 ("Quo Vadis, Action Recognition?") do with
 * pictures, done with landmarks. Each segment of the features has an encoder of its own ({@link
 * SegmentEncoders}), a learned attention brings them together ({@link SegmentFusion}), inception
 * modules look along time ({@link InceptionTrunk}), bidirectional LSTMs read the whole sentence,
 * and a linear head gives the logits for CTC.
 *
 * <p>Group normalisation over each sample's valid frames stands where I3D has batch normalisation,
 * so that a sample does not depend on its neighbours. The LSTMs run at the output's frame rate.
 *
 * <p>Input float32 [batch, time, columns]; output [batch, ceil(time / outputStride), classes].
 */
record I3d(
    InceptionWidths widths,
    int modules,
    int hidden,
    int layers,
    int outputStride,
    double dropout,
    boolean inputNorm)
    implements Backbone {
  @Override
  public boolean standardises() {
    return inputNorm;
  }

  @Override
  public Sequence logits(Sequence features, int classes) {
    SegmentEncoders encoders = new SegmentEncoders(widths.encoder(), inputNorm);
    Sequence x = SegmentFusion.fuse("fusion", encoders.encode(features), dropout);
    x = new InceptionTrunk(widths, modules, outputStride).apply(x);
    for (int i = 1; i <= layers; i++) {
      x = recurrent("lstm" + i, x);
    }
    return x.dropout(dropout).linear("head", classes);
  }

  /** An LSTM with a way past it, without which three of them take ten times the steps to learn. */
  private Sequence recurrent(String layer, Sequence x) {
    Sequence past = x.channels() == 2 * hidden ? x : x.linear(layer + ".past", 2 * hidden);
    return x.dropout(dropout).lstm(layer, hidden, true).add(past);
  }
}
