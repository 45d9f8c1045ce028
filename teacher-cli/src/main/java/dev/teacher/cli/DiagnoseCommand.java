package dev.teacher.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.typesafe.config.Config;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.Problem;
import dev.teacher.api.io.AtomicFiles;
import dev.teacher.api.plugin.Registry;
import dev.teacher.train.doctor.Case;
import dev.teacher.train.doctor.Diagnosis;
import dev.teacher.train.doctor.Doctor;
import dev.teacher.train.doctor.Effort;
import dev.teacher.train.doctor.Interference;
import dev.teacher.train.doctor.Verdict;
import dev.teacher.train.doctor.checkup.Checkup;
import dev.teacher.train.doctor.page.DiagnosisPage;
import dev.teacher.train.run.Checkpoint;
import dev.teacher.train.run.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds out why a training fails. */
@Command(
    name = "diagnose",
    description =
        "Find out why a training fails: look at its data, normalisation, network and learning, name"
            + " what is wrong with the line to change, and try the change in a short training. Exit"
            + " code 4 if something is wrong. Nothing is changed.")
final class DiagnoseCommand implements Callable<Integer> {
  private static final String PAGE = "report.html";
  private static final String RECORD = "diagnosis.json";

  @Mixin CommonOptions common;
  @Mixin ConfigOptions configuration;

  @Option(
      names = "--checkpoint",
      paramLabel = "DIR",
      description =
          "Look at a trained network rather than at one before its first step: a run folder, of"
              + " which the best checkpoint is taken, or a checkpoint. Without --config, its own"
              + " configuration is taken.")
  Path checkpoint;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write a page with pictures (report.html) and everything as JSON (diagnosis.json) in this"
              + " folder.")
  Path out;

  @Option(names = "--quick", description = "Under a minute; so it is where nothing is said.")
  boolean quick;

  @Option(
      names = "--full",
      description = "Look at more recordings, train longer, try more remedies: some minutes.")
  boolean full;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Draws what is looked at (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--check",
      paramLabel = "ID",
      description = "Make this check only; may be given again. All where it is not given.")
  List<String> checks = List.of();

  /** What was found, and where it was written; null without --out. */
  record Result(@JsonUnwrapped Diagnosis diagnosis, String page, String file) {}

  @Override
  public Integer call() {
    Console console = common.console();
    if (quick && full) {
      throw Problem.usage("--quick and --full contradict each other")
          .remedy("name one of them")
          .exception();
    }
    Registry registry = common.registry();
    Doctor doctor =
        checks.isEmpty() ? Checkup.doctor() : Checkup.doctor(new LinkedHashSet<>(checks));
    Optional<Checkpoint> trained = Optional.ofNullable(checkpoint).map(DiagnoseCommand::read);
    Diagnosis diagnosis =
        doctor.diagnose(
            new Case(
                config(trained),
                registry,
                trained,
                full ? Effort.FULL : Effort.QUICK,
                seed,
                Interference.NONE,
                console::progress));
    Optional<Path> page = Optional.ofNullable(out).map(folder -> folder.resolve(PAGE));
    Optional<Path> file = Optional.ofNullable(out).map(folder -> folder.resolve(RECORD));
    file.ifPresent(place -> write(place, Json.text(diagnosis)));
    page.ifPresent(place -> write(place, DiagnosisPage.render(diagnosis)));
    Result result =
        new Result(
            diagnosis,
            page.map(Path::toString).orElse(null),
            file.map(Path::toString).orElse(null));
    String look = page.map(place -> "\nto look at: " + place).orElse("");
    console.result(result, DiagnosisText.of(diagnosis) + look);
    return diagnosis.verdict() == Verdict.SICK ? Category.FINDING.exitCode() : 0;
  }

  private static Checkpoint read(Path folder) {
    if (!Files.exists(folder)) {
      throw Problem.data("no such checkpoint")
          .where(folder.toAbsolutePath())
          .expected("a run folder or a checkpoint folder")
          .exception();
    }
    return Checkpoint.read(Models.checkpoint(folder));
  }

  private Config config(Optional<Checkpoint> trained) {
    return configuration.file == null && trained.isPresent()
        ? trained.get().resolvedConfig(configuration.overrides)
        : configuration.load();
  }

  private static void write(Path file, String text) {
    AtomicFiles.writeFile(file, stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
