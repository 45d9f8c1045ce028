package dev.teacher.train.djl;

import dev.teacher.api.data.Batch;
import dev.teacher.api.data.Layout;
import dev.teacher.api.graph.Conv;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.GraphBuilder;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.graph.Values;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.Optimizer;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Small recognisers, and batches for them. */
public final class TestNetworks {
  static final int WIDTH = 6;
  static final int CLASSES = 5;
  static final TrainingOptions OPTIONS =
      new TrainingOptions(new Optimizer.AdamW(0.9, 0.999, 1e-8, 0.01), 1.0, 0, 1);

  /** A ragged batch, and labels that are feasible at half its frame rate. */
  static final Batch BATCH = batch(3, 9, 14, 6);

  static final int[][] LABELS = {{1, 2}, {3, 3, 1}, {4}};

  private TestNetworks() {}

  /** A recogniser around a body from features to hidden channels. */
  public static Graph recognizer(UnaryOperator<Sequence> body) {
    GraphBuilder builder = new GraphBuilder();
    Sequence x = builder.inputSequence("features", Layout.parse("test: all=" + WIDTH));
    Sequence logits = body.apply(x).linear("head", CLASSES);
    Values ops = new Values(builder);
    Sequence logProbs = logits.map(v -> ops.logSoftmax(v, 2));
    builder.output(Recognizer.LOG_PROBS, logProbs.data());
    builder.output(Recognizer.OUTPUT_LENGTHS, logProbs.lengths());
    return builder.build();
  }

  /** Convolution of stride 2, both directions of an LSTM, drop-out. */
  static Graph small(double dropout) {
    return recognizer(
        x ->
            x.conv1d("conv", Conv.of(8, 3).withStride(2))
                .relu()
                .dropout(dropout)
                .lstm("lstm", 7, true));
  }

  /** Samples of these lengths with random features. */
  public static Batch batch(long seed, int... lengths) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> ids = new ArrayList<>();
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < lengths.length; i++) {
      float[] row = new float[lengths[i] * WIDTH];
      for (int j = 0; j < row.length; j++) {
        row[j] = (float) (random.nextDouble() * 2 - 1);
      }
      ids.add("sample-" + i);
      rows.add(row);
    }
    return Batch.of(ids, rows, WIDTH);
  }

  /** The same batch with NaN past the lengths. */
  static Batch withNanBehind(Batch batch) {
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      float[] row = new float[Math.toIntExact(batch.lengths()[i]) * WIDTH];
      batch.data().get(i * batch.frames() * WIDTH, row);
      rows.add(row);
    }
    Batch copy = Batch.of(batch.ids(), rows, WIDTH);
    for (int i = 0; i < copy.size(); i++) {
      int end = (i + 1) * copy.frames() * WIDTH;
      for (int j = end - (int) (copy.frames() - copy.lengths()[i]) * WIDTH; j < end; j++) {
        copy.data().put(j, Float.NaN);
      }
    }
    return copy;
  }

  static TrainingSession open(Graph graph) {
    return open(graph, OPTIONS);
  }

  static TrainingSession open(Graph graph, TrainingOptions options) {
    return new DjlBackend().open(graph, graph.initialWeights(1), options);
  }

  /** A session with these weights. */
  public static TrainingSession open(Graph graph, Weights weights) {
    return new DjlBackend().open(graph, weights, OPTIONS);
  }
}
