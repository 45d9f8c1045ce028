package dev.teacher.model.onnx;

import dev.teacher.api.data.Batch;
import dev.teacher.api.data.Layout;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.GraphBuilder;
import dev.teacher.api.graph.Initializer;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.graph.Value;
import dev.teacher.api.graph.Values;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Recognisers for tests, with first weights. */
final class SmallModels {
  static final int WIDTH = 12;
  static final int CLASSES = 7;

  private SmallModels() {}

  /** Two-layer recogniser over features; about 4 * hidden * (hidden + 12) weights. */
  static Graph recognizer(int hidden) {
    GraphBuilder builder = new GraphBuilder();
    Sequence features = builder.inputSequence("features", Layout.parse("test: all=" + WIDTH));
    Sequence logits =
        features
            .linear("project", hidden)
            .relu()
            .lstm("rnn", hidden, true)
            .linear("classifier", CLASSES);
    Sequence logProbs = logits.map(v -> new Values(builder).logSoftmax(v, 2));
    builder.output("log_probs", logProbs.data());
    builder.output("output_lengths", logProbs.lengths());
    return builder.build();
  }

  /** Cheap to run, with 4 MiB of weights and 256 bytes of output a frame. */
  static Graph heavy() {
    GraphBuilder builder = new GraphBuilder();
    Values ops = new Values(builder);
    Sequence features = builder.inputSequence("features", Layout.parse("test: all=" + WIDTH));
    Value table = builder.parameter("table", new Initializer.Constant(0), 16384, 64);
    Sequence result = features.linear("project", 64).map(v -> ops.add(v, ops.select(table, 0, 7)));
    builder.output("log_probs", result.data());
    builder.output("output_lengths", result.lengths());
    return builder.build();
  }

  static Path write(Graph graph, Path file) {
    OnnxWriter.write(graph, graph.initialWeights(1), Map.of(), file);
    return file;
  }

  static Batch batch(long seed, int... lengths) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> ids = new ArrayList<>();
    List<float[]> rows = new ArrayList<>();
    for (int length : lengths) {
      ids.add("sample" + ids.size());
      float[] row = new float[length * WIDTH];
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) random.nextDouble(-1, 1);
      }
      rows.add(row);
    }
    return Batch.of(ids, rows, WIDTH);
  }
}
