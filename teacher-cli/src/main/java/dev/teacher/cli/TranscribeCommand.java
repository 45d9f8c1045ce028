package dev.teacher.cli;

import dev.teacher.api.plugin.Registry;
import dev.teacher.model.transcribe.Transcriber;
import dev.teacher.model.transcribe.Transcript;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Recognises the glosses of landmark files; needs the exported model alone. */
@Command(name = "transcribe", description = "Recognise the glosses of landmark files.")
final class TranscribeCommand implements Callable<Integer> {
  @Mixin CommonOptions common;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "An exported model.")
  Path model;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Landmark files.")
  List<Path> files;

  record Result(String model, List<Transcript> files) {}

  @Override
  public Integer call() {
    Console console = common.console();
    Registry registry = common.registry();
    List<Transcript> transcripts = new ArrayList<>();
    try (Transcriber transcriber = Transcriber.open(model, registry, console::progress)) {
      for (Path file : files) {
        transcripts.add(transcriber.transcribe(file));
      }
    }
    console.result(
        new Result(model.toString(), transcripts),
        transcripts.stream().map(this::text).collect(Collectors.joining("\n")));
    return 0;
  }

  private String text(Transcript transcript) {
    String glosses =
        transcript.glosses().stream().map(Transcript.Gloss::gloss).collect(Collectors.joining(" "));
    StringBuilder text = new StringBuilder(transcript.file()).append(": ").append(glosses);
    for (Transcript.Gloss gloss : transcript.glosses()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n  %6d - %-6d %-20s %.0f %%",
              gloss.startFrame(),
              gloss.endFrame(),
              gloss.gloss(),
              100 * gloss.confidence()));
    }
    return text.toString();
  }
}
