package dev.teacher.cli;

import dev.teacher.features.statistics.Progress;
import dev.teacher.features.statistics.ProgressLines;
import java.io.PrintWriter;

/** How far a pass is: a bar that moves on a terminal, lines now and then elsewhere. */
final class ProgressBar implements Progress {
  private static final int WIDTH = 30;

  private final String what;
  private final PrintWriter err;
  private int shown = -1;

  ProgressBar(String what, PrintWriter err) {
    this.what = what;
    this.err = err;
  }

  /** For a console: a bar where it is a terminal. */
  static Progress of(String what, String counted, Console console) {
    return Terminal.ofErrors().isPresent()
        ? new ProgressBar(what, console.err())
        : new ProgressLines(what, counted, console::progress);
  }

  @Override
  public void at(int done, int total) {
    int percent = (int) (100L * done / total);
    if (percent != shown) {
      shown = percent;
      err.print("\r" + line(what, percent) + (done == total ? "\n" : ""));
      err.flush();
    }
  }

  static String line(String what, int percent) {
    int filled = percent * WIDTH / 100;
    return what + " [" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + percent + " %";
  }
}
