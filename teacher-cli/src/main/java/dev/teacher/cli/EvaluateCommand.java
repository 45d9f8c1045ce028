package dev.teacher.cli;

import com.typesafe.config.Config;
import dev.teacher.api.config.StoredConfig;
import dev.teacher.api.data.Sample;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.error.Problem;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.InferenceModel;
import dev.teacher.api.plugin.ModelFormats;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.model.onnx.ModelMetadata;
import dev.teacher.train.data.BatchPlan;
import dev.teacher.train.data.FrameCache;
import dev.teacher.train.data.SplitLoader;
import dev.teacher.train.loop.Evaluation;
import dev.teacher.train.loop.SplitResult;
import dev.teacher.train.loop.SplitRunner;
import dev.teacher.train.loop.TrainSettings;
import dev.teacher.train.loop.TrainedModel;
import dev.teacher.train.loop.Validator;
import dev.teacher.train.run.Checkpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scores a model on a split. */
@Command(
    name = "evaluate",
    description = "Score a checkpoint or an exported model on a split of its corpus.")
final class EvaluateCommand implements Callable<Integer> {
  @Mixin CommonOptions common;
  @Mixin ConfigOptions configuration;

  @Parameters(
      paramLabel = "MODEL",
      description = "A run folder (its best checkpoint), a checkpoint folder, or an exported file.")
  Path model;

  @Option(
      names = "--split",
      paramLabel = "NAME",
      defaultValue = "dev",
      description = "The split (default: ${DEFAULT-VALUE}).")
  String split;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Samples of a batch; the result does not depend on it.")
  Integer batchSize;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write every sentence into this folder, with its alignment (evaluation-SPLIT.jsonl), and"
              + " the files from which NIST's sclite scores the same (.stm, .ctm).")
  Path out;

  @Override
  public Integer call() {
    Console console = common.console();
    Registry registry = common.registry();
    if (batchSize != null && batchSize < 1) {
      throw Problem.usage("--batch-size must be at least 1").found(batchSize).exception();
    }
    if (!Files.exists(model)) {
      throw Problem.data("no such model")
          .where(model.toAbsolutePath())
          .expected(
              "a run folder, a checkpoint folder, or a file of "
                  + new ModelFormats(registry).runnable())
          .exception();
    }
    SplitResult result =
        Files.isDirectory(model)
            ? checkpoint(Models.checkpoint(model), registry, console)
            : exported(registry, console);
    if (out != null) {
      result.writeLines(out);
      result.writeForSclite(out);
    }
    String stored = out == null ? "" : "\nstored in " + out;
    Evaluation evaluation = result.evaluation();
    console.result(EvaluationSummary.of(evaluation), evaluation.summary() + stored);
    return 0;
  }

  private SplitResult checkpoint(Path folder, Registry registry, Console console) {
    Checkpoint checkpoint = Checkpoint.read(folder);
    Config config =
        configuration.file == null
            ? checkpoint.resolvedConfig(configuration.overrides)
            : configuration.load();
    TrainedModel trained = TrainedModel.of(checkpoint, folder, config, registry, console::progress);
    TrainSettings settings = new TrainSettings(trained.experiment().section("train"));
    List<Sample> samples = samples(trained.experiment(), trained.vocabulary(), settings, console);
    try (TrainingSession session = Models.open(trained, settings, console)) {
      Evaluation evaluation =
          validator(settings, trained.experiment(), trained.vocabulary())
              .validate(split, samples, session::run);
      int stride = Recognizer.outputStride(trained.graph());
      return new SplitResult(evaluation, samples, trained.vocabulary(), stride);
    }
  }

  private SplitResult exported(Registry registry, Console console) {
    try (InferenceModel loaded = new ModelFormats(registry).load(model, console::progress)) {
      ModelMetadata metadata = ModelMetadata.fromMap(loaded.metadata(), model);
      Config config =
          configuration.file == null
              ? StoredConfig.parse(
                  metadata.config(), "the configuration in " + model, configuration.overrides)
              : configuration.load();
      Experiment experiment = new Experiment(config, registry, console::progress);
      TrainSettings settings = new TrainSettings(experiment.section("train"));
      List<Sample> samples = samples(experiment, metadata.vocabulary(), settings, console);
      Evaluation evaluation =
          validator(settings, experiment, metadata.vocabulary())
              .validate(split, samples, loaded::run);
      return new SplitResult(evaluation, samples, metadata.vocabulary(), metadata.outputStride());
    }
  }

  private List<Sample> samples(
      Experiment experiment, Vocabulary vocabulary, TrainSettings settings, Console console) {
    return new SplitLoader(vocabulary, 1, console::progress)
        .evaluation(split, experiment.openCorpus().read(split), settings.unknownGlosses());
  }

  private Validator validator(
      TrainSettings settings, Experiment experiment, Vocabulary vocabulary) {
    BatchPlan plan =
        batchSize == null
            ? new BatchPlan(settings.maxFrames(), settings.maxSamples())
            : new BatchPlan(Integer.MAX_VALUE, batchSize);
    SplitRunner runner = new SplitRunner(FrameCache.ofHeap(experiment.extractor().input()), plan);
    return new Validator(runner, experiment.decoder(), vocabulary);
  }
}
