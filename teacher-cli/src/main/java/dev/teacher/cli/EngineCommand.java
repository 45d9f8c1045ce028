package dev.teacher.cli;

import dev.teacher.api.error.Category;
import dev.teacher.train.engine.EngineFault;
import dev.teacher.train.loop.EngineReport;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what is known of the engine that trains. */
@Command(
    name = "engine",
    description =
        "Show the engine that trains: versions, processor, threads, what was checked on this"
            + " machine, and which operations are avoided. Exit code 4 if one is wrong. Without"
            + " --config it is about configs/quickstart.conf.")
final class EngineCommand implements Callable<Integer> {
  @Mixin CommonOptions common;
  @Mixin ConfigOptions options;

  @Option(
      names = "--check",
      description =
          "Forget what is known, and check the operations of the configured network anew.")
  boolean check;

  @Override
  public Integer call() {
    Console console = common.console();
    if (options.file == null) {
      options.file = Path.of("configs", "quickstart.conf");
    }
    EngineReport report =
        EngineReport.of(options.load(), common.registry(), check, console::progress);
    console.result(report, text(report));
    return report.faults().isEmpty() ? 0 : Category.FINDING.exitCode();
  }

  private static String text(EngineReport report) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> fact : report.facts().entrySet()) {
      text.append(String.format("%-20s %s%n", fact.getKey(), fact.getValue()));
    }
    text.append(String.format("%-20s %d%n", "threads", report.threads()));
    text.append(String.format("%-20s %s%n", "device", report.device()));
    text.append(
        String.format("%-20s %d operations at their widths%n", "found right", report.right()));
    for (EngineFault fault : report.faults()) {
      text.append(
          String.format(
              "%-20s %s, %s%n",
              fault.safe() ? "avoided" : "wrong in every form",
              fault.operation(),
              fault.evidence()));
    }
    text.append(report.file() == null ? "not kept" : "kept in " + report.file());
    return text.toString();
  }
}
