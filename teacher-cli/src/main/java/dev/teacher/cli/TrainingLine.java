package dev.teacher.cli;

import dev.teacher.train.loop.StepProgress;
import java.util.Locale;

/** How far a training is, in one line of text. */
final class TrainingLine {
  private static final int WIDEST_BAR = 30;
  private static final int NARROWEST_BAR = 5;

  private TrainingLine() {}

  /** Without a bar. */
  static String of(StepProgress progress) {
    return epoch(progress) + numbers(progress);
  }

  /** With a bar as wide as there is room for; cut where even the numbers are too long. */
  static String of(StepProgress progress, int columns) {
    String epoch = epoch(progress);
    String numbers = numbers(progress);
    int room = columns - epoch.length() - numbers.length() - " []".length();
    String line =
        room < NARROWEST_BAR
            ? epoch + numbers
            : epoch + " [" + bar(progress, Math.min(WIDEST_BAR, room)) + "]" + numbers;
    return line.substring(0, Math.min(columns, line.length()));
  }

  private static String epoch(StepProgress progress) {
    return "epoch " + progress.epoch() + "/" + progress.epochs();
  }

  private static String bar(StepProgress progress, int width) {
    int filled = (int) ((long) progress.batch() * width / progress.batches());
    return "#".repeat(filled) + " ".repeat(width - filled);
  }

  private static String numbers(StepProgress progress) {
    StringBuilder text = new StringBuilder();
    text.append(say(" %d %%", 100L * progress.batch() / progress.batches()));
    progress.loss().ifPresent(loss -> text.append(say(" loss %.4g", loss)));
    progress.wer().ifPresent(wer -> text.append(say(" WER %.1f %%", 100 * wer)));
    progress.gradientNorm().ifPresent(norm -> text.append(say(" norm %.3g", norm)));
    text.append(say(" %.0f frames/s", progress.framesPerSecond()));
    return text.append(' ').append(left(Math.round(progress.secondsLeft()))).toString();
  }

  private static String left(long seconds) {
    long minutes = seconds / 60;
    return minutes < 60
        ? say("%d:%02d left", minutes, seconds % 60)
        : say("%d:%02d:%02d left", minutes / 60, minutes % 60, seconds % 60);
  }

  private static String say(String format, Object... numbers) {
    return String.format(Locale.ROOT, format, numbers);
  }
}
