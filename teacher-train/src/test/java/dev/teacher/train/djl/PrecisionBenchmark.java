package dev.teacher.train.djl;

import dev.teacher.api.data.Batch;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.plugin.Optimizer;
import dev.teacher.api.plugin.Precision;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.plugin.TrainingSession;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * Times a step in float32 against one in bfloat16, of shipped networks on two samples of 256 frames
 * and 6516 columns, on one engine thread. What counts is the thread's processor time, so that what
 * else the computer does disturbs little.
 *
 * <p>Arguments: turns (6) and networks ({@code type=i3d}).
 */
final class PrecisionBenchmark {
  private static final int[][] LABELS = {{1, 2, 3, 4}, {5, 6, 7, 8}};
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

  private PrecisionBenchmark() {}

  /** Runs and prints. */
  public static void main(String[] arguments) {
    List<String> all = Arrays.asList(arguments);
    int turns = all.isEmpty() ? 6 : Integer.parseInt(all.get(0));
    List<String> backbones = all.size() < 2 ? List.of("type=i3d") : all.subList(1, all.size());
    TrainingOptions options =
        new TrainingOptions(new Optimizer.AdamW(0.9, 0.98, 1e-8, 0.01), 5, 0, 1);
    for (String backbone : backbones) {
      compare(backbone, options, turns);
    }
  }

  private static void compare(String backbone, TrainingOptions options, int turns) {
    Graph graph = I3dPrograms.shipped(backbone);
    Batch batch = I3dPrograms.batch(256, 256);
    Map<Precision, TrainingSession> sessions = new EnumMap<>(Precision.class);
    Map<Precision, double[]> times = new EnumMap<>(Precision.class);
    Map<Precision, Double> losses = new EnumMap<>(Precision.class);
    for (Precision precision : Precision.values()) {
      sessions.put(
          precision,
          new DjlBackend().open(graph, graph.initialWeights(1), options.with(precision)));
      times.put(precision, new double[turns]);
    }
    for (int i = 0; i < turns; i++) {
      int turn = i;
      sessions.forEach(
          (precision, session) -> {
            long before = CLOCK.getCurrentThreadCpuTime();
            losses.put(precision, session.step(batch, LABELS, 1e-4, turn).loss());
            times.get(precision)[turn] = (CLOCK.getCurrentThreadCpuTime() - before) / 1e6;
          });
    }
    double smallest = DoubleStream.of(times.get(Precision.FLOAT32)).min().orElseThrow();
    times.forEach(
        (precision, each) -> {
          double[] sorted = DoubleStream.of(each).sorted().toArray();
          System.out.printf(
              Locale.ROOT,
              "%-40s %-8s min %7.1f ms, median %7.1f ms, %.2f of float32, loss %.5f%n",
              backbone,
              precision,
              sorted[0],
              sorted[turns / 2],
              sorted[0] / smallest,
              losses.get(precision));
        });
    sessions.values().forEach(TrainingSession::close);
  }
}
