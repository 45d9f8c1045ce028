package dev.teacher.train.torchscript;

import static dev.teacher.train.torchscript.OpCode.call;

import dev.teacher.api.data.Layout;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Parameter;
import dev.teacher.api.plugin.TrainingOptions;
import dev.teacher.api.tensor.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The network {@code I3dAtFullRate} as one would write it in PyTorch by hand: LibTorch's own group
 * norm, pooling, up-sampling and bidirectional LSTM of three layers, channels first, no thought of
 * padding. Weights, loss and optimiser are those of the graph's program, so that on samples of one
 * length both compute the same.
 */
public final class PlainI3d {
  private static final String[][] STAGES = {
    {"3b", "3c"}, {"4b", "4c", "4d", "4e", "4f"}, {"5b", "5c"}
  };

  private static final String FEATURES = Arguments.name("features");
  private static final String LENGTHS = Arguments.name("lengths");

  private final Map<String, int[]> shapes;
  private final String dropout;
  private final StringBuilder code = new StringBuilder();
  private int variables;

  private PlainI3d(Map<String, int[]> shapes, boolean training) {
    this.shapes = shapes;
    this.dropout = training ? "0.3, True" : "0.3, False";
  }

  /**
   * Writes a program with the methods of {@link TrainingProgram}.
   *
   * @param graph of {@code I3dAtFullRate}, input {@code features} with all 6516 columns' parts
   * @param parts the columns of each encoder
   * @param weights of the graph
   * @param options of the optimiser
   * @param file where to write
   */
  public static void write(
      Graph graph, Layout parts, Weights weights, TrainingOptions options, Path file)
      throws IOException {
    Attributes attributes = new Attributes(graph, weights);
    Map<String, int[]> shapes =
        graph.parameters().stream()
            .collect(Collectors.toMap(p -> p.name().replaceAll("[.-]", "_"), Parameter::sizes));
    String methods = TrainingProgram.methods(graph, attributes, options);
    String losses = "self.ctc(%s, %s, targets, target_lengths)";
    PlainI3d inference = new PlainI3d(shapes, false);
    PlainI3d training = new PlainI3d(shapes, true);
    methods = replaced(methods, "forward", inference.body(parts, "(%s, %s)"));
    methods = replaced(methods, "losses", inference.body(parts, losses));
    String pair = "(" + losses + ", annotate(List[Tensor], []))";
    methods = replaced(methods, "training_losses", training.body(parts, pair));
    TorchScriptWriter.write(
        attributes, TrainingProgram.state(options), methods, Map.of(), true, file);
  }

  private static String replaced(String methods, String name, String body) {
    Pattern method =
        Pattern.compile("(  def " + name + "\\(.*?:\\n)(    .*?)(?=\\n  def )", Pattern.DOTALL);
    Matcher matcher = method.matcher(methods);
    if (!matcher.find()) {
      throw new AssertionError("the program has no method " + name);
    }
    return methods.substring(0, matcher.start(2)) + body + methods.substring(matcher.end(2));
  }

  /** {@code result} is a pattern for log-probabilities and lengths. */
  private String body(Layout parts, String result) {
    code.setLength(0);
    List<String> encoded = new ArrayList<>();
    int from = 0;
    for (Layout.Segment part : parts.segments()) {
      encoded.add(encoder(part.name().replace('-', '_'), from, from + part.width()));
      from += part.width();
    }
    String x = fused(encoded);
    x = let(call("torch.transpose", x, "1", "2"));
    x = stem(x);
    x = stage(x, 3, 0);
    x = stage(x, 4, 2);
    x = stage(x, 5, 1);
    String frames = call("torch.mul", call("torch.size", x, "2"), "4");
    x = let(call("torch.upsample_linear1d", x, "[" + frames + "]", "False"));
    x = dropped(lstm(dropped(call("torch.transpose", x, "1", "2"))));
    x = let(call("torch.log_softmax", linear(x, "head"), "2"));
    String lengths = "torch.mul(torch.floor_divide(torch.add(" + LENGTHS + ", 3), 4), 4)";
    return code + "    return " + result.formatted(x, lengths) + "\n";
  }

  private String encoder(String name, int from, int to) {
    String layer = "encoder_" + name;
    String x =
        linear(call("torch.slice", FEATURES, "2", "" + from, "" + to, "1"), layer + "_project");
    x = let(call("torch.relu", layerNorm(x, layer + "_norm")));
    return let(call("torch.glu", linear(x, layer + "_gate"), "2"));
  }

