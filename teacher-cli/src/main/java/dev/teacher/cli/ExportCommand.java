package dev.teacher.cli;

import dev.teacher.api.data.Sample;
import dev.teacher.api.error.Problem;
import dev.teacher.api.plugin.ModelFormatFactory;
import dev.teacher.api.plugin.ModelFormats;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.train.export.Exporter;
import dev.teacher.train.export.ParityCheck;
import dev.teacher.train.loop.TrainSettings;
import dev.teacher.train.loop.TrainedModel;
import dev.teacher.train.run.Checkpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Exports a checkpoint as one file. */
@Command(
    name = "export",
    description =
        "Export a checkpoint as one file: a model from raw landmarks to glosses, in ONNX where no format is named.")
final class ExportCommand implements Callable<Integer> {
  @Mixin CommonOptions common;
  @Mixin ConfigOptions configuration;

  @Parameters(
      paramLabel = "RUN",
      description = "A run folder (its best checkpoint) or a checkpoint folder.")
  Path run;

  @Option(
      names = "--to",
      paramLabel = "FORMAT",
      description =
          "A model format; teacher plugins lists them (default: the one from raw landmarks to"
              + " glosses, for ONNX Runtime).")
  String to;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "The file; where not given, model with the ending of the format in the run folder.")
  Path out;

  @Option(
      names = "--split",
      paramLabel = "NAME",
      defaultValue = "dev",
      description = "The samples on which the file is checked (default: ${DEFAULT-VALUE}).")
  String split;

  record Result(
      String file,
      String format,
      int samples,
      double largestDifference,
      List<Integer> batchSizes) {}

  @Override
  public Integer call() {
    Console console = common.console();
    Registry registry = common.registry();
    ModelFormats formats = new ModelFormats(registry);
    ModelFormatFactory format = to == null ? formats.usual() : formats.toWrite(to, "--to");
    Path folder = Models.checkpoint(run);
    Checkpoint checkpoint = Checkpoint.read(folder);
    Path file = file(folder, format);
    TrainedModel trained =
        TrainedModel.of(
            checkpoint,
            folder,
            checkpoint.resolvedConfig(configuration.overrides),
            registry,
            console::progress);
    ParityCheck.Result check = export(trained, format, file, console);
    console.result(
        new Result(
            file.toString(),
            format.name(),
            check.samples(),
            check.largestDifference(),
            check.batchSizes()),
        "exported " + file + System.lineSeparator() + describe(format, check));
    return 0;
  }

  private ParityCheck.Result export(
      TrainedModel trained, ModelFormatFactory format, Path file, Console console) {
    List<Sample> samples = trained.experiment().openCorpus().read(split);
    if (!format.isRunnable()) {
      return Exporter.export(trained, batch -> null, samples, format, file);
    }
    TrainSettings settings = new TrainSettings(trained.experiment().section("train"));
    try (TrainingSession session = Models.open(trained, settings, console)) {
      return Exporter.export(trained, session::run, samples, format, file);
    }
  }

  /** Where it goes; never into a checkpoint, which has a model.safetensors of its own. */
  private Path file(Path checkpoint, ModelFormatFactory format) {
    if (out != null) {
      return out;
    }
    if (checkpoint.equals(run)) {
      throw Problem.usage("--out FILE is missing")
          .where(run)
          .expected(
              "--out with a checkpoint folder; a run folder takes " + Exporter.fileName(format))
          .exception();
    }
    return run.resolve(Exporter.fileName(format));
  }

  private String describe(ModelFormatFactory format, ParityCheck.Result check) {
    return format.isRunnable()
        ? String.format(
            Locale.ROOT,
            "checked on %d samples of %s in batches of %s: same glosses,"
                + " log-probabilities at most %.1e apart",
            check.samples(),
            split,
            check.batchSizes(),
            check.largestDifference())
        : "read back: every weight is the trained model's, bit for bit";
  }
}
