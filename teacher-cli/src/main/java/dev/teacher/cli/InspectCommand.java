package dev.teacher.cli;

import dev.teacher.api.error.Category;
import dev.teacher.api.error.Problem;
import dev.teacher.api.plugin.Registry;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at what is there: the columns of files, or a network. */
@Command(
    name = "inspect",
    description = {
      "With FILE: work out from the numbers alone what the columns of files are; say where a"
          + " declared layout or another file contradicts them (exit code 4).",
      "Without: show the network of --config or --model, its layers with shapes, weights, work and"
          + " receptive field."
    })
final class InspectCommand implements Callable<Integer> {
  @Mixin CommonOptions common;
  @Mixin ConfigOptions configuration;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "Files of landmarks or ready features, or folders with such files in them.")
  List<Path> paths = List.of();

  @Option(
      names = "--layout",
      paramLabel = "NAME",
      description =
          "With FILE: hold this layout against the data; --config takes the one of its section"
              + " features.")
  String layout;

  @Option(
      names = "--files",
      paramLabel = "N",
      defaultValue = "64",
      description =
          "With FILE: read that many of the files, drawn at random (default: ${DEFAULT-VALUE}).")
  int files;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the draw (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "Show the network of this run folder, checkpoint folder or exported file, as its"
              + " own configuration has it.")
  Path model;

  @Option(
      names = "--classes",
      paramLabel = "N",
      description =
          "Entries of the vocabulary, blank among them, for the network of --config; where not"
              + " given, those of the corpus, which is read for it.")
  Integer classes;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write a page with a picture of the network, network.html, to this folder.")
  Path out;

  @Override
  public Integer call() {
    boolean asksForNetwork = model != null || classes != null || out != null;
    if (!paths.isEmpty() && asksForNetwork) {
      throw Problem.usage("--model, --classes and --out are about a network")
          .found("files to inspect: " + paths.get(0))
          .remedy("leave one of them out")
          .exception();
    }
    if (paths.isEmpty() && layout != null) {
      throw Problem.usage("--layout is about files")
          .found("no files")
          .remedy("name some: teacher inspect --layout " + layout + " FILE")
          .exception();
    }
    Registry registry = common.registry();
    Console console = common.console();
    if (!paths.isEmpty()) {
      boolean isWrong =
          new InspectData(paths, layout, configuration, files, seed).run(registry, console);
      return isWrong ? Category.FINDING.exitCode() : 0;
    }
    new InspectNetwork(configuration, model, classes, out).run(registry, console);
    return 0;
  }
}
