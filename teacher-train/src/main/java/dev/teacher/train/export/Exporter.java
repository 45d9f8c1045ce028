package dev.teacher.train.export;

import dev.teacher.api.data.Sample;
import dev.teacher.api.error.Problem;
import dev.teacher.api.io.IoReason;
import dev.teacher.api.plugin.InferenceModel;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.model.onnx.OnnxWriter;
import dev.teacher.train.data.FrameCache;
import dev.teacher.train.loop.TrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Writes a trained model as one ONNX file, which appears only when it has passed its check. */
public final class Exporter {
  private Exporter() {}

  /**
   * What was exported.
   *
   * @param file written
   * @param check that it passed
   */
  public record Result(Path file, ParityCheck.Result check) {}

  /**
   * Exports and checks.
   *
   * @param trained the model
   * @param session with that model's weights
   * @param samples to check on
   * @param file to write
   */
  public static Result export(
      TrainedModel trained, TrainingSession session, List<Sample> samples, Path file) {
    Path unchecked = file.resolveSibling("." + file.getFileName() + ".unchecked");
    try {
      try {
        OnnxWriter.write(
            trained.graph(),
            trained.weights(),
            ExportMetadata.of(trained, samples).toMap(),
            unchecked);
        ParityCheck.Result check = check(trained, session, samples, unchecked);
        Files.move(unchecked, file, StandardCopyOption.ATOMIC_MOVE);
        return new Result(file, check);
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

  private static ParityCheck.Result check(
      TrainedModel trained, TrainingSession session, List<Sample> samples, Path file) {
    ParityCheck parity =
        new ParityCheck(
            trained.experiment().decoder(),
            trained.vocabulary(),
            FrameCache.ofHeap(trained.experiment().extractor().input()));
    try (InferenceModel model =
        trained
            .experiment()
            .registry()
            .createDefault(PluginKind.INFERENCE, "onnx", trained.experiment().notices())
            .load(file)) {
      return parity.run(samples, session::run, model::run);
    }
  }
}
