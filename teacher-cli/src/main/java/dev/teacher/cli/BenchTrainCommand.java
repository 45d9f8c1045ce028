package dev.teacher.cli;

import dev.teacher.train.data.TrainingBatches.LoaderTimes;
import dev.teacher.train.loop.TrainingBenchmark;
import dev.teacher.train.loop.TrainingBenchmark.EngineTimes;
import dev.teacher.train.loop.TrainingBenchmark.Threads;
import dev.teacher.train.loop.TrainingBenchmark.Validation;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures a training. */
@Command(
    name = "train",
    description =
        "Measure a training: frames a second, and how the time splits. Nothing is written.")
final class BenchTrainCommand implements Callable<Integer> {
  /** Of a core that more than all of them are asked for. */
  private static final double NOTICEABLE = 0.1;

  @Mixin CommonOptions common;
  @Mixin ConfigOptions configuration;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "50",
      description = "Steps that are measured (default: ${DEFAULT-VALUE}).")
  int steps;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "5",
      description = "Steps before, which are not (default: ${DEFAULT-VALUE}).")
  int warmUp;

  /** What was measured. */
  record Result(
      int steps,
      int samples,
      long frames,
      double paddingShare,
      double seconds,
      double framesPerSecond,
      EngineTimes engine,
      LoaderTimes loader,
      Validation validation,
      Threads threads,
      String precision) {}

  @Override
  public Integer call() {
    Console console = common.console();
    BenchCommand.requireCount("--steps", 1, steps);
    BenchCommand.requireCount("--warm-up", 1, warmUp);
    TrainingBenchmark.Result found =
        TrainingBenchmark.run(
            configuration.load(),
            common.registry(),
            warmUp,
            steps,
            console::progress,
            ProgressBar.of("training", "steps", console));
    Result result =
        new Result(
            found.steps(),
            found.samples(),
            found.frames(),
            found.paddingShare(),
            found.seconds(),
            found.framesPerSecond(),
            found.engine(),
            found.loader(),
            found.validation(),
            found.threads(),
            found.precision());
    console.result(result, text(result));
    return 0;
  }

  private static String text(Result result) {
    EngineTimes engine = result.engine();
    LoaderTimes loader = result.loader();
    double seconds = result.seconds();
    Threads threads = result.threads();
    StringBuilder text = new StringBuilder();
    text.append(
        say(
            "%.0f frames/s in training: %d steps, %d samples, %d frames in %.2f s, %s%n",
            result.framesPerSecond(),
            result.steps(),
            result.samples(),
            result.frames(),
            seconds,
            result.precision()));
    text.append(
        say(
            "%.0f frames/s in validation: %d samples in %.2f s%n",
            result.validation().framesPerSecond(),
            result.validation().samples(),
            result.validation().seconds()));
    text.append(say("padding: %.1f %% of a batch%n", 100 * result.paddingShare()));
    text.append("the engine's time:\n");
    text.append(line("step (forward, backward, update)", engine.step(), seconds));
    text.append(line("waiting for batches", engine.waiting(), seconds));
    text.append(line("planning epochs", engine.plan(), seconds));
    text.append(line("other", engine.other(), seconds));
    text.append("meanwhile, the loader's:\n");
    text.append(line("loading", loader.load(), seconds));
    text.append(line("augmenting", loader.augment(), seconds));
    text.append(line("packing", loader.pack(), seconds));
    text.append(
        say(
            "threads: engine %d, loader %d (busy %.0f %% of the time); %d cores",
            threads.engine(), threads.loader(), 100 * loader.busy() / seconds, threads.cores()));
    if (threads.engine() + loader.busy() / seconds > threads.cores() + NOTICEABLE) {
      text.append(
          say("%nmore than the cores: try train.threads = %d", Math.max(1, threads.cores() - 1)));
    }
    return text.toString();
  }

  private static String line(String what, double part, double whole) {
    return say("  %-34s %8.3f s %6.1f %%%n", what, part, 100 * part / whole);
  }

  private static String say(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
