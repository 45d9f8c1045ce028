package dev.teacher.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/** The command's model of its options, for tests of other packages. */
public final class TeacherCommandLine {
  private TeacherCommandLine() {}

  /** The command with all its subcommands, set as {@link Main} sets it, not yet run. */
  public static CommandLine create() {
    return new CommandLine(new TeacherCommand()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** The commands that do something, by name: {@code train}, {@code corpus check}, and so on. */
  public static Map<String, CommandLine> leaves() {
    Map<String, CommandLine> leaves = new LinkedHashMap<>();
    collect("", create(), leaves);
    return leaves;
  }

  private static void collect(String name, CommandLine line, Map<String, CommandLine> leaves) {
    if (line.getSubcommands().isEmpty()) {
      leaves.put(name.strip(), line);
    }
    line.getSubcommands().forEach((next, inner) -> collect(name + " " + next, inner, leaves));
  }
}
