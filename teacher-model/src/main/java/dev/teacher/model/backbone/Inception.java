package dev.teacher.model.backbone;

import dev.teacher.api.graph.Conv;
import dev.teacher.api.graph.Sequence;
import dev.teacher.model.backbone.InceptionWidths.Module;

/**
 * An inception module over time (Szegedy et al. 2015): one frame, a short convolution, a long one
 * and a max-pool side by side. Normalisation and rectifier stand behind every convolution, as in
 * I3D; branches share them, which changes nothing since groups of channels do not reach over the
 * border of a branch.
 */
final class Inception {
  private static final int SHORT = 3;

  private Inception() {}

  /** x [batch, time, channels] to [batch, time, module.out()]. */
  static Sequence module(Sequence x, Module m) {
    return x.builder().scope(m.name(), () -> branches(x, m));
  }

  private static Sequence branches(Sequence x, Module m) {
    Sequence reduced =
        normal(point(x, "reduce", m.shortReduce() + m.longReduce()), "reduce_norm").relu();
    Sequence joined =
        Sequence.concat(
            point(x, "point", m.point()),
            reduced.slice(0, m.shortReduce()).conv1d("short", conv(m.shortBranch(), SHORT)),
            reduced
                .slice(m.shortReduce(), reduced.channels())
                .conv1d("long", conv(m.longBranch(), InceptionTrunk.LONG)),
            point(x.maxPool(3, 1), "pool", m.pool()));
    return normal(joined, "norm").relu();
  }

  private static Sequence point(Sequence x, String layer, int channels) {
    return x.conv1d(layer, conv(channels, 1));
  }

  /** No bias: the normalisation behind it has one. */
  private static Conv conv(int channels, int kernel) {
    return Conv.of(channels, kernel).withoutBias().forRelu();
  }

  /** Group normalisation in groups of {@link InceptionWidths#GROUP} channels. */
  static Sequence normal(Sequence x, String layer) {
    return x.groupNorm(layer, x.channels() / InceptionWidths.GROUP);
  }
}
