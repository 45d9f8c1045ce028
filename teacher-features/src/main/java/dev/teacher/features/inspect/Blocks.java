package dev.teacher.features.inspect;

import java.util.Locale;
import java.util.Map;

/** Names for columns that are made of others. */
final class Blocks {
  private static final String[] ORDERS = {"position", "velocity", "acceleration", "jerk"};

  private Blocks() {}

  /** What the block of a derived column is called. */
  static String name(Map<Integer, Derived> derivedAt, int column) {
    int order = 0;
    boolean isCopy = derivedAt.get(column).relation() == Relation.COPY;
    for (int at = column; derivedAt.containsKey(at); at = derivedAt.get(at).sourceOf(at)) {
      order +=
          switch (derivedAt.get(at).relation()) {
            case COPY -> 0;
            case SECOND_DIFFERENCE -> 2;
            default -> 1;
          };
    }
    String name = order < ORDERS.length ? ORDERS[order] : "difference-" + order;
    return isCopy ? name + "-again" : name;
  }

  /** How a run of derived columns is made, with what the first frames of a recording hold. */
  static String evidence(Columns columns, Derived run, int from, int to) {
    int source = run.sourceOf(from);
    String sources = source + " to " + (source + to - from - 1);
    if (run.relation() == Relation.COPY) {
      return "the same as columns " + sources + (run.isExact() ? ", bit by bit" : "");
    }
    return String.format(
        Locale.ROOT,
        "%s of columns %s, %s%s",
        run.relation().formula(),
        sources,
        run.isExact() ? "bit by bit" : "up to rounding",
        start(columns, run));
  }

  private static String start(Columns columns, Derived run) {
    if (run.relation() != Relation.DIFFERENCE) {
      return "";
    }
    boolean firstIsSecond = true;
    boolean secondIsThird = true;
    boolean firstIsZero = true;
    boolean firstIsSource = true;
    boolean secondFollows = true;
    for (int recording = 0; recording < columns.recordings(); recording++) {
      int t = columns.start(recording);
      for (int c = run.from(); c < run.to() && columns.start(recording + 1) - t > 2; c++) {
        float[] d = columns.column(c);
        float[] x = columns.column(run.sourceOf(c));
        firstIsSecond &= d[t] == d[t + 1];
        secondIsThird &= d[t + 1] == d[t + 2];
        firstIsZero &= d[t] == 0;
        firstIsSource &= d[t] == x[t];
        secondFollows &= Math.abs(d[t + 1] - (x[t + 1] - x[t])) <= 1e-5 * Math.abs(x[t]) + 1e-9;
      }
    }
    if (firstIsSecond && secondIsThird) {
      return "; d[0] = d[1] = d[2]";
    }
    String rest = secondFollows ? "" : ", d[1] otherwise";
    if (firstIsZero) {
      return "; d[0] = 0" + rest;
    }
    if (firstIsSecond) {
      return "; d[0] = d[1]" + rest;
    }
    return firstIsSource ? "; d[0] = x[0]" + rest : "";
  }
}
