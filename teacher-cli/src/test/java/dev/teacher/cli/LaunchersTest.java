package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Both launchers of the distribution start Java alike. */
class LaunchersTest {
  private static final Path FOLDER = Path.of("src/dist/bin");

  /** An option of Java with its value, where that is no variable of the launcher. */
  private static final Pattern OPTION =
      Pattern.compile("-(XX:[+-]?\\w+(=\\w+)?|D[\\w.-]+(=[\\w-]+)?)");

  /** That of the shell alone: {@code cmd} cannot tell whether standard error is a console. */
  private static final String TERMINAL = "-Dteacher.terminal";

  @Test
  void theyGiveTheSameOptions() throws IOException {
    Set<String> shell = options("teacher", "#");
    assertThat(shell).contains("-Dfile.encoding=UTF-8", "-XX:+UseSerialGC", TERMINAL);
    shell.remove(TERMINAL);
    assertThat(options("teacher.bat", "rem ")).isEqualTo(shell);
  }

  @Test
  void linesOfTheOneForWindowsEndAsThereIsUsual() throws IOException {
    String text = Files.readString(FOLDER.resolve("teacher.bat"));
    assertThat(text.split("\n", -1)).allMatch(line -> line.isEmpty() || line.endsWith("\r"));
  }

  private static Set<String> options(String launcher, String comment) throws IOException {
    return Files.readAllLines(FOLDER.resolve(launcher)).stream()
        .filter(line -> !line.strip().startsWith(comment))
        .flatMap(line -> OPTION.matcher(line).results())
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
