package dev.teacher.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command without a subcommand: shows the help. */
@Command(
    name = "teacher",
    description = "Trains recognisers of continuous sign language from MediaPipe landmarks.",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    subcommands = {
      DemoCommand.class,
      SynthCommand.class,
      ComposeCommand.class,
      CorpusCommand.class,
      StatsCommand.class,
      InspectCommand.class,
      ConvertCommand.class,
      FindRateCommand.class,
      TrainCommand.class,
      DiagnoseCommand.class,
      OverfitCommand.class,
      ReplayCommand.class,
      EngineCommand.class,
      EvaluateCommand.class,
      ExportCommand.class,
      ImportCommand.class,
      TranscribeCommand.class,
      BenchCommand.class,
      PluginsCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 fault of the program, 2 usage or configuration, 3 data,",
      "4 the command worked and found something wrong."
    })
final class TeacherCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return CommandLine.ExitCode.USAGE;
  }
}
