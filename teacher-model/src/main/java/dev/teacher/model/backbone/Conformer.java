package dev.teacher.model.backbone;

import dev.teacher.api.graph.Sequence;
import dev.teacher.api.plugin.Backbone;

/**
 * The encoder of Gulati et al. 2020, "Conformer: Convolution-augmented Transformer for Speech
 * Recognition", with a linear CTC head: convolutional subsampling, projection, drop-out, then
 * {@code layers} blocks. It departs from the paper in three points.
 *
 * <ul>
 *   <li>Layer norm stands where the convolution module has batch norm, so that neither padding nor
 *       a sample's neighbours in the batch are seen, in training either.
 *   <li>Positions enter the attention by rotation of queries and keys (Su et al. 2021) rather than
 *       by the sinusoids with four terms of Dai et al. 2019. Scores depend on the distance of
 *       frames alone with both, and with both the length of a sample is not bounded. The four terms
 *       however need, for each head, a second matrix of scores of every frame with every distance,
 *       which must then be shifted row by row: twice the memory, four operations more, and no fused
 *       attention kernel in either engine, whose attention takes queries, keys, values and a bias
 *       that must not depend on the query. Li et al. 2021 ("Conformer-based End-to-end Speech
 *       Recognition With Rotary Position Embedding") found the rotation more accurate, too.
 *   <li>The subsampling convolves over time alone, since columns of features are no axis on which
 *       neighbours are alike.
 * </ul>
 *
 * <p>Input float32 [batch, time, columns]; output [batch, ceil(time / stride), classes].
 *
 * @param channels of every block
 * @param stride 2, 4 or 8
 * @param layers number of blocks
 * @param block all of them
 * @param auxiliaryWeight in training, of a CTC loss on a linear head after half of the blocks (Lee
 *     and Watanabe 2021); 0 for none
 */
record Conformer(int channels, int stride, int layers, ConformerBlock block, double auxiliaryWeight)
    implements Backbone {
  @Override
  public Sequence logits(Sequence features, int classes) {
    Sequence x =
        Stem.of(features, channels, stride).linear("embed", channels).dropout(block.dropout());
    for (int i = 1; i <= layers; i++) {
      x = block.apply("block" + i, x);
      if (i == layers / 2) {
        features
            .builder()
            .auxiliary("middle", x.linear("auxiliary_head", classes), auxiliaryWeight);
      }
    }
    return x.linear("head", classes);
  }
}
