package dev.teacher.cli;

import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** Starts a command and turns its end into an exit code. */
public final class Main {
  private Main() {}

  /** Runs the command and ends the program. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs the command; gives its exit code. */
  static int run(String... arguments) {
    return commandLine().execute(arguments);
  }

  /** The command with its ways to fail. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new TeacherCommand());
    // Straight to the stream: picocli's own writer would not tell when it takes nothing more.
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setUsageHelpAutoWidth(true);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(Main::misused);
    line.setExecutionExceptionHandler((e, failed, result) -> failed(e, failed.getErr()));
    return line;
  }

  private static int misused(ParameterException e, String[] arguments) {
    CommandLine line = e.getCommandLine();
    line.getErr().println("teacher: " + e.getMessage());
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, line.getErr())) {
      String name = line.getCommandSpec().qualifiedName();
      line.getErr().println(Ansi.AUTO.text("@|bold " + name + " --help|@ shows how it is used."));
    }
    return Category.USAGE.exitCode();
  }

  private static int failed(Exception e, PrintWriter err) {
    if (e instanceof TeacherException known) {
      err.println("teacher: " + known.getMessage());
      if (known.category() == Category.INTERNAL && known.getCause() != null) {
        known.getCause().printStackTrace(err);
      }
      err.flush();
      return known.category().exitCode();
    }
    err.println("teacher: a fault of the program; please report it with what follows");
    e.printStackTrace(err);
    err.flush();
    return Category.INTERNAL.exitCode();
  }
}
