package dev.teacher.cli;

import com.typesafe.config.Config;
import dev.teacher.api.error.Category;
import dev.teacher.api.plugin.Registry;
import dev.teacher.train.loop.Overfitting;
import dev.teacher.train.loop.TrainResult;
import dev.teacher.train.loop.Trainer;
import dev.teacher.train.run.RunFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets a network learn a few samples by heart. */
@Command(
    name = "overfit",
    description =
        "Let the network learn a few samples by heart, through the same pipeline as train but for"
            + " augmentations: what works gets to 0 %% WER on them. If it does not: exit code 4,"
            + " and what may be the reason.")
final class OverfitCommand implements Callable<Integer> {
  @Mixin CommonOptions common;
  @Mixin ConfigOptions configuration;

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "5",
      description = "The first N of the training split (default: ${DEFAULT-VALUE}).")
  int samples;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "300",
      description = "Passes over them at most (default: ${DEFAULT-VALUE}).")
  int epochs;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run folder; runs/NAME-overfit where not given.")
  Path out;

  /** What is left to say is in the run folder. */
  record Result(
      boolean memorised,
      int samples,
      double wer,
      int epochs,
      double loss,
      List<String> guesses,
      String run,
      double seconds) {}

  @Override
  public Integer call() {
    Console console = common.console();
    Registry registry = common.registry();
    Config config = configuration.load(Overfitting.overrides(samples, epochs));
    RunFolder run = out == null ? Runs.create(config, "-overfit") : RunFolder.create(out);
    TrainResult training;
    try (TrainingView view = TrainingView.of(console)) {
      training = Trainer.train(config, registry, run, view::line, view);
    }
    Overfitting found = Overfitting.of(training, run);
    Result result =
        new Result(
            found.memorised(),
            samples,
            training.dev().score().wer(),
            training.epochs(),
            found.loss(),
            found.guesses(),
            run.path().toString(),
            training.seconds());
    console.result(result, text(result));
    return result.memorised() ? 0 : Category.FINDING.exitCode();
  }

  private static String text(Result result) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s %d samples in %d epochs: WER %.1f %%, loss %.4f, %.0f s%n",
            result.memorised() ? "learned" : "did not learn",
            result.samples(),
            result.epochs(),
            100 * result.wer(),
            result.loss(),
            result.seconds()));
    result.guesses().forEach(guess -> text.append("  perhaps: ").append(guess).append('\n'));
    return text.append("curves: ").append(result.run()).append("/report.html").toString();
  }
}
