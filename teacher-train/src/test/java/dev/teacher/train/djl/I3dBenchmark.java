package dev.teacher.train.djl;

import ai.onnxruntime.OrtException;
import dev.teacher.api.data.Batch;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.InferenceModel;
import dev.teacher.api.plugin.Optimizer;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import dev.teacher.model.backbone.I3dAtFullRate;
import dev.teacher.model.onnx.OnnxFormat;
import dev.teacher.model.onnx.OnnxWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Times the i3d network against the network as it was first built: two samples of 256 frames and
 * 6516 columns, full width, float32. The candidates take turns, so that what else the computer does
 * meets all of them; the smallest time of each is compared.
 *
 * <p>Arguments: engine threads (2) and turns (15).
 *
 * <p>Give a long class path in a file ({@code java @FILE}): ONNX Runtime 1.29 searches the command
 * line by a recursive regular expression, and tens of thousands of letters overflow the stack.
 */
final class I3dBenchmark {
  private static final int[][] LABELS = {{1, 2, 3, 4}, {5, 6, 7, 8}};

  private final int turns;
  private final Map<String, double[]> times = new LinkedHashMap<>();

  private I3dBenchmark(int turns) {
    this.turns = turns;
  }

  /** Runs and prints. */
  public static void main(String[] arguments) throws IOException, OrtException {
    int threads = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2;
    int turns = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 15;
    TrainingOptions options =
        new TrainingOptions(new Optimizer.AdamW(0.9, 0.98, 1e-8, 0.01), 5, 0, threads);
    Graph shipped = I3dPrograms.shipped("");
    Graph full = I3dPrograms.recognizer(new I3dAtFullRate(1, 512));
    Weights weights = full.initialWeights(1);
    Batch batch = I3dPrograms.batch(256, 256);
    I3dBenchmark benchmark = new I3dBenchmark(turns);
    try (TrainingSession plain = I3dPrograms.byHand(full, weights, options);
        TrainingSession same = new DjlBackend().open(full, weights, options);
        TrainingSession own = new DjlBackend().open(shipped, shipped.initialWeights(1), options);
        InferenceModel onnx = onnx(shipped, shipped.initialWeights(1), threads)) {
      Map<String, TrainingSession> sessions = new LinkedHashMap<>();
      sessions.put("as first built", plain);
      sessions.put("shipped, LSTM at the full rate", same);
      sessions.put("shipped", own);
      for (int turn = 0; turn < turns; turn++) {
        int seed = turn;
        sessions.forEach(
            (name, session) ->
                benchmark.time(
                    "step: " + name, seed, () -> session.step(batch, LABELS, 1e-4, seed)));
        benchmark.time("inference: ONNX Runtime", turn, () -> onnx.run(batch));
        benchmark.time("inference: LibTorch", turn, () -> own.run(batch));
      }
    }
    benchmark.print(List.of("step: as first built", "inference: LibTorch"));
  }

  private static InferenceModel onnx(Graph graph, Weights weights, int threads) throws IOException {
    Path file = Files.createTempFile("i3d", ".onnx");
    try {
      OnnxWriter.write(graph, weights, Map.of(), file);
      return new OnnxFormat(threads).load(file);
    } finally {
      Files.delete(file);
    }
  }

  private void time(String name, int turn, Runnable work) {
    long before = System.nanoTime();
    work.run();
    times.computeIfAbsent(name, n -> new double[turns])[turn] = (System.nanoTime() - before) / 1e6;
  }

  /** Each candidate against the one before it in this list of references. */
  private void print(List<String> references) {
    times.forEach(
        (name, all) -> {
          String kind = name.substring(0, name.indexOf(':'));
          String reference =
              references.stream().filter(r -> r.startsWith(kind)).findFirst().orElseThrow();
          double[] sorted = all.clone();
          Arrays.sort(sorted);
          double smallest = Arrays.stream(times.get(reference)).min().orElseThrow();
          System.out.printf(
              Locale.ROOT,
              "%-45s min %7.1f ms, median %7.1f ms, %.2f of %s%n",
              name,
              sorted[0],
              sorted[turns / 2],
              sorted[0] / smallest,
              reference);
        });
  }
}
