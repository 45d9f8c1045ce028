package dev.teacher.train.loop;

import com.typesafe.config.Config;
import dev.teacher.api.data.Batch;
import dev.teacher.api.data.Sample;
import dev.teacher.api.error.Problem;
import dev.teacher.api.plugin.InferenceModel;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import dev.teacher.features.statistics.Progress;
import dev.teacher.model.onnx.OnnxFormat;
import dev.teacher.model.onnx.OnnxWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;

/**
 * ONNX Runtime against the training engine, on one batch of dev and the network's first weights:
 * what they are does not change the time. The two take turns, so that what else the computer does
 * meets both. Nothing is kept.
 */
public final class InferenceBenchmark {
  private static final int WARM_UP = 2;

  private InferenceBenchmark() {}

  /**
   * Times of one engine.
   *
   * @param best seconds of its fastest turn
   * @param median seconds
   * @param framesPerSecond in its fastest turn, without padding
   */
  public record Times(double best, double median, double framesPerSecond) {
    static Times of(double[] seconds, long frames) {
      double[] sorted = DoubleStream.of(seconds).sorted().toArray();
      return new Times(sorted[0], sorted[sorted.length / 2], frames / sorted[0]);
    }
  }

  /**
   * What was measured.
   *
   * @param turns of each
   * @param samples of the batch
   * @param frames of the batch, without padding
   * @param onnx ONNX Runtime
   * @param engine the training engine
   * @param ratio of the best times, ONNX Runtime's over the engine's
   * @param largestDifference of two log-probabilities
   */
  public record Result(
      int turns,
      int samples,
      long frames,
      Times onnx,
      Times engine,
      double ratio,
      double largestDifference) {}

  /** Runs both. */
  public static Result run(
      Config config, Registry registry, int turns, Consumer<String> notices, Progress progress) {
    Preparation prepared = new Preparation(config, registry, Optional.empty(), notices);
    prepared.describe();
    Weights weights = prepared.graph.initialWeights(prepared.settings.get(TrainSettings.SEED));
    Batch batch = batch(prepared);
    try (TrainingSession session = prepared.open(weights);
        InferenceModel onnx = onnx(prepared, weights)) {
      double difference = difference(onnx.run(batch), session.run(batch));
      double[] mine = new double[turns];
      double[] theirs = new double[turns];
      for (int turn = -WARM_UP; turn < turns; turn++) {
        double first = seconds(onnx::run, batch);
        double second = seconds(session::run, batch);
        if (turn >= 0) {
          mine[turn] = first;
          theirs[turn] = second;
          progress.at(turn + 1, turns);
        }
      }
      long frames = 0;
      for (long length : batch.lengths()) {
        frames += length;
      }
      Times times = Times.of(mine, frames);
      Times engine = Times.of(theirs, frames);
      return new Result(
          turns, batch.size(), frames, times, engine, times.best() / engine.best(), difference);
    }
  }

  private static double seconds(Consumer<Batch> model, Batch batch) {
    long before = System.nanoTime();
    model.accept(batch);
    return (System.nanoTime() - before) / 1e9;
  }

  /** Samples of middle length. */
  private static Batch batch(Preparation prepared) {
    List<List<Sample>> all =
        prepared.plan().inOrder(prepared.dev, sample -> sample.source().frames());
    List<Sample> middle = all.get(all.size() / 2);
    return Batch.of(
        middle.stream().map(Sample::id).toList(),
        middle.stream().map(sample -> prepared.cache.get(sample).values()).toList(),
        prepared.cache.layout().width());
  }

  private static InferenceModel onnx(Preparation prepared, Weights weights) {
    try {
      Path file = Files.createTempFile("teacher-", ".onnx");
      try {
        OnnxWriter.write(prepared.graph, weights, Map.of(), file);
        return new OnnxFormat(prepared.options.threads()).load(file);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw Problem.usage("cannot write a file to measure")
          .where("temporary folder " + System.getProperty("java.io.tmpdir"))
          .found(e)
          .remedy("make room there, or name another folder with -Djava.io.tmpdir=DIR")
          .cause(e)
          .exception();
    }
  }

  private static double difference(ModelOutput one, ModelOutput other) {
    double largest = 0;
    for (int sample = 0; sample < one.lengths().length; sample++) {
      float[] a = one.sample(sample);
      float[] b = other.sample(sample);
      for (int i = 0; i < a.length; i++) {
        largest = Math.max(largest, Math.abs((double) a[i] - b[i]));
      }
    }
    return largest;
  }
}
