package dev.teacher.train.export;

import dev.teacher.api.data.Batch;
import dev.teacher.api.data.Sample;
import dev.teacher.api.error.Problem;
import dev.teacher.api.io.IoReason;
import dev.teacher.api.pipeline.Experiment;
import dev.teacher.api.plugin.InferenceModel;
import dev.teacher.api.plugin.ModelFormat;
import dev.teacher.api.plugin.ModelFormatFactory;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.data.FrameCache;
import dev.teacher.train.loop.TrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Function;

/** Writes a trained model as one file, which appears only when it has passed its check. */
public final class Exporter {
  private Exporter() {}

  /** What a file of a format is called where nobody says. */
  public static String fileName(ModelFormatFactory format) {
    return "model" + format.endings().get(0);
  }

  /**
   * Exports and checks: a network by running it on samples, weights by reading them back.
   *
   * @param trained the model
   * @param engine runs that model in the engine that trained it; not asked for weights alone
   * @param samples to check on
   * @param format of the file; can be written
   * @param file to write
   * @return how the check went
   */
  public static ParityCheck.Result export(
      TrainedModel trained,
      Function<Batch, ModelOutput> engine,
      List<Sample> samples,
      ModelFormatFactory format,
      Path file) {
    Experiment experiment = trained.experiment();
    ModelFormat files =
        experiment.registry().createDefault(PluginKind.FORMAT, format.name(), experiment.notices());
    Path unchecked = file.resolveSibling("." + file.getFileName() + ".unchecked");
    try {
      try {
        files.write(
            trained.graph(),
            trained.weights(),
            ExportMetadata.of(trained, samples).toMap(),
            unchecked);
        ParityCheck.Result check =
            format.isRunnable()
                ? run(trained, engine, samples, files, unchecked)
                : readBack(trained, files.weights(unchecked));
        Files.move(unchecked, file, StandardCopyOption.ATOMIC_MOVE);
        return check;
      } finally {
        Files.deleteIfExists(unchecked);
      }
    } catch (IOException e) {
      throw Problem.usage("cannot write the exported model")
          .where(file.toAbsolutePath())
          .found(IoReason.of(e))
          .remedy("name a file with --out that you may write")
          .cause(e)
          .exception();
    }
  }

  private static ParityCheck.Result run(
      TrainedModel trained,
      Function<Batch, ModelOutput> engine,
      List<Sample> samples,
      ModelFormat files,
      Path file) {
    ParityCheck parity =
        new ParityCheck(
            trained.experiment().decoder(),
            trained.vocabulary(),
            FrameCache.ofHeap(trained.experiment().extractor().input()));
    try (InferenceModel model = files.load(file)) {
      return parity.run(samples, engine, model::run);
    }
  }

  private static ParityCheck.Result readBack(TrainedModel trained, Weights read) {
    for (String name : trained.weights().names()) {
      if (!read.contains(name) || !read.get(name).sameAs(trained.weights().get(name))) {
        throw Problem.finding("the exported weights are not those of the trained model")
            .where(name)
            .remedy("do not use the file; check the disk it is on")
            .exception();
      }
    }
    return new ParityCheck.Result(0, 0, List.of());
  }
}
