package dev.teacher.cli;

import dev.teacher.train.loop.StepProgress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Shows how a training goes, on standard error: whole lines, and how far it is within an epoch. On
 * a terminal that is a line at the end which is drawn anew; elsewhere a whole line now and then.
 */
interface TrainingView extends Consumer<StepProgress>, AutoCloseable {
  /** For a console. */
  static TrainingView of(Console console) {
    LongSupplier clock = System::nanoTime;
    return Terminal.ofErrors()
        .<TrainingView>map(terminal -> new Redrawn(terminal, console, clock))
        .orElseGet(() -> new Lines(console, clock));
  }

  /** Shows a whole line. */
  void line(String line);

  /** Leaves nothing unfinished on the terminal. */
  @Override
  void close();

  /** A line that is drawn anew, four times a second at most. */
  final class Redrawn implements TrainingView {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(250);
    private static final String TO_START = "\r";
    private static final String CLEAR_TO_END = "\u001b[K";

    private final Terminal terminal;
    private final Console console;
    private final Pauses pauses;
    private boolean drawn;

    Redrawn(Terminal terminal, Console console, LongSupplier clock) {
      this.terminal = terminal;
      this.console = console;
      this.pauses = new Pauses(PAUSE, clock.getAsLong() - PAUSE, clock);
    }

    @Override
    public void accept(StepProgress progress) {
      if (pauses.isOver()) {
        // The last column stays free: some terminals go to the next line when it is taken.
        String line = TrainingLine.of(progress, terminal.columns() - 1);
        console.err().print(TO_START + line + CLEAR_TO_END);
        console.err().flush();
        drawn = true;
      }
    }

    @Override
    public void line(String line) {
      close();
      console.progress(line);
    }

    @Override
    public void close() {
      if (drawn) {
        console.err().print(TO_START + CLEAR_TO_END);
        console.err().flush();
        drawn = false;
      }
    }
  }

  /** A whole line a minute at most. */
  final class Lines implements TrainingView {
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(60);

    private final Console console;
    private final Pauses pauses;

    Lines(Console console, LongSupplier clock) {
      this.console = console;
      this.pauses = new Pauses(PAUSE, clock.getAsLong(), clock);
    }

    @Override
    public void accept(StepProgress progress) {
      boolean ends = progress.batch() == progress.batches(); // what its epoch's line says soon
      if (!ends && pauses.isOver()) {
        console.progress(TrainingLine.of(progress));
      }
    }

    @Override
    public void line(String line) {
      console.progress(line);
    }

    @Override
    public void close() {}
  }

  /** Keeps apart what would come too often. */
  final class Pauses {
    private final long length;
    private final LongSupplier clock;
    private long last;

    /**
     * @param length nanoseconds
     * @param last when the first pause began
     * @param clock nanoseconds
     */
    Pauses(long length, long last, LongSupplier clock) {
      this.length = length;
      this.last = last;
      this.clock = clock;
    }

    /** Whether one is over; then the next one begins. */
    boolean isOver() {
      long now = clock.getAsLong();
      if (now - last < length) {
        return false;
      }
      last = now;
      return true;
    }
  }
}
