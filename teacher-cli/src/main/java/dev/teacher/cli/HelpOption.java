package dev.teacher.cli;

import picocli.CommandLine.Option;

/** {@code --help} for subcommands. */
final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean requested;
}
