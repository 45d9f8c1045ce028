package dev.teacher.cli;

import com.typesafe.config.Config;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.Problem;
import dev.teacher.api.io.AtomicFiles;
import dev.teacher.train.loop.RateTest;
import dev.teacher.train.report.RateCurve;
import dev.teacher.train.report.RatePage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds a learning rate. */
@Command(
    name = "find-lr",
    description =
        "Find a learning rate: train a little while it grows from step to step, and see where the"
            + " loss falls and where it breaks down. Nothing is kept of the training.")
final class FindRateCommand implements Callable<Integer> {
  private static final String PAGE = "learning-rates.html";

  @Mixin CommonOptions common;
  @Mixin ConfigOptions configuration;

  @Option(names = "--from", paramLabel = "R", description = "The first learning rate; 1e-6.")
  double from = 1e-6;

  @Option(names = "--to", paramLabel = "R", description = "The last learning rate; 10.")
  double to = 10;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Steps from the first to the last; 200. The test may end before.")
  int steps = 200;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write a page with the curve (learning-rates.html) in this folder, or this file, if it"
              + " ends with .html.")
  Path out;

  /** What was found; rates that there are none of are null. */
  record Result(
      Double suggestion,
      Double steepest,
      Double tenthOfDivergence,
      Double divergence,
      String end,
      List<RateCurve.Point> points,
      String page) {}

  @Override
  public Integer call() {
    Console console = common.console();
    check();
    Config config = configuration.load();
    RateCurve curve =
        RateTest.run(
            config,
            common.registry(),
            new RateCurve.Range(from, to, steps),
            console::progress,
            ProgressBar.of("raising the learning rate", "steps", console));
    Optional<Path> page = Optional.ofNullable(out).map(FindRateCommand::page);
    String name = config.hasPath("name") ? config.getString("name") : "run";
    page.ifPresent(file -> write(file, RatePage.render(name, curve)));
    Result result =
        new Result(
            curve.suggestion().orElse(null),
            curve.steepest().orElse(null),
            curve.tenthOfDivergence().orElse(null),
            curve.divergence().orElse(null),
            curve.end().name().toLowerCase(Locale.ROOT).replace('_', '-'),
            curve.points(),
            page.map(Path::toString).orElse(null));
    console.result(result, text(curve, page));
    return curve.suggestion().isPresent() ? 0 : Category.FINDING.exitCode();
  }

  private void check() {
    if (!(from > 0 && to > from && to <= 1000)) {
      throw Problem.usage("bad range of learning rates")
          .where("--from, --to")
          .expected("0 < --from < --to <= 1000")
          .found(from + " to " + to)
          .exception();
    }
    if (steps < 20 || steps > 100_000) {
      throw Problem.usage("--steps is out of range")
          .expected("20 to 100000")
          .found(steps)
          .exception();
    }
  }

  private static Path page(Path out) {
    return out.toString().toLowerCase(Locale.ROOT).endsWith(".html")
        ? out.toAbsolutePath()
        : out.resolve(PAGE);
  }

  private static void write(Path file, String text) {
    AtomicFiles.writeFile(file, stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private String text(RateCurve curve, Optional<Path> page) {
    StringBuilder text = new StringBuilder();
    text.append(
        curve
            .suggestion()
            .map(rate -> "suggested learning rate: " + number(rate))
            .orElse("the loss fell at no learning rate from " + number(from)));
    text.append("\n  the loss falls fastest at: ").append(number(curve.steepest()));
    text.append("\n  a tenth of the breakdown:  ").append(number(curve.tenthOfDivergence()));
    text.append(
        switch (curve.end()) {
          case LARGEST_RATE -> "\n  held up to the largest rate, " + number(to);
          case DIVERGED, NOT_FINITE ->
              "\n  broke down at:             " + number(curve.divergence());
        });
    text.append("\n  steps: ").append(curve.points().size());
    page.ifPresent(file -> text.append("\nto look at: ").append(file));
    curve
        .suggestion()
        .ifPresent(
            rate ->
                text.append("\nTry:  teacher train --config ")
                    .append(configuration.file)
                    .append(" --set train.optimizer.learning-rate=")
                    .append(number(rate)));
    return text.toString();
  }

  private static String number(Optional<Double> rate) {
    return rate.map(FindRateCommand::number).orElse("none");
  }

  private static String number(double rate) {
    return String.format(Locale.ROOT, "%.2g", rate);
  }
}
