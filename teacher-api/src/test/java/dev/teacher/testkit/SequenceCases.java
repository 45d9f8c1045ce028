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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    columns(cases);
    activations(cases);
    convolutions(cases);
    pools(cases);
    norms(cases);
    recurrences(cases);
    for (Positions positions : Positions.values()) {
      String name = "self-attention " + positions.name().toLowerCase(Locale.ROOT);
      cases.add(of(name, x -> x.selfAttention("attention", 2, positions)));
    }
    time(cases);
    stacks(cases);
    return cases;
  }

  private static void columns(List<Case> cases) {
    cases.add(of("identity", x -> x));
    cases.add(of("linear", x -> x.linear("fc", 5)));
    cases.add(of("two linears in scopes", x -> x.linear("a.fc", 5).linear("b.fc", 3)));
    cases.add(of("columns sliced", x -> x.slice(2, 5)));
    cases.add(of("columns selected", x -> x.select(7, 0, 0)));
    cases.add(of("segment", x -> x.segment("hands")));
    cases.add(of("concat", x -> Sequence.concat(x, x.scale(2), x.slice(0, 1))));
    cases.add(of("residual", x -> x.add(x.linear("fc", 8))));
    cases.add(of("product", x -> x.multiply(x.linear("fc", 8))));
    cases.add(of("product with one column", x -> x.multiply(x.linear("fc", 1))));
    cases.add(of("scaled", x -> x.scale(-3)));
    cases.add(of("columns mapped", x -> x.mapColumns(new Values(x.builder())::sqrt)));
    cases.add(of("softmax", x -> x.map(v -> new Values(x.builder()).softmax(v, 2))));
    cases.add(of("log softmax", x -> x.map(v -> new Values(x.builder()).logSoftmax(v, 2))));
  }

  private static void activations(List<Case> cases) {
    cases.add(of("relu", Sequence::relu));
    cases.add(of("gelu", Sequence::gelu));
    cases.add(of("silu", Sequence::silu));
    cases.add(of("tanh", Sequence::tanh));
    cases.add(of("sigmoid", Sequence::sigmoid));
    cases.add(of("glu", Sequence::glu));
    cases.add(of("dropout in a sequence", x -> x.dropout(0.3).linear("fc", 4)));
  }

  private static void convolutions(List<Case> cases) {
    for (int kernel : new int[] {1, 2, 3, 4, 5}) {
      for (int stride : new int[] {1, 2, 3}) {
        Conv conv = Conv.of(6, kernel).withStride(stride);
        cases.add(of("conv kernel " + kernel + " stride " + stride, x -> x.conv1d("conv", conv)));
      }
    }
    cases.add(conv("dilated", Conv.of(6, 3).withDilation(2)));
    cases.add(conv("dilated, strided, even", Conv.of(6, 4).withDilation(3).withStride(2)));
    cases.add(conv("grouped", Conv.of(6, 3).withGroups(2)));
    cases.add(conv("depthwise", Conv.of(8, 5).withGroups(8)));
    cases.add(conv("without bias", Conv.of(6, 3).withoutBias()));
    cases.add(
        conv(
            "grouped, dilated, strided",
            Conv.of(8, 3).withGroups(4).withDilation(2).withStride(3)));
  }

  private static Case conv(String kind, Conv conv) {
    return of("conv " + kind, x -> x.conv1d("conv", conv));
  }

  private static void pools(List<Case> cases) {
    for (int kernel : new int[] {2, 3, 4}) {
      for (int stride : new int[] {1, 2, 3}) {
        String shape = " pool kernel " + kernel + " stride " + stride;
        cases.add(of("max" + shape, x -> x.maxPool(kernel, stride)));
        cases.add(of("average" + shape, x -> x.averagePool(kernel, stride)));
      }
    }
  }

  private static void norms(List<Case> cases) {
    cases.add(of("layer norm", x -> x.layerNorm("norm")));
    cases.add(of("batch norm", x -> x.batchNorm("norm")));
    for (int groups : new int[] {1, 2, 8}) {
      cases.add(of("group norm of " + groups + " groups", x -> x.groupNorm("norm", groups)));
    }
    cases.add(of("mean over time", x -> x.map(v -> ops(x).subtract(v, x.meanOverTime()))));
    cases.add(
        of("deviation over time", x -> x.map(v -> ops(x).divide(v, x.deviationOverTime(1e-2)))));
  }

  private static void recurrences(List<Case> cases) {
    cases.add(of("lstm", x -> x.lstm("rnn", 5, false)));
    cases.add(of("lstm in both directions", x -> x.lstm("rnn", 5, true)));
    cases.add(of("gru", x -> x.gru("rnn", 5, false)));
    cases.add(of("gru in both directions", x -> x.gru("rnn", 5, true)));
    cases.add(of("two lstm layers", x -> x.lstm("rnn0", 5, true).lstm("rnn1", 3, true)));
  }

  private static void time(List<Case> cases) {
    cases.add(of("delta", Sequence::delta));
    cases.add(of("delta of delta", x -> x.delta().delta()));
    for (int by : new int[] {0, 2, -2, 20, -20}) {
      cases.add(of("sequence shifted by " + by, x -> x.shift(by)));
    }
    for (int factor : new int[] {1, 2, 3}) {
      cases.add(of("upsample by " + factor, x -> x.upsample(factor)));
    }
  }

  private static void stacks(List<Case> cases) {
    Conv halve = Conv.of(8, 3).withStride(2);
    cases.add(of("strided twice", x -> x.conv1d("a", halve).conv1d("b", halve)));
    cases.add(
        of(
            "layers of one frame under a convolution",
            x ->
                Sequence.concat(x.linear("a", 4), x.conv1d("b", Conv.of(4, 1)))
                    .conv1d("c", Conv.of(5, 3))));
    cases.add(of("down and up", x -> x.conv1d("a", halve).relu().upsample(2)));
    cases.add(of("up and down", x -> x.upsample(3).maxPool(3, 3).averagePool(3, 2)));
    cases.add(
        of(
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
                    .map(v -> ops(x).logSoftmax(v, 2))));
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
