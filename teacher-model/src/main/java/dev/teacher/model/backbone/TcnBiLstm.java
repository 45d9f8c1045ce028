package dev.teacher.model.backbone;

import dev.teacher.api.graph.Conv;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.plugin.Backbone;
import java.util.List;

/**
 * Temporal convolutions with max-pooling under bidirectional LSTMs, the K5-P2-K5-P2 scheme of
 * continuous sign language recognition (Min et al. 2021, "Visual Alignment Constraint"). Layer
 * normalisation stands where the literature has batch normalisation, so that a sample does not
 * depend on its neighbours.
 *
 * <p>If {@code auxiliaryWeight} is not 0, a linear head on the last convolution has a CTC loss of
 * its own in training, as in that paper.
 *
 * <p>Input float32 [batch, time, columns]; output [batch, ceil(time / product of pools), classes].
 */
record TcnBiLstm(
    int channels,
    int kernel,
    List<Integer> pools,
    int hidden,
    int layers,
    double dropout,
    double auxiliaryWeight)
    implements Backbone {
  TcnBiLstm {
    pools = List.copyOf(pools);
  }

  @Override
  public Sequence logits(Sequence features, int classes) {
    Sequence x = features.linear("project", channels).layerNorm("project_norm").relu();
    for (int i = 0; i < pools.size(); i++) {
      String block = "block" + (i + 1);
      x =
          x.dropout(dropout)
              .conv1d(block + ".conv", Conv.of(channels, kernel).forRelu())
              .layerNorm(block + ".norm")
              .relu();
      x = pools.get(i) == 1 ? x : x.maxPool(pools.get(i), pools.get(i));
    }
    features
        .builder()
        .auxiliary("convolutions", x.linear("auxiliary_head", classes), auxiliaryWeight);
    return BiLstm.layers(x, hidden, layers, dropout).dropout(dropout).linear("head", classes);
  }
}
