package dev.teacher.cli;

import com.typesafe.config.Config;
import dev.teacher.api.error.Problem;
import dev.teacher.api.plugin.Registry;
import dev.teacher.train.loop.TrainResult;
import dev.teacher.train.loop.Trainer;
import dev.teacher.train.run.RunFolder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a recogniser. */
@Command(
    name = "train",
    description = "Train a recogniser; leaves a run folder with its best and last checkpoint.")
final class TrainCommand implements Callable<Integer> {
  @Mixin CommonOptions common;
  @Mixin ConfigOptions configuration;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run folder; runs/NAME where not given.")
  Path out;

  @Option(
      names = "--resume",
      paramLabel = "RUN",
      description = "Go on with the training in this run folder, with its own configuration.")
  Path resume;

  @Override
  public Integer call() {
    Console console = common.console();
    Registry registry = common.registry();
    TrainResult result;
    try (TrainingView view = TrainingView.of(console)) {
      result = train(registry, view);
    }
    console.result(TrainSummary.of(result), TrainSummary.text(result));
    return 0;
  }

  private TrainResult train(Registry registry, TrainingView view) {
    if (resume != null) {
      if (configuration.file != null || out != null) {
        throw Problem.usage("--resume goes with neither --config nor --out")
            .remedy("the run folder has its own configuration; --set changes keys of it")
            .exception();
      }
      RunFolder run = RunFolder.existing(resume);
      return Trainer.resume(run, configuration.overrides, registry, view::line, view);
    }
    Config config = configuration.load();
    RunFolder run = out == null ? Runs.create(config) : RunFolder.create(out);
    return Trainer.train(config, registry, run, view::line, view);
  }
}
