package dev.teacher.features.inspect;

/** The parts that are looked for, and how well points must fit to be taken for one. */
enum Body {
  /** BlazePose's 33 points, maybe with a visibility each. */
  POSE("pose", 1, 0.72, 0.82),
  /** The 468 points of the face mesh. */
  FACE("face", 1, 0.68, 0.92),
  /** The 21 points of either hand. */
  HAND("hands", 2, 0.80, 0.90);

  private final String segment;
  private final int most;
  private final double likely;
  private final double sure;

  Body(String segment, int most, double likely, double sure) {
    this.segment = segment;
    this.most = most;
    this.likely = likely;
    this.sure = sure;
  }

  /** What its columns are called. */
  String segment() {
    return segment;
  }

  /** How many of it a person has. */
  int most() {
    return most;
  }

  /** The least fit with which it is considered. */
  double likely() {
    return likely;
  }

  /** The least fit with which there is no doubt. */
  double sure() {
    return sure;
  }

  /** What its points are judged by. */
  Shape shape(int coordinates) {
    return switch (this) {
      case POSE -> Outline.pose();
      case FACE -> Outline.face();
      case HAND -> new HandShape(Math.min(3, coordinates));
    };
  }
}
