package dev.teacher.model.backbone;

import dev.teacher.api.graph.Conv;
import dev.teacher.api.graph.SelfAttention.Positions;
import dev.teacher.api.graph.Sequence;

/**
 * One conformer block (Gulati et al. 2020, figures 1 to 4): half a feed-forward module, attention,
 * convolution, the other half, layer norm. Every module normalises its input first and is added to
 * it. Channels and frames stay as they are.
 *
 * @param heads of the attention
 * @param positions how attention knows the order of frames
 * @param expansion width of the feed-forward modules over the channels
 * @param kernel frames under the depthwise convolution
 * @param dropout at the end of each module, and inside the feed-forward modules
 */
record ConformerBlock(int heads, Positions positions, int expansion, int kernel, double dropout) {
  Sequence apply(String name, Sequence x) {
    x = x.add(feedForward(name + ".feed_forward1", x).scale(0.5));
    x = x.add(attention(name + ".attention", x));
    x = x.add(convolution(name + ".convolution", x));
    x = x.add(feedForward(name + ".feed_forward2", x).scale(0.5));
    return x.layerNorm(name + ".norm");
  }

  private Sequence feedForward(String name, Sequence x) {
    return x.layerNorm(name + ".norm")
        .linear(name + ".up", expansion * x.channels())
        .silu()
        .dropout(dropout)
        .linear(name + ".down", x.channels())
        .dropout(dropout);
  }

  private Sequence attention(String name, Sequence x) {
    return x.layerNorm(name + ".norm").selfAttention(name, heads, positions).dropout(dropout);
  }

  private Sequence convolution(String name, Sequence x) {
    int channels = x.channels();
    return x.layerNorm(name + ".norm")
        .linear(name + ".in", 2 * channels) // a convolution over one frame
        .glu()
        .conv1d(name + ".depthwise", Conv.of(channels, kernel).withGroups(channels))
        .layerNorm(name + ".inner_norm")
        .silu()
        .linear(name + ".out", channels)
        .dropout(dropout);
  }
}
