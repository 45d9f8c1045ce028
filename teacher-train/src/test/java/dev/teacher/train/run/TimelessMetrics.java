package dev.teacher.train.run;

import java.util.List;

/** The metrics of a run without what depends on the clock, to compare trainings. */
public final class TimelessMetrics {
  private static final String TIMES = "\"(seconds|framesPerSecond|waitingShare)\":[^,}]+,?";

  private TimelessMetrics() {}

  /** Those of each epoch. */
  public static List<String> of(RunFolder run) {
    return run.metrics().stream().map(line -> line.toString().replaceAll(TIMES, "")).toList();
  }
}
