package dev.teacher.testkit;

import dev.teacher.api.data.Layout;
import dev.teacher.api.graph.Conv;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.GraphBuilder;
import dev.teacher.api.graph.SelfAttention.Positions;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.graph.Values;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.testkit.OperationCases.Case;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Every operation on sequences, over ragged batches with garbage past the lengths. */
final class SequenceCases {
  private static final long[] LENGTHS = {7, 1, 12, 5};
  private static final int FRAMES = 13; // padding behind the longest, too
  private static final Layout LAYOUT = Layout.parse("parts: hands.left=3, hands.right=2, pose=3");

  private SequenceCases() {}

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    bodies().forEach((name, body) -> cases.add(of(name, body)));
    return cases;
  }

  /** The operations by name. */
  static Map<String, UnaryOperator<Sequence>> bodies() {
    Map<String, UnaryOperator<Sequence>> bodies = new LinkedHashMap<>();
    columns(bodies);
    activations(bodies);
    convolutions(bodies);
    pools(bodies);
    norms(bodies);
    recurrences(bodies);
    for (Positions positions : Positions.values()) {
      String name = "self-attention " + positions.name().toLowerCase(Locale.ROOT);
      bodies.put(name, x -> x.selfAttention("attention", 2, positions));
    }
    time(bodies);
    stacks(bodies);
    return bodies;
  }

  private static void columns(Map<String, UnaryOperator<Sequence>> bodies) {
    bodies.put("identity", x -> x);
    bodies.put("linear", x -> x.linear("fc", 5));
    bodies.put("two linears in scopes", x -> x.linear("a.fc", 5).linear("b.fc", 3));
    bodies.put("columns sliced", x -> x.slice(2, 5));
    bodies.put("columns selected", x -> x.select(7, 0, 0));
    bodies.put("segment", x -> x.segment("hands"));
    bodies.put("concat", x -> Sequence.concat(x, x.scale(2), x.slice(0, 1)));
    bodies.put("residual", x -> x.add(x.linear("fc", 8)));
    bodies.put("product", x -> x.multiply(x.linear("fc", 8)));
    bodies.put("product with one column", x -> x.multiply(x.linear("fc", 1)));
    bodies.put("scaled", x -> x.scale(-3));
    bodies.put("columns mapped", x -> x.mapColumns(new Values(x.builder())::sqrt));
    bodies.put("softmax", x -> x.map(v -> new Values(x.builder()).softmax(v, 2)));
    bodies.put("log softmax", x -> x.map(v -> new Values(x.builder()).logSoftmax(v, 2)));
  }

  private static void activations(Map<String, UnaryOperator<Sequence>> bodies) {
    bodies.put("relu", Sequence::relu);
    bodies.put("gelu", Sequence::gelu);
    bodies.put("silu", Sequence::silu);
    bodies.put("tanh", Sequence::tanh);
    bodies.put("sigmoid", Sequence::sigmoid);
    bodies.put("glu", Sequence::glu);
    bodies.put("dropout in a sequence", x -> x.dropout(0.3).linear("fc", 4));
  }

  private static void convolutions(Map<String, UnaryOperator<Sequence>> bodies) {
    for (int kernel : new int[] {1, 2, 3, 4, 5}) {
      for (int stride : new int[] {1, 2, 3}) {
        Conv conv = Conv.of(6, kernel).withStride(stride);
        bodies.put("conv kernel " + kernel + " stride " + stride, x -> x.conv1d("conv", conv));
      }
    }
    conv(bodies, "dilated", Conv.of(6, 3).withDilation(2));
    conv(bodies, "dilated, strided, even", Conv.of(6, 4).withDilation(3).withStride(2));
    conv(bodies, "grouped", Conv.of(6, 3).withGroups(2));
    conv(bodies, "depthwise", Conv.of(8, 5).withGroups(8));
    conv(bodies, "without bias", Conv.of(6, 3).withoutBias());
    conv(
        bodies,
        "grouped, dilated, strided",
        Conv.of(8, 3).withGroups(4).withDilation(2).withStride(3));
  }

  private static void conv(Map<String, UnaryOperator<Sequence>> bodies, String kind, Conv conv) {
    bodies.put("conv " + kind, x -> x.conv1d("conv", conv));
  }

  private static void pools(Map<String, UnaryOperator<Sequence>> bodies) {
    for (int kernel : new int[] {2, 3, 4}) {
      for (int stride : new int[] {1, 2, 3}) {
        String shape = " pool kernel " + kernel + " stride " + stride;
        bodies.put("max" + shape, x -> x.maxPool(kernel, stride));
        bodies.put("average" + shape, x -> x.averagePool(kernel, stride));
      }
    }
  }

  private static void norms(Map<String, UnaryOperator<Sequence>> bodies) {
    bodies.put("layer norm", x -> x.layerNorm("norm"));
    bodies.put("batch norm", x -> x.batchNorm("norm"));
    for (int groups : new int[] {1, 2, 8}) {
      bodies.put("group norm of " + groups + " groups", x -> x.groupNorm("norm", groups));
    }
    bodies.put("mean over time", x -> x.map(v -> ops(x).subtract(v, x.meanOverTime())));
    bodies.put("deviation over time", x -> x.map(v -> ops(x).divide(v, x.deviationOverTime(1e-2))));
  }

  private static void recurrences(Map<String, UnaryOperator<Sequence>> bodies) {
    bodies.put("lstm", x -> x.lstm("rnn", 5, false));
    bodies.put("lstm in both directions", x -> x.lstm("rnn", 5, true));
    bodies.put("gru", x -> x.gru("rnn", 5, false));
    bodies.put("gru in both directions", x -> x.gru("rnn", 5, true));
    bodies.put("two lstm layers", x -> x.lstm("rnn0", 5, true).lstm("rnn1", 3, true));
  }

  private static void time(Map<String, UnaryOperator<Sequence>> bodies) {
    bodies.put("delta", Sequence::delta);
    bodies.put("delta of delta", x -> x.delta().delta());
    for (int by : new int[] {0, 2, -2, 20, -20}) {
      bodies.put("sequence shifted by " + by, x -> x.shift(by));
    }
    for (int factor : new int[] {1, 2, 3}) {
      bodies.put("upsample by " + factor, x -> x.upsample(factor));
    }
  }

  private static void stacks(Map<String, UnaryOperator<Sequence>> bodies) {
    Conv halve = Conv.of(8, 3).withStride(2);
    bodies.put("strided twice", x -> x.conv1d("a", halve).conv1d("b", halve));
    bodies.put(
        "layers of one frame under a convolution",
        x ->
            Sequence.concat(x.linear("a", 4), x.conv1d("b", Conv.of(4, 1)))
                .conv1d("c", Conv.of(5, 3)));
    bodies.put("down and up", x -> x.conv1d("a", halve).relu().upsample(2));
    bodies.put("up and down", x -> x.upsample(3).maxPool(3, 3).averagePool(3, 2));
    bodies.put(
        "small recogniser",
        x ->
            x.batchNorm("norm")
                .conv1d("conv", halve.forRelu())
                .relu()
                .groupNorm("group", 4)
                .lstm("rnn", 4, true)
                .dropout(0.2)
                .selfAttention("attention", 2, Positions.ROTARY)
                .linear("classifier", 5)
                .map(v -> ops(x).logSoftmax(v, 2)));
  }

  static Set<String> names() {
    return bodies().keySet();
  }

  /** An operation as it is; its output is called as that of a recogniser. */
  static Fragment fragment(String name) {
    return weighted(name, Fragment.of(LAYOUT, bodies().get(name)));
  }

  /** A recogniser in which an operation stands between two trained layers. */
  static Fragment recognizer(String name) {
    UnaryOperator<Sequence> body = bodies().get(name);
    return weighted(
        name, Fragment.of(LAYOUT, x -> Fragment.classified(body.apply(Fragment.shifted(x)))));
  }

  /** A sample of each length. */
  static List<float[]> samples(String name) {
    double low = name.equals("columns mapped") ? 1 : -2; // of which the roots are taken
    int[] lengths = Arrays.stream(LENGTHS).mapToInt(Math::toIntExact).toArray();
    SplittableRandom random = new SplittableRandom(name.hashCode());
    return Batches.samples(random, low, 2, LAYOUT.width(), lengths);
  }

  private static Fragment weighted(String name, Fragment fragment) {
    SplittableRandom random = new SplittableRandom(name.hashCode());
    return fragment.with(OperationCases.weights(fragment.graph(), random));
  }

  private static Values ops(Sequence x) {
    return new Values(x.builder());
  }

  private static Case of(String name, UnaryOperator<Sequence> body) {
    GraphBuilder builder = new GraphBuilder();
    Sequence result = body.apply(builder.inputSequence("features", LAYOUT));
    builder.output(OperationCases.RESULT, result.data());
    builder.output(OperationCases.RESULT_LENGTHS, result.lengths());
    Graph graph = builder.build();
    SplittableRandom random = new SplittableRandom(name.hashCode());
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    inputs.put("features", features(name, random));
    inputs.put("lengths", Tensor.of(LENGTHS.clone(), LENGTHS.length));
    return new Case(
        "sequence: " + name, graph, OperationCases.weights(graph, random), inputs, true);
  }

  private static Tensor features(String name, SplittableRandom random) {
    double low = name.equals("columns mapped") ? 0 : -2; // of which the roots are taken
    int width = LAYOUT.width();
    Tensor features = OperationCases.uniform(random, low, 2, LENGTHS.length, FRAMES, width);
    float[] garbage = {Float.NaN, 1e6f, -1e6f, Float.POSITIVE_INFINITY};
    for (int sample = 0; sample < LENGTHS.length; sample++) {
      int end = (sample + 1) * FRAMES * width;
      for (int i = end - (FRAMES - (int) LENGTHS[sample]) * width; i < end; i++) {
        features.floats()[i] = garbage[i % garbage.length];
      }
    }
    return features;
  }
}
