package dev.teacher.cli;

import dev.teacher.train.loop.InferenceBenchmark;
import dev.teacher.train.loop.InferenceBenchmark.Times;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures recognition. */
@Command(
    name = "inference",
    description =
        "Measure ONNX Runtime against the training engine, on one batch of the split dev. Nothing"
            + " is written.")
final class BenchInferenceCommand implements Callable<Integer> {
  @Mixin CommonOptions common;
  @Mixin ConfigOptions configuration;

  @Option(
      names = "--turns",
      paramLabel = "N",
      defaultValue = "20",
      description = "Turns of each that are measured (default: ${DEFAULT-VALUE}).")
  int turns;

  /** What was measured. */
  record Result(
      int turns,
      int samples,
      long frames,
      Times onnx,
      Times engine,
      double ratio,
      double largestDifference) {}

  @Override
  public Integer call() {
    Console console = common.console();
    BenchCommand.requireCount("--turns", 1, turns);
    InferenceBenchmark.Result found =
        InferenceBenchmark.run(
            configuration.load(),
            common.registry(),
            turns,
            console::progress,
            ProgressBar.of("recognising", "turns", console));
    Result result =
        new Result(
            found.turns(),
            found.samples(),
            found.frames(),
            found.onnx(),
            found.engine(),
            found.ratio(),
            found.largestDifference());
    console.result(result, text(result));
    return 0;
  }

  private static String text(Result result) {
    return String.format(
            Locale.ROOT,
            "a batch of %d samples, %d frames, %d turns%n",
            result.samples(),
            result.frames(),
            result.turns())
        + line("ONNX Runtime", result.onnx())
        + line("training engine", result.engine())
        + String.format(
            Locale.ROOT,
            "ONNX Runtime takes %.2f of the training engine's time; results differ by %.1g",
            result.ratio(),
            result.largestDifference());
  }

  private static String line(String name, Times times) {
    return String.format(
        Locale.ROOT,
        "  %-16s best %8.1f ms, median %8.1f ms, %8.0f frames/s%n",
        name,
        1000 * times.best(),
        1000 * times.median(),
        times.framesPerSecond());
  }
}
