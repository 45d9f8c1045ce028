package dev.teacher.features.inspect;

/** Whether columns can be what they would be as x, y, z and visibility of points. */
record Plausibility(ColumnFacts[] facts, Points points) {
  /** Nose and shoulders, which MediaPipe is sure to see if it sees anybody. */
  private static final int[] SEEN = {0, 11, 12};

  private static final float WELL_SEEN = 0.8f;

  /** Whether they can be those of a part. */
  boolean holds(Body body) {
    int coordinates = points.arrangement().coordinates();
    return placesMove()
        && (coordinates < 3 || !points.arrangement().isPlanar() || move(2))
        && (coordinates < 4 || canBeVisibility(body));
  }

  /** Of a point, both x and y move, or neither: a wrist may be the origin. */
  private boolean placesMove() {
    for (int point = 0; point < points.count(); point++) {
      if (facts(point, 0).isConstant() != facts(point, 1).isConstant()) {
        return false;
      }
    }
    return true;
  }

  /** All z behind all y would be anything that never changes, such as a hand never found. */
  private boolean move(int coordinate) {
    int still = 0;
    for (int point = 0; point < points.count(); point++) {
      still += facts(point, coordinate).isConstant() ? 1 : 0;
    }
    return still <= points.count() / 2;
  }

  private boolean canBeVisibility(Body body) {
    for (int point = 0; point < points.count(); point++) {
      if (!facts(point, 3).isShare()) {
        return false;
      }
    }
    if (body != Body.POSE) {
      return !points.arrangement().isPlanar();
    }
    for (int point : SEEN) {
      if (facts(point, 3).largest() < WELL_SEEN) {
        return false;
      }
    }
    return true;
  }

  private ColumnFacts facts(int point, int coordinate) {
    return facts[points.column(point, coordinate)];
  }
}
