package dev.teacher.model.backbone;

/** Sizes of {@link I3d} that go together. */
enum I3dPreset {
  /** The channels of the literature, 27 million weights with 6516 columns. */
  FULL(1, 9, 512, 3),
  /** Trains on a laptop, about a million weights. */
  SMALL(0.25, 7, 128, 2);

  private final double width;
  private final int modules;
  private final int hidden;
  private final int layers;

  I3dPreset(double width, int modules, int hidden, int layers) {
    this.width = width;
    this.modules = modules;
    this.hidden = hidden;
    this.layers = layers;
  }

  double width() {
    return width;
  }

  int modules() {
    return modules;
  }

  int hidden() {
    return hidden;
  }

  int layers() {
    return layers;
  }
}
