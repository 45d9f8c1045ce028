package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.train.loop.StepProgress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TrainingViewTest {
  private static final String NUMBERS =
      " 50 % loss 2.187 WER 45.3 % norm 7.09 9512 frames/s 8:43 left";

  private final StringWriter err = new StringWriter();
  private final Console console =
      new Console(new PrintWriter(new StringWriter()), new PrintWriter(err), false);
  private long now = 17;

  @Test
  void theLineHasABarAsWideAsTheTerminalAllows() {
    assertThat(TrainingLine.of(step(20), 200))
        .isEqualTo("epoch 3/120 [" + "#".repeat(15) + " ".repeat(15) + "]" + NUMBERS);
    assertThat(TrainingLine.of(step(20), 84))
        .hasSize(84)
        .isEqualTo("epoch 3/120 [####     ]" + NUMBERS);
    assertThat(TrainingLine.of(step(20), 79)).isEqualTo("epoch 3/120" + NUMBERS);
    assertThat(TrainingLine.of(step(20), 30)).isEqualTo("epoch 3/120 50 % loss 2.187 WE");
  }

  @Test
  void whatIsNotKnownYetIsLeftOut() {
    OptionalDouble none = OptionalDouble.empty();
    StepProgress first = new StepProgress(1, 9, 1, 8, none, none, none, 800, 7264.4);
    assertThat(TrainingLine.of(first)).isEqualTo("epoch 1/9 12 % 800 frames/s 2:01:04 left");
  }

  @Test
  void aTerminalsLineIsDrawnFourTimesASecondAtMost() {
    TrainingView view = new TrainingView.Redrawn(new Terminal(80), console, () -> now);
    for (int batch = 1; batch <= 40; batch++) {
      view.accept(step(batch));
      now += TimeUnit.MILLISECONDS.toNanos(50);
    }
    assertThat(err.toString().split("\r", -1)).hasSize(1 + 8); // of two seconds
    assertThat(err.toString()).startsWith("\repoch 3/120 [     ] 2 % ").doesNotContain("\n");
  }

  @Test
  void wholeLinesTakeItsPlace() {
    TrainingView view = new TrainingView.Redrawn(new Terminal(80), console, () -> now);
    view.line("before");
    view.accept(step(20));
    view.line("epoch 3");
    view.line("after");
    view.close();
    String erased = "\r\u001b[K";
    assertThat(err.toString().replace(System.lineSeparator(), "\n"))
        .isEqualTo("before\n\repoch 3/120" + NUMBERS + "\u001b[K" + erased + "epoch 3\nafter\n");
    view.accept(step(21));
    assertThat(err.toString()).as("too soon").endsWith("after" + System.lineSeparator());
    now += TimeUnit.SECONDS.toNanos(1);
    view.accept(step(22));
    view.close();
    assertThat(err.toString()).as("nothing unfinished stays").endsWith("\u001b[K" + erased);
  }

  @Test
  void elsewhereThereAreWholeLinesOnly() {
    TrainingView view = new TrainingView.Lines(console, () -> now);
    for (int batch = 1; batch <= 40; batch++) {
      view.accept(step(batch));
      now += TimeUnit.SECONDS.toNanos(4);
    }
    view.line("epoch 3");
    view.close();
    assertThat(err.toString().lines().toList())
        .hasSize(3) // after one minute, after two, and the last
        .contains("epoch 3/120" + NUMBERS.replace("50 %", "40 %"), "epoch 3");
    assertThat(err.toString()).doesNotContain("\r", "\u001b");
  }

  private static StepProgress step(int batch) {
    return new StepProgress(
        3,
        120,
        batch,
        40,
        OptionalDouble.of(2.18704),
        OptionalDouble.of(7.0911),
        OptionalDouble.of(0.4531),
        9512.4,
        523.2);
  }
}
