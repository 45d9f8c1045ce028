package dev.teacher.cli;

import dev.teacher.api.error.Problem;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Measures how fast something is. */
@Command(
    name = "bench",
    description = "Measure how fast something is on this computer, and where its time goes.",
    subcommands = {BenchTrainCommand.class, BenchInferenceCommand.class, BenchDoctorCommand.class})
final class BenchCommand implements Callable<Integer> {
  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return CommandLine.ExitCode.USAGE;
  }

  /** Refuses a number of turns that measures nothing, or is a slip of the hand. */
  static void requireCount(String option, int least, int value) {
    if (value < least || value > 1_000_000) {
      throw Problem.usage(option + " is out of range")
          .expected(least + " to 1000000")
          .found(value)
          .exception();
    }
  }
}
