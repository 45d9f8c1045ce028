package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Options, arguments and help. */
class UsageIT {
  @TempDir Path folder;

  static Iterable<String> commands() {
    return new CommandLine(new TeacherCommand()).getSubcommands().keySet();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelp(String command) {
    Teacher.Ended help = Teacher.run(command, "--help").succeeds();
    assertThat(help.out()).contains("Usage: teacher " + command, "--json", "--plugins");
    assertThat(help.err()).isEmpty();
  }

  @Test
  void theCommandItselfHasHelpAndVersion() {
    Teacher.Ended help = Teacher.run("--help").succeeds();
    assertThat(help.out()).contains("Usage: teacher", "Exit codes:").contains(commands());
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
