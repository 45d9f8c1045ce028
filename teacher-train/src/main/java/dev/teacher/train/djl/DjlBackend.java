package dev.teacher.train.djl;

import dev.teacher.api.data.Batch;
import dev.teacher.api.error.Problem;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.EngineTrial;
import dev.teacher.api.plugin.FiniteProbe;
import dev.teacher.api.plugin.TrainingBackend;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import dev.teacher.train.torchscript.TorchScriptWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Prints the graph as a TorchScript program with the training step inside, and loads it. */
final class DjlBackend implements TrainingBackend {
  private final TorchDevice device;

  /** On the CPU. */
  DjlBackend() {
    this(TorchDevice.CPU);
  }

  DjlBackend(TorchDevice device) {
    this.device = device;
  }

  @Override
  public TrainingSession open(Graph graph, Weights weights, TrainingOptions options) {
    TorchModule module =
        module(
            file ->
                TorchScriptWriter.writeTraining(graph, weights, options, device.torchName(), file),
            options.threads(),
            device);
    return session(graph, module, options);
  }

  @Override
  public Optional<FiniteProbe> probe(
      Graph graph,
      Weights weights,
      TrainingOptions options,
      Batch batch,
      int[][] labels,
      long seed) {
    try (TorchModule module =
        module(
            file -> TorchScriptWriter.writeProbe(graph, weights, options, file),
            options.threads())) {
      return Optional.of(ProbedStep.of(graph, module, batch, labels, seed));
    }
  }

  @Override
  public Map<String, String> facts() {
    return TorchEngine.facts();
  }

  @Override
  public Optional<EngineTrial> trial(Graph piece, TrainingOptions options) {
    TorchModule module =
        module(
            file -> TorchScriptWriter.writeTrial(piece, options, device.torchName(), file),
            options.threads(),
            device);
    return Optional.of(new DjlTrial(piece, module));
  }

  /** All of them: in float64, for which LibTorch has other kernels. */
  @Override
  public boolean hasSafeForm(String operation) {
    return true;
  }

  /** What writes a program. */
  @FunctionalInterface
  interface Program {
    void write(Path file) throws IOException;
  }

  /** Writes a program for the CPU into a file for a moment, and loads it. */
  static TorchModule module(Program program, int threads) {
    return module(program, threads, TorchDevice.CPU);
  }

  private static TorchModule module(Program program, int threads, TorchDevice device) {
    Path file = temporary();
    try {
      program.write(file);
      return new TorchModule(file, threads, device);
    } catch (IOException e) {
      throw unwritable(e);
    } finally {
      delete(file);
    }
  }

  private static TrainingSession session(Graph graph, TorchModule module, TrainingOptions options) {
    try {
      return new DjlSession(graph, module, options);
    } catch (RuntimeException e) {
      module.close();
      throw e;
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempFile("teacher-", ".pt");
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) { // still open on some systems; it goes with the process
      file.toFile().deleteOnExit();
    }
  }

  private static RuntimeException unwritable(IOException e) {
    return Problem.usage("cannot write the training program")
        .where("temporary folder " + System.getProperty("java.io.tmpdir"))
        .found(e)
        .remedy("make room there, or name another folder with -Djava.io.tmpdir=DIR")
        .cause(e)
        .exception();
  }
}
