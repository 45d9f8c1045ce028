package dev.teacher.model.backbone;

import dev.teacher.api.graph.Conv;
import dev.teacher.api.graph.Sequence;
import dev.teacher.model.backbone.InceptionWidths.Module;
import java.util.List;

/**
 * I3D over time: a stem that halves the frame rate, and stages 3, 4 and 5 of inception modules with
 * max-pooling before 4 and 5. A pool that would leave fewer frames than the output shall have keeps
 * them all. Past the stem's convolutions and past stages 4 and 5 leads a projection (He et al.
 * 2016; averaging before it as in ResNet-D, He et al. 2019), so that gradients reach the encoders.
 *
 * @param widths numbers of channels
 * @param modules how many modules of the table
 * @param outputStride 2, 4 or 8
 */
record InceptionTrunk(InceptionWidths widths, int modules, int outputStride) {
  /** Frames under the stem's long convolution and under each module's. */
  static final int LONG = 7;

  Sequence apply(Sequence fused) {
    Sequence x = modules(stem(fused), widths.stage(3, modules));
    x = stage(x, 4, outputStride >= 4 ? 2 : 1);
    return stage(x, 5, outputStride >= 8 ? 2 : 1);
  }

  private Sequence stem(Sequence x) {
    Conv halving = Conv.of(widths.stemWide(), LONG).withStride(2).withoutBias().forRelu();
    Conv narrow = Conv.of(widths.stem(), 3).withoutBias().forRelu();
    Sequence wide = Inception.normal(x.conv1d("stem.conv1", halving), "stem.norm1").relu();
    Sequence out = Inception.normal(wide.conv1d("stem.conv2", narrow), "stem.norm2").relu();
    return out.add(projected(x, "stem.project", 2, out.channels()));
  }

  private Sequence stage(Sequence x, int stage, int stride) {
    List<Module> mixed = widths.stage(stage, modules);
    if (stride == 1 && mixed.isEmpty()) {
      return x;
    }
    Sequence pooled = x.builder().scope("pool_" + stage, () -> x.maxPool(3, stride));
    if (mixed.isEmpty()) {
      return pooled;
    }
    Sequence out = modules(pooled, mixed);
    return out.add(projected(x, "project_" + stage, stride, out.channels()));
  }

  private static Sequence modules(Sequence x, List<Module> modules) {
    Sequence result = x;
    for (Module module : modules) {
      result = Inception.module(result, module);
    }
    return result;
  }

  private static Sequence projected(Sequence x, String layer, int stride, int channels) {
    Sequence slow = stride == 1 ? x : x.averagePool(stride, stride);
    return Inception.normal(slow.linear(layer, channels), layer + ".norm");
  }
}
