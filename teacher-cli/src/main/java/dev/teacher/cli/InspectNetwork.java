package dev.teacher.cli;

import com.typesafe.config.Config;
import dev.teacher.api.config.StoredConfig;
import dev.teacher.api.data.Sample;
import dev.teacher.api.data.Vocabulary;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.Problem;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.io.AtomicFiles;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.plugin.InferenceModel;
import dev.teacher.api.plugin.ModelFormats;
import dev.teacher.api.plugin.Registry;
import dev.teacher.model.onnx.ModelMetadata;
import dev.teacher.model.summary.LayerSummary;
import dev.teacher.model.summary.NetworkSummary;
import dev.teacher.train.report.NetworkPage;
import dev.teacher.train.report.NetworkReport;
import dev.teacher.train.run.Checkpoint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shows a network; nothing is measured or trained for it.
 *
 * @param configuration whose network to show, if it names a file
 * @param model whose network to show, or null
 * @param classes entries of the vocabulary, or null
 * @param out folder for the page, or null
 */
record InspectNetwork(ConfigOptions configuration, Path model, Integer classes, Path out) {
  private static final String PAGE = "network.html";

  /** The fields of {@link NetworkReport} and its {@link NetworkSummary}, and where the page is. */
  record Result(
      String name,
      String backbone,
      String input,
      String features,
      int classes,
      String classesFrom,
      Map<String, String> types,
      long parameters,
      double flopsPerFrame,
      int frames,
      double outputStride,
      int receptiveField,
      int localReceptiveField,
      List<String> trainingOnly,
      List<LayerSummary> parts,
      List<LayerSummary> layers,
      String page) {
    static Result of(NetworkReport report, Optional<Path> page) {
      NetworkSummary network = report.network();
      return new Result(
          report.name(),
          report.backbone(),
          report.input().spec(),
          report.features().spec(),
          report.classes(),
          report.classesFrom(),
          report.types(),
          network.parameters(),
          network.flopsPerFrame(),
          network.frames(),
          network.outputStride(),
          network.receptiveField(),
          network.localReceptiveField(),
          network.trainingOnly(),
          network.parts(),
          network.layers(),
          page.map(Path::toString).orElse(null));
    }
  }

  /** Builds the network and prints it. */
  void run(Registry registry, Console console) {
    NetworkReport report = report(registry, console);
    Optional<Path> page = Optional.ofNullable(out).map(folder -> folder.resolve(PAGE));
    page.ifPresent(
        file -> {
          byte[] html = NetworkPage.render(report).getBytes(StandardCharsets.UTF_8);
          AtomicFiles.writeFile(file, stream -> stream.write(html));
        });
    String toLookAt = page.map(file -> "\n\nto look at: " + file).orElse("");
    console.result(Result.of(report, page), NetworkText.of(report) + toLookAt);
  }

  private NetworkReport report(Registry registry, Console console) {
    if (model != null) {
      return trained(registry, console);
    }
    if (configuration.file == null) {
      throw Problem.usage("there is nothing to inspect")
          .expected("files or folders; or --config or --model, whose network is shown")
          .remedy("name some: teacher inspect FILE, or teacher inspect --config FILE")
          .exception();
    }
    Experiment experiment = new Experiment(configuration.load(), registry, console::progress);
    if (classes == null) {
      return NetworkReport.of(experiment, read(experiment), "the corpus");
    }
    if (classes < 2) {
      throw Problem.usage("--classes is out of range")
          .expected("at least 2: blank and a gloss")
          .found(classes)
          .exception();
    }
    return NetworkReport.of(experiment, classes, "--classes");
  }

  private static int read(Experiment experiment) {
    try {
      List<Sample> sentences = experiment.openCorpus().read("train");
      return Vocabulary.of(sentences.stream().map(Sample::glosses).toList()).size();
    } catch (TeacherException e) {
      if (e.category() == Category.INTERNAL) {
        throw e;
      }
      throw Problem.usage("how many glosses the network tells apart is unknown")
          .where("the corpus, which cannot be read")
          .found(e.getMessage())
          .remedy("mend that, or say how many there are, blank among them: --classes 100")
          .cause(e)
          .exception();
    }
  }

  private NetworkReport trained(Registry registry, Console console) {
    if (configuration.file != null || classes != null) {
      throw Problem.usage("--model goes with neither --config nor --classes")
          .remedy("the model has its own; --set changes keys of its configuration")
          .exception();
    }
    if (Files.isRegularFile(model)) {
      return exported(registry, console);
    }
    Path folder = Models.checkpoint(model);
    Checkpoint checkpoint = Checkpoint.read(folder);
    Config config = checkpoint.resolvedConfig(configuration.overrides);
    Experiment experiment = new Experiment(config, registry, console::progress);
    return NetworkReport.of(experiment, checkpoint.vocabulary().size(), folder.toString());
  }

  private NetworkReport exported(Registry registry, Console console) {
    try (InferenceModel loaded = new ModelFormats(registry).load(model, console::progress)) {
      ModelMetadata metadata = ModelMetadata.fromMap(loaded.metadata(), model);
      String origin = "the configuration in " + model;
      Config config = StoredConfig.parse(metadata.config(), origin, configuration.overrides);
      Experiment experiment = new Experiment(config, registry, console::progress);
      return NetworkReport.of(experiment, metadata.vocabulary().size(), model.toString());
    }
  }
}
