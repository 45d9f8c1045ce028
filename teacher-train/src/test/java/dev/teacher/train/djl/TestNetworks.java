package dev.teacher.train.djl;

import com.typesafe.config.ConfigFactory;
import dev.teacher.api.data.Batch;
import dev.teacher.api.data.Layout;
import dev.teacher.api.graph.Conv;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.GraphBuilder;
import dev.teacher.api.graph.SelfAttention.Positions;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.graph.Values;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plugin.Backbone;
import dev.teacher.api.plugin.Optimizer;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.plugin.TrainingSession;
import dev.teacher.api.tensor.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** Bodies that together hold every layer with weights or neighbours in time. */
  static Map<String, UnaryOperator<Sequence>> bodies() {
    Map<String, UnaryOperator<Sequence>> all = new LinkedHashMap<>();
    all.put("linear", x -> x);
    all.put("convolution", x -> x.conv1d("conv", Conv.of(8, 4).withStride(2)).relu());
    all.put("dilated", x -> x.conv1d("conv", Conv.of(8, 3).withDilation(2).withGroups(2)));
    all.put("pooled", x -> x.linear("in", 8).maxPool(3, 2).linear("mid", 8));
    all.put("averaged", x -> x.linear("in", 8).averagePool(4, 2));
    all.put("layer norm", x -> x.linear("in", 8).layerNorm("norm").gelu());
    all.put("group norm", x -> x.linear("in", 8).groupNorm("norm", 2).silu());
    all.put("batch norm", x -> x.linear("in", 8).batchNorm("norm").tanh());
    all.put("lstm", x -> x.lstm("lstm", 7, true).lstm("second", 5, true));
    all.put("gru", x -> x.gru("gru", 7, true));
    all.put("rotary attention", x -> x.linear("in", 8).selfAttention("a", 2, Positions.ROTARY));
    all.put("relative attention", x -> x.linear("in", 8).selfAttention("a", 2, Positions.RELATIVE));
    all.put("up-sampled", x -> x.conv1d("c", Conv.of(8, 3).withStride(2)).upsample(2));
    all.put("differences", x -> Sequence.concat(x.linear("in", 8), x.delta(), x.shift(1)));
    all.put("drop-out", x -> x.linear("in", 8).sigmoid().dropout(0.4));
    all.put("i3d", x -> i3d(x.as(Layout.parse("test: pose=2, hands=1, velocity=2, other=1"))));
    return all;
  }

  /** The shipped network with the most kinds of layers, every one of its parts at work. */
  private static Sequence i3d(Sequence x) {
    String section = "type = i3d, width = 0.02, hidden = 5, layers = 2, output-stride = 2";
    Backbone backbone =
        Registry.ofClassPath()
            .create(PluginKind.BACKBONE, ConfigFactory.parseString(section), "backbone", n -> {});
    return x.builder().scope("i3d", () -> backbone.logits(x, 6));
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

  /** One sample of a batch alone. */
  static Batch alone(Batch batch, int sample) {
    float[] row = new float[Math.toIntExact(batch.lengths()[sample]) * WIDTH];
    batch.data().get(sample * batch.frames() * WIDTH, row);
    return Batch.of(List.of(batch.ids().get(sample)), List.of(row), WIDTH);
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
