package dev.teacher.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import dev.teacher.api.config.ConfigFile;
import dev.teacher.api.plugin.Registry;
import dev.teacher.cli.TeacherCommandLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ParseResult;

class ShellBlocksTest {
  private static final Pattern COMMAND = Pattern.compile("(?:\\./)?teacher ([a-z][a-z-]*).*");

  @TempDir Path folder;

  @TestFactory
  List<DynamicTest> everyLineIsUnderstoodAndItsConfigurationPasses() throws IOException {
    Registry registry = PluginProject.registry(folder);
    List<DynamicTest> tests = new ArrayList<>();
    for (Block block : Page.blocksOf("sh")) {
      for (List<String> command : ShellLines.commands(block)) {
        String name = block + " teacher " + String.join(" ", command);
        tests.add(DynamicTest.dynamicTest(name, () -> parse(command, registry)));
      }
    }
    assertThat(tests).hasSizeGreaterThan(20);
    return tests;
  }

  @Test
  void commandsInTheTextExist() {
    Set<String> known = TeacherCommandLine.create().getSubcommands().keySet();
    Set<String> named = new LinkedHashSet<>();
    for (Page page : Page.all()) {
      for (String code : page.inlineCode()) {
        var matcher = COMMAND.matcher(code);
        if (matcher.matches()) {
          assertThat(known).as("%s: `%s`", page.path(), code).contains(matcher.group(1));
          named.add(matcher.group(1));
        }
      }
    }
    assertThat(named).isNotEmpty();
  }

  @Test
  void optionsInTheTextExist() {
    Set<String> known = new LinkedHashSet<>();
    known.addAll(TeacherCommandLine.create().getCommandSpec().optionsMap().keySet());
    TeacherCommandLine.leaves()
        .values()
        .forEach(command -> known.addAll(command.getCommandSpec().optionsMap().keySet()));
    for (Page page : Page.all()) {
      for (String code : page.inlineCode()) {
        if (code.startsWith("--")) {
          assertThat(known)
              .as("%s: `%s`", page.path(), code)
              .contains(code.replaceFirst("[ =].*", ""));
        }
      }
    }
  }

  private static void parse(List<String> command, Registry registry) {
    ParseResult parsed = TeacherCommandLine.create().parseArgs(command.toArray(String[]::new));
    ParseResult subcommand = parsed;
    while (subcommand.hasSubcommand()) {
      subcommand = subcommand.subcommand();
    }
    if (!subcommand.hasMatchedOption("--set")) {
      return;
    }
    Path file = subcommand.matchedOptionValue("--config", Path.of("configs/quickstart.conf"));
    List<String> overrides = subcommand.matchedOptionValue("--set", List.of());
    Config config = ConfigFile.load(Page.ROOT.resolve(file), overrides);
    assertThat(Configurations.check(config, registry)).isNotNull();
  }
}
