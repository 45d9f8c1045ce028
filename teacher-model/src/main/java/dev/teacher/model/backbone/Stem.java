package dev.teacher.model.backbone;

import dev.teacher.api.config.Key;
import dev.teacher.api.graph.Conv;
import dev.teacher.api.graph.Sequence;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What stands before the layers that look far: a linear projection of every frame to the network's
 * width, then one convolution of three frames and stride 2 for each halving of the frame rate. CTC
 * needs few frames a gloss, and what follows costs as many steps as frames are left.
 *
 * <p>A layer norm follows each of them, so that the scale of the features does not matter.
 *
 * <p>Input [batch, time, columns]; output [batch, ceil(time / stride), channels].
 */
final class Stem {
  private Stem() {}

  /** The key {@code output-stride}, a power of two. */
  static Key<Integer> outputStride(int fallback, List<Integer> allowed) {
    String names = allowed.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return Key.integer("output-stride", fallback)
        .check(allowed::contains, "out of " + names)
        .meaning("Input frames for an output frame.");
  }

  static Sequence of(Sequence features, int channels, int stride) {
    Sequence x = features.linear("project", channels).layerNorm("project_norm").relu();
    int halvings = Integer.numberOfTrailingZeros(stride);
    for (int i = 1; i <= halvings; i++) {
      String layer = "halve" + i;
      x =
          x.conv1d(layer + ".conv", Conv.of(channels, 3).withStride(2).forRelu())
              .layerNorm(layer + ".norm")
              .relu();
    }
    return x;
  }
}
