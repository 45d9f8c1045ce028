package dev.teacher.model.backbone;

import dev.teacher.api.graph.Sequence;
import dev.teacher.api.plugin.Backbone;

/**
 * Bidirectional LSTMs over projected frames and a linear CTC head: the plain network of Graves and
 * Schmidhuber 2005 with CTC (Graves et al. 2006), against which others are to be measured.
 *
 * <p>Input float32 [batch, time, columns]; output [batch, ceil(time / stride), classes].
 *
 * @param channels width of the projection
 * @param stride 1, 2 or 4
 * @param hidden channels of an LSTM direction
 * @param layers number of bidirectional layers
 * @param dropout before each layer and before the head
 */
record BiLstm(int channels, int stride, int hidden, int layers, double dropout)
    implements Backbone {
  @Override
  public Sequence logits(Sequence features, int classes) {
    return layers(Stem.of(features, channels, stride), hidden, layers, dropout)
        .dropout(dropout)
        .linear("head", classes);
  }

  /** Layers {@code lstm1}, {@code lstm2}, ... with drop-out before each: 2 * hidden channels. */
  static Sequence layers(Sequence x, int hidden, int layers, double dropout) {
    for (int i = 1; i <= layers; i++) {
      x = x.dropout(dropout).lstm("lstm" + i, hidden, true);
    }
    return x;
  }
}
