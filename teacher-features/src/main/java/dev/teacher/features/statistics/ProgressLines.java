package dev.teacher.features.statistics;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Says in whole lines how far a pass is: now and then, and nothing of a pass that is soon over. */
public final class ProgressLines implements Progress {
  private static final long PAUSE = TimeUnit.SECONDS.toNanos(5);

  private final String what;
  private final String counted;
  private final Consumer<String> lines;
  private long last = System.nanoTime();

  /**
   * @param what is done: {@code computing statistics}
   * @param lines takes {@code computing statistics: 1200 of 4376 samples}
   */
  public ProgressLines(String what, Consumer<String> lines) {
    this(what, "samples", lines);
  }

  /**
   * @param what is done
   * @param counted what is counted, where it is not samples
   * @param lines takes whole lines
   */
  public ProgressLines(String what, String counted, Consumer<String> lines) {
    this.what = what;
    this.counted = counted;
    this.lines = lines;
  }

  @Override
  public void at(int done, int total) {
    long now = System.nanoTime();
    if (now - last >= PAUSE && done < total) {
      last = now;
      lines.accept(what + ": " + done + " of " + total + " " + counted);
    }
  }
}
