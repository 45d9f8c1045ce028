package dev.teacher.cli;

import dev.teacher.api.plugin.PluginJar;
import dev.teacher.api.plugin.Registry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What every command takes. */
final class CommonOptions {
  @Spec(Target.MIXEE)
  CommandSpec spec;

  @Mixin HelpOption help;

  @Option(
      names = "--json",
      description = "Print one JSON object on standard output and nothing else there.")
  boolean json;

  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      description = "Take plugins from the jars in DIR as well as from plugins/ of the program.")
  List<Path> plugins = List.of();

  /** The plugins of the class path, of {@code plugins/} beside the program, and of --plugins. */
  Registry registry() {
    List<PluginJar> jars = new ArrayList<>();
    String home = System.getProperty("teacher.home");
    if (home != null && Files.isDirectory(Path.of(home, "plugins"))) {
      jars.addAll(PluginJar.of(Path.of(home, "plugins")));
    }
    plugins.forEach(folder -> jars.addAll(PluginJar.of(folder)));
    return Registry.load(jars);
  }

  /** Where results and progress go. */
  Console console() {
    return new Console(spec.commandLine().getOut(), spec.commandLine().getErr(), json);
  }
}
