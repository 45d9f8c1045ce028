package dev.teacher.cli;

import com.typesafe.config.Config;
import dev.teacher.api.config.ConfigFile;
import dev.teacher.api.data.Part;
import dev.teacher.api.data.Sample;
import dev.teacher.api.error.Problem;
import dev.teacher.api.plugin.ModelFormatFactory;
import dev.teacher.api.plugin.ModelFormats;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.features.npy.NpyWriter;
import dev.teacher.model.transcribe.Transcriber;
import dev.teacher.model.transcribe.Transcript;
import dev.teacher.train.export.Exporter;
import dev.teacher.train.export.ParityCheck;
import dev.teacher.train.loop.TrainResult;
import dev.teacher.train.loop.TrainSettings;
import dev.teacher.train.loop.TrainedModel;
import dev.teacher.train.loop.Trainer;
import dev.teacher.train.run.Checkpoint;
import dev.teacher.train.run.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main job in one command, on sentences made on the fly. */
@Command(
    name = "demo",
    description =
        "Train a recogniser on synthetic sentences, test it on unseen sentences and on an unseen"
            + " signer, export it as one ONNX file and transcribe a landmark file with that.")
final class DemoCommand implements Callable<Integer> {
  private static final String CONFIG = "configs/quickstart.conf";
  private static final String TEST = "test";
  private static final String UNSEEN_SIGNER = "test-unseen";

  @Mixin CommonOptions common;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Override a key of " + CONFIG + "; may be given again.")
  List<String> overrides = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run folder; runs/demo where not given.")
  Path out;

  record Result(
      String run,
      String model,
      double wer,
      double werUnseenSigner,
      List<String> reference,
      Transcript transcript,
      double seconds) {}

  @Override
  public Integer call() {
    long began = System.nanoTime();
    Console console = common.console();
    Registry registry = common.registry();
    Config config = ConfigFile.load(ConfigOptions.shipped(Path.of(CONFIG)), overrides);
    RunFolder run =
        out == null ? RunFolder.createNumbered(Path.of("runs", "demo")) : RunFolder.create(out);

    console.progress("1. training with " + CONFIG + " into " + run.path());
    TrainResult training;
    try (TrainingView view = TrainingView.of(console)) {
      training = Trainer.train(config, registry, run, view::line, view);
    }

    console.progress("2. exporting the best checkpoint as one ONNX file");
    ModelFormatFactory format = new ModelFormats(registry).usual();
    Path model = run.path().resolve(Exporter.fileName(format));
    TrainedModel trained =
        TrainedModel.of(
            Checkpoint.read(run.best()), run.best(), config, registry, console::progress);
    TrainSettings settings = new TrainSettings(trained.experiment().section("train"));
    ParityCheck.Result exported;
    try (TrainingSession session = Models.open(trained, settings, console)) {
      List<Sample> dev = trained.experiment().openCorpus().read("dev");
      exported = Exporter.export(trained, session::run, dev, format, model);
    }
    console.progress(
        String.format(
            Locale.ROOT,
            "   checked against the training engine: log-probabilities at most %.1e apart",
            exported.largestDifference()));

    Sample sample = trained.experiment().openCorpus().read(UNSEEN_SIGNER).get(0);
    Path file = run.path().resolve(sample.id() + ".npy");
    write(sample, file);
    console.progress("3. transcribing " + file + " with the exported file");
    Transcript transcript = transcribe(model, file, registry, console);

    Result result =
        new Result(
            run.path().toString(),
            model.toString(),
            training.tests().get(TEST).score().wer(),
            training.tests().get(UNSEEN_SIGNER).score().wer(),
            sample.glosses(),
            transcript,
            (System.nanoTime() - began) / 1e9);
    console.result(result, text(result));
    return 0;
  }

  private static void write(Sample sample, Path file) {
    try {
      NpyWriter.write(file, sample.source().read().values(), Part.COLUMNS);
    } catch (IOException e) {
      throw Problem.usage("cannot write the landmark file")
          .where(file)
          .found(e)
          .cause(e)
          .exception();
    }
  }

  private static Transcript transcribe(Path model, Path file, Registry registry, Console console) {
    try (Transcriber transcriber = Transcriber.open(model, registry, console::progress)) {
      return transcriber.transcribe(file);
    }
  }

  private static String text(Result result) {
    String recognised =
        result.transcript().glosses().stream()
            .map(Transcript.Gloss::gloss)
            .collect(Collectors.joining(" "));
    return String.format(
        Locale.ROOT,
        "signed:      %s%nrecognised:  %s%n%n"
            + "WER on unseen sentences:    %.1f %%%n"
            + "WER on an unseen signer:    %.1f %%%n"
            + "run folder: %s (model.onnx in it), %.0f s%n%n"
            + "Try:  teacher transcribe --model %s %s",
        String.join(" ", result.reference()),
        recognised,
        100 * result.wer(),
        100 * result.werUnseenSigner(),
        result.run(),
        result.seconds(),
        result.model(),
        result.transcript().file());
  }
}
