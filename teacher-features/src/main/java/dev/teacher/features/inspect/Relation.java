package dev.teacher.features.inspect;

/** How a column is made of another of the same recording. */
enum Relation {
  /** The same numbers. */
  COPY(0, 0, "x[t]") {
    @Override
    float of(float[] x, int t) {
      return x[t];
    }
  },
  /** The difference to the frame before; the first two frames are custom. */
  DIFFERENCE(2, 0, "x[t] - x[t-1]") {
    @Override
    float of(float[] x, int t) {
      return x[t] - x[t - 1];
    }
  },
  /** Half the difference of the frames after and before, as numpy.gradient has it. */
  CENTRAL_DIFFERENCE(2, 2, "(x[t+1] - x[t-1]) / 2") {
    @Override
    float of(float[] x, int t) {
      return (x[t + 1] - x[t - 1]) / 2;
    }
  },
  /** The difference to the frame after. */
  FORWARD_DIFFERENCE(0, 2, "x[t+1] - x[t]") {
    @Override
    float of(float[] x, int t) {
      return x[t + 1] - x[t];
    }
  },
  /** The difference of the differences to the frame before. */
  SECOND_DIFFERENCE(2, 0, "x[t] - 2 x[t-1] + x[t-2]") {
    @Override
    float of(float[] x, int t) {
      return (x[t] - x[t - 1]) - (x[t - 1] - x[t - 2]);
    }
  };

  private final int skippedFirst;
  private final int skippedLast;
  private final String formula;

  Relation(int skippedFirst, int skippedLast, String formula) {
    this.skippedFirst = skippedFirst;
    this.skippedLast = skippedLast;
    this.formula = formula;
  }

  /** What the other column holds at a frame that is not skipped. */
  abstract float of(float[] x, int t);

  /** Frames at the start of a recording for which there is no rule. */
  int skippedFirst() {
    return skippedFirst;
  }

  /** Frames at the end of a recording for which there is no rule. */
  int skippedLast() {
    return skippedLast;
  }

  /** How a person would write it. */
  String formula() {
    return formula;
  }
}
