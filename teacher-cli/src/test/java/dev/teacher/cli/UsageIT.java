package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Options, arguments and help. */
class UsageIT {
  @TempDir Path folder;

  /** The words of every command and of the commands within commands. */
  static List<List<String>> commands() {
    return below(new CommandLine(new TeacherCommand()), List.of());
  }

  private static List<List<String>> below(CommandLine parent, List<String> words) {
    List<List<String>> all = new ArrayList<>();
    parent
        .getSubcommands()
        .forEach(
            (name, command) -> {
              List<String> its = new ArrayList<>(words);
              its.add(name);
              all.add(its);
              all.addAll(below(command, its));
            });
    return all;
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelp(List<String> words) {
    List<String> arguments = new ArrayList<>(words);
    arguments.add("--help");
    Teacher.Ended help = Teacher.run(arguments.toArray()).succeeds();
    assertThat(help.out()).contains("Usage: teacher " + String.join(" ", words));
    assertThat(help.err()).isEmpty();
    if (!help.out().contains("[COMMAND]")) {
      assertThat(help.out()).contains("--json", "--plugins");
    }
  }

  @Test
  void theCommandItselfHasHelpAndVersion() {
    Teacher.Ended help = Teacher.run("--help").succeeds();
    assertThat(help.out())
        .contains("Usage: teacher", "Exit codes:")
        .contains("train", "transcribe");
    assertThat(Teacher.run("--version").succeeds().out())
        .matches("teacher \\d+\\.\\d+\\.\\d+\\S*\n");
  }

  @Test
  void noCommandIsAMistakeThatShowsTheHelp() {
    Teacher.Ended ended = Teacher.run();
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains("Usage: teacher");
  }

  @Test
  void anUnknownOptionIsNamed() {
    Teacher.run("plugins", "--josn").failsWith(2, "--josn", "teacher plugins --help");
  }

  @Test
  void anUnknownCommandIsNamed() {
    Teacher.run("trian").failsWith(2, "trian", "train");
  }

  @Test
  void aMissingArgumentIsNamed() {
    Teacher.run("evaluate").failsWith(2, "MODEL", "teacher evaluate --help");
    Teacher.run("transcribe", "--model", "x.onnx").failsWith(2, "FILE");
    Teacher.run("synth").failsWith(2, "--out");
  }

  @Test
  void anArgumentOfTheWrongKindIsNamed() {
    Teacher.run("evaluate", "--batch-size", "two", "run").failsWith(2, "--batch-size", "two");
    Teacher.run("evaluate", "--batch-size", 0, "run").failsWith(2, "--batch-size", "0");
  }

  @Test
  void whatDoesNotExistIsNamedInFull() {
    Path missing = folder.resolve("missing");
    Teacher.run("evaluate", missing).failsWith(3, missing.toString(), "run folder", ".onnx");
    Teacher.run("export", missing).failsWith(2, "no checkpoint", missing.toString());
    Teacher.run("train", "--resume", missing).failsWith(2, "nothing to resume", missing.toString());
    Teacher.run("transcribe", "--model", Tiny.model(), missing)
        .failsWith(3, "no such file", missing.toString());
  }
}