  private String fused(List<String> parts) {
    String side = let(call("torch.cat", "[" + String.join(", ", parts) + "]", "2"));
    int channels = shapes.get("fusion_norm_weight")[0];
    String sizes = "torch.size(" + side + ", 0), torch.size(" + side + ", 1), ";
    String split = "[" + sizes + parts.size() + ", 8, ";
    String scores = call("torch.reshape", linear(side, "fusion_attention"), split + "1]");
    String shares = let(call("torch.softmax", scores, "2"));
    String stacked = call("torch.reshape", side, split + channels / 8 + "]");
    String sum = let(call("torch.sum", call("torch.mul", stacked, shares), "[2]", "False"));
    String flat = let(call("torch.reshape", sum, "[" + sizes + channels + "]"));
    return dropped(layerNorm(flat, "fusion_norm"));
  }

  private String stem(String x) {
    String wide = rectified(conv(x, "stem_conv1", 2), "stem_norm1");
    String out = rectified(conv(wide, "stem_conv2", 1), "stem_norm2");
    return let(call("torch.add", out, projected(x, "stem_project", 2)));
  }

  private String stage(String x, int stage, int stride) {
    String out = stride == 0 ? x : pool(x, stride);
    for (String module : STAGES[stage - 3]) {
      out = module(out, "mixed_" + module);
    }
    return stride == 0
        ? out
        : let(call("torch.add", out, projected(x, "project_" + stage, stride)));
  }

  private String module(String x, String m) {
    String reduced = rectified(conv(x, m + "_reduce", 1), m + "_reduce_norm");
    int middle = shapes.get(m + "_short_weight")[1];
    int end = middle + shapes.get(m + "_long_weight")[1];
    String brief = let(call("torch.slice", reduced, "1", "0", "" + middle, "1"));
    String extended = let(call("torch.slice", reduced, "1", "" + middle, "" + end, "1"));
    String branches =
        String.join(
            ", ",
            conv(x, m + "_point", 1),
            conv(brief, m + "_short", 1),
            conv(extended, m + "_long", 1),
            conv(pool(x, 1), m + "_pool", 1));
    return rectified(let(call("torch.cat", "[" + branches + "]", "1")), m + "_norm");
  }

  private String projected(String x, String layer, int stride) {
    String slow =
        stride == 1 ? x : let(call("torch.avg_pool1d", x, "[" + stride + "]", "[" + stride + "]"));
    String weight = call("torch.unsqueeze", "self." + layer + "_weight", "2");
    String bias = "self." + layer + "_bias";
    String result = let(call("torch.conv1d", slow, weight, bias, "[1]", "[0]", "[1]", "1"));
    return normal(result, layer + "_norm");
  }

  private String conv(String x, String layer, int stride) {
    int padding = (shapes.get(layer + "_weight")[2] - 1) / 2;
    return let(
        call(
            "torch.conv1d",
            x,
            "self." + layer + "_weight",
            "None",
            "[" + stride + "]",
            "[" + padding + "]",
            "[1]",
            "1"));
  }

  private String pool(String x, int stride) {
    return let(call("torch.max_pool1d", x, "[3]", "[" + stride + "]", "[1]", "[1]", "False"));
  }

  private String rectified(String x, String norm) {
    return let(call("torch.relu", normal(x, norm)));
  }

  private String normal(String x, String layer) {
    int groups = shapes.get(layer + "_weight")[0] / 8;
    String weights = "self." + layer + "_weight, self." + layer + "_bias";
    return let(call("torch.group_norm", x, "" + groups, weights, "1e-5", "True"));
  }

  private String layerNorm(String x, String layer) {
    String weights = "self." + layer + "_weight, self." + layer + "_bias";
    String channels = "[" + shapes.get(layer + "_weight")[0] + "]";
    return let(call("torch.layer_norm", x, channels, weights, "1e-5", "True"));
  }

  private String lstm(String x) {
    int hidden = shapes.get("lstm1_weight_hh")[1];
    List<String> weights = new ArrayList<>();
    for (int layer = 1; layer <= 3; layer++) {
      for (String direction : List.of("", "_reverse")) {
        for (String tensor : List.of("weight_ih", "weight_hh", "bias_ih", "bias_hh")) {
          weights.add("self.lstm" + layer + "_" + tensor + direction);
        }
      }
    }
    String state =
        let(
            "torch.zeros([6, torch.size("
                + FEATURES
                + ", 0), "
                + hidden
                + "], dtype=6, layout=None, device=None, pin_memory=False)");
    String all = "[" + String.join(", ", weights) + "]";
    String states = "[" + state + ", " + state + "]";
    return let(call("torch.lstm", x, states, all, "True", "3", dropout, "True", "True")) + "[0]";
  }

  private String dropped(String x) {
    return let(call("torch.dropout", x, dropout));
  }

  private String linear(String x, String layer) {
    return let(call("torch.linear", x, "self." + layer + "_weight", "self." + layer + "_bias"));
  }

  private String let(String expression) {
    String name = "p" + variables++;
    code.append("    ").append(name).append(" = ").append(expression).append('\n');
    return name;
  }
}
