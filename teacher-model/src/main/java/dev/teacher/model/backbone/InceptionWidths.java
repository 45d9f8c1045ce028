package dev.teacher.model.backbone;

import java.util.List;

/**
 * Numbers of channels: the table of GoogLeNet (Szegedy et al. 2015, table 1) with I3D's names
 * (Carreira and Zisserman 2017), scaled by a factor and rounded to whole groups of {@link #GROUP}.
 *
 * @param factor of every number, 1 for the table itself
 */
record InceptionWidths(double factor) {
  /** Channels that are normalised together. Every number of the table is a multiple. */
  static final int GROUP = 8;

  static final List<Module> TABLE =
      List.of(
          new Module("mixed_3b", 64, 96, 128, 16, 32, 32),
          new Module("mixed_3c", 128, 128, 192, 32, 96, 64),
          new Module("mixed_4b", 192, 96, 208, 16, 48, 64),
          new Module("mixed_4c", 160, 112, 224, 24, 64, 64),
          new Module("mixed_4d", 128, 128, 256, 24, 64, 64),
          new Module("mixed_4e", 112, 144, 288, 32, 64, 64),
          new Module("mixed_4f", 256, 160, 320, 32, 128, 128),
          new Module("mixed_5b", 256, 160, 320, 32, 128, 128),
          new Module("mixed_5c", 384, 192, 384, 48, 128, 128));

  /**
   * The branches of a module.
   *
   * @param name I3D's
   * @param point channels of the branch that looks at one frame
   * @param shortReduce channels before the short convolution
   * @param shortBranch channels after it
   * @param longReduce channels before the long convolution
   * @param longBranch channels after it
   * @param pool channels of the branch behind max-pooling
   */
  record Module(
      String name,
      int point,
      int shortReduce,
      int shortBranch,
      int longReduce,
      int longBranch,
      int pool) {
    /** Channels of all branches together. */
    int out() {
      return point + shortBranch + longBranch + pool;
    }

    /** Whether two modules see the same frame rate: 3b and 3c do. */
    boolean isOfStage(int stage) {
      return name.startsWith("mixed_" + stage);
    }
  }

  /** Channels of a segment's encoder, and of all segments after fusion. */
  int encoder() {
    return scaled(256);
  }

  /** Channels of the stem's long convolution. */
  int stemWide() {
    return scaled(256);
  }

  /** Channels of the stem. */
  int stem() {
    return scaled(192);
  }

  /** The first modules of the table that belong to a stage. */
  List<Module> stage(int stage, int modules) {
    return TABLE.subList(0, modules).stream()
        .filter(module -> module.isOfStage(stage))
        .map(this::scaled)
        .toList();
  }

  private Module scaled(Module m) {
    return new Module(
        m.name(),
        scaled(m.point()),
        scaled(m.shortReduce()),
        scaled(m.shortBranch()),
        scaled(m.longReduce()),
        scaled(m.longBranch()),
        scaled(m.pool()));
  }

  private int scaled(int channels) {
    return GROUP * (int) Math.max(1, Math.round(factor * channels / GROUP));
  }
}
