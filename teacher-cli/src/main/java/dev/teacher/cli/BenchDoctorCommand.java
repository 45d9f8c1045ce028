package dev.teacher.cli;

import dev.teacher.api.error.Problem;
import dev.teacher.train.doctor.Case;
import dev.teacher.train.doctor.Effort;
import dev.teacher.train.doctor.Interference;
import dev.teacher.train.doctor.checkup.Checkup;
import dev.teacher.train.doctor.fault.DoctorBenchmark;
import dev.teacher.train.doctor.fault.DoctorBenchmark.Clean;
import dev.teacher.train.doctor.fault.DoctorBenchmark.Sick;
import dev.teacher.train.doctor.fault.Fault;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the doctor. */
@Command(
    name = "doctor",
    description =
        "Measure teacher diagnose: how many faults it names that are done to a healthy training on"
            + " purpose, and what it finds where nothing is. Nothing is written.")
final class BenchDoctorCommand implements Callable<Integer> {
  @Mixin CommonOptions common;
  @Mixin ConfigOptions configuration;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "10",
      description = "Diagnoses of the healthy training (default: ${DEFAULT-VALUE}).")
  int seeds;

  @Option(
      names = "--fault",
      paramLabel = "TEXT",
      description =
          "Only faults with this text in their name or strength; may be given again. All where it"
              + " is not given, none with --fault none.")
  List<String> wanted = List.of();

  @Option(names = "--full", description = "Diagnose with --full.")
  boolean full;

  /**
   * What was measured.
   *
   * @param recall share of the faults that were named first or second; null where none was tried
   * @param falseAlarms diagnoses of the healthy training that were not healthy
   */
  record Result(Double recall, int falseAlarms, List<Clean> clean, List<Sick> sick) {}

  @Override
  public Integer call() {
    Console console = common.console();
    BenchCommand.requireCount("--seeds", 0, seeds);
    List<Fault> faults = Fault.all().stream().filter(this::isWanted).toList();
    if (faults.isEmpty() && !wanted.contains("none")) {
      throw Problem.usage("no fault is called so")
          .where("--fault " + String.join(" --fault ", wanted))
          .expected("a part of one of these:\n" + String.join("\n", names()))
          .exception();
    }
    Case healthy =
        new Case(
            configuration.load(),
            common.registry(),
            Optional.empty(),
            full ? Effort.FULL : Effort.QUICK,
            1,
            Interference.NONE,
            line -> {});
    DoctorBenchmark benchmark = new DoctorBenchmark(Checkup.doctor(), healthy, console::progress);
    List<Clean> clean = benchmark.clean(seeds);
    List<Sick> sick = benchmark.sick(faults);
    Result result =
        new Result(
            sick.isEmpty()
                ? null
                : (double) sick.stream().filter(Sick::isFound).count() / sick.size(),
            (int) clean.stream().filter(c -> !c.isRight()).count(),
            clean,
            sick);
    console.result(result, text(result));
    return 0;
  }

  private static List<String> names() {
    return Fault.all().stream().map(Fault::id).toList();
  }

  private boolean isWanted(Fault fault) {
    return wanted.isEmpty() || wanted.stream().anyMatch(text -> fault.id().contains(text));
  }

  private static String text(Result result) {
    StringBuilder text = new StringBuilder();
    for (Clean clean : result.clean()) {
      text.append(
          say(
              "healthy, seed %-3d %-11s %5.1f s  %s%n",
              clean.seed(),
              clean.verdict().text(),
              clean.seconds(),
              String.join(", ", clean.findings())));
    }
    if (!result.sick().isEmpty()) {
      text.append(
          say(
              "%-36s %-42s %4s %6s %-8s %s%n",
              "fault", "strength", "rank", "s", "remedy", "found"));
    }
    for (Sick sick : result.sick()) {
      text.append(
          say(
              "%-36s %-42s %4s %6.1f %-8s %s%n",
              sick.fault(),
              sick.strength(),
              sick.rank() == 0 ? "-" : Integer.toString(sick.rank()),
              sick.seconds(),
              remedy(sick),
              String.join(", ", sick.findings())));
    }
    if (result.recall() != null) {
      text.append(
          say(
              "%.1f %% of %d faults are named first or second%n",
              100 * result.recall(), result.sick().size()));
    }
    return text.append(
            say(
                "%d false alarms in %d diagnoses of the healthy training",
                result.falseAlarms(), result.clean().size()))
        .toString();
  }

  private static String remedy(Sick sick) {
    if (sick.recovers() == null) {
      return "";
    }
    return sick.recovers() ? "helps" : "no help";
  }

  private static String say(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
