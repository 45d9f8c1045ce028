package dev.teacher.cli;

import com.typesafe.config.Config;
import dev.teacher.api.tensor.Safetensors;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.loop.Evaluation;
import dev.teacher.train.loop.Trainer;
import dev.teacher.train.run.RunFolder;
import dev.teacher.train.transfer.TensorMapping;
import dev.teacher.train.transfer.WeightImport;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings weights from elsewhere into a network. */
@Command(
    name = "import",
    description =
        "Make a run of weights that were trained elsewhere: evaluate it, export it, or train on"
            + " with train --resume.")
final class ImportCommand implements Callable<Integer> {
  @Mixin CommonOptions common;
  @Mixin ConfigOptions configuration;

  @Parameters(paramLabel = "FILE", description = "The weights, a safetensors file.")
  Path file;

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description = "How names and rows of the file become the network's (HOCON).")
  Path mapping;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run folder; runs/NAME where not given.")
  Path out;

  record Result(
      String run, double devWer, int imported, List<String> initial, List<String> newGlosses) {}

  @Override
  public Integer call() {
    Console console = common.console();
    Config config = configuration.load();
    TensorMapping names = mapping == null ? TensorMapping.BY_NAME : TensorMapping.read(mapping);
    Weights weights = Safetensors.read(file);
    RunFolder run = out == null ? Runs.create(config) : RunFolder.create(out);
    WeightImport.Result[] imported = new WeightImport.Result[1];
    Evaluation dev =
        Trainer.adopt(
            config,
            common.registry(),
            run,
            (graph, initial, vocabulary) -> {
              imported[0] = WeightImport.run(graph, initial, vocabulary, weights, names, file);
              return imported[0].weights();
            },
            console::progress);
    Result result =
        new Result(
            run.path().toString(),
            dev.score().wer(),
            imported[0].imported().size(),
            imported[0].initial(),
            imported[0].newGlosses());
    console.result(result, text(result, dev));
    return 0;
  }

  private static String text(Result result, Evaluation dev) {
    StringBuilder text = new StringBuilder();
    text.append("imported ").append(result.imported()).append(" tensors\n");
    if (!result.initial().isEmpty()) {
      text.append("left as initialised: ").append(String.join(", ", result.initial())).append('\n');
    }
    if (!result.newGlosses().isEmpty()) {
      text.append("glosses that the file does not know, left as initialised: ")
          .append(String.join(", ", result.newGlosses()))
          .append('\n');
    }
    return text + dev.summary() + "\nrun folder: " + result.run();
  }
}
