package dev.teacher.cli;

import dev.teacher.api.data.Sample;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.train.export.Exporter;
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

/** Exports a checkpoint as one ONNX file. */
@Command(
    name = "export",
    description = "Export a checkpoint as one ONNX file from raw landmarks to log-probabilities.")
final class ExportCommand implements Callable<Integer> {
  @Mixin CommonOptions common;
  @Mixin ConfigOptions configuration;

  @Parameters(
      paramLabel = "RUN",
      description = "A run folder (its best checkpoint) or a checkpoint folder.")
  Path run;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The file; model.onnx in the run folder where not given.")
  Path out;

  @Option(
      names = "--split",
      paramLabel = "NAME",
      defaultValue = "dev",
      description = "The samples on which the file is checked (default: ${DEFAULT-VALUE}).")
  String split;

  record Result(String file, int samples, double largestDifference, List<Integer> batchSizes) {}

  @Override
  public Integer call() {
    Console console = common.console();
    Registry registry = common.registry();
    Path folder = Models.checkpoint(run);
    Checkpoint checkpoint = Checkpoint.read(folder);
    TrainedModel trained =
        TrainedModel.of(
            checkpoint,
            folder,
            checkpoint.resolvedConfig(configuration.overrides),
            registry,
            console::progress);
    TrainSettings settings = new TrainSettings(trained.experiment().section("train"));
    List<Sample> samples = trained.experiment().openCorpus().read(split);
    Path file = out == null ? run.resolve("model.onnx") : out;
    Exporter.Result result;
    try (TrainingSession session = Models.open(trained, settings, console)) {
      result = Exporter.export(trained, session, samples, file);
    }
    console.result(
        new Result(
            file.toString(),
            result.check().samples(),
            result.check().largestDifference(),
            result.check().batchSizes()),
        String.format(
            Locale.ROOT,
            "exported %s%nchecked on %d samples of %s in batches of %s: same glosses,"
                + " log-probabilities at most %.1e apart",
            file,
            result.check().samples(),
            split,
            result.check().batchSizes(),
            result.check().largestDifference()));
    return 0;
  }
}
