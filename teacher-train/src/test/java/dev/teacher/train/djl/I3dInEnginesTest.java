package dev.teacher.train.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import com.typesafe.config.ConfigFactory;
import dev.teacher.api.data.Layout;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.GraphBuilder;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.plugin.Backbone;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.testkit.GraphInterpreter;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The i3d network gives the same numbers in both engines, on a ragged batch with NaN behind it. */
class I3dInEnginesTest {
  private static final Layout LAYOUT =
      Layout.parse("test: pose=9, face=12, hands.left=6, hands.right=6, velocity.pose=9, more=2");
  private static final long[] LENGTHS = {41, 1, 17, 4};
  private static final int FRAMES = 43;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "width = 0.1, hidden = 16",
        "preset = small, output-stride = 2",
        "preset = small, output-stride = 8, input-norm = true"
      })
  void enginesAgree(String settings) throws IOException, OrtException {
    Graph graph = graph("type = i3d, " + settings);
    Map<String, Tensor> inputs = inputs();
    Map<String, Tensor> expected = GraphInterpreter.run(graph, graph.initialWeights(1), inputs);
    try (OrtRunner onnx = new OrtRunner(graph, graph.initialWeights(1));
        GraphRunner torch = new GraphRunner(graph, graph.initialWeights(1))) {
      for (Map<String, Tensor> found : List.of(onnx.run(inputs), torch.run(inputs))) {
        Close.assertClose(found.get("y").floats(), expected.get("y").floats(), 1e-5);
        assertThat(found.get("frames").longs()).isEqualTo(expected.get("frames").longs());
      }
    }
  }

  private static Graph graph(String section) {
    Backbone backbone =
        Registry.ofClassPath()
            .create(PluginKind.BACKBONE, ConfigFactory.parseString(section), "backbone", n -> {});
    GraphBuilder builder = new GraphBuilder();
    Sequence logits = backbone.logits(builder.inputSequence("features", LAYOUT), 7);
    builder.output("y", logits.data());
    builder.output("frames", logits.lengths());
    return builder.build();
  }

  private static Map<String, Tensor> inputs() {
    SplittableRandom random = new SplittableRandom(3);
    int width = LAYOUT.width();
    float[] data = new float[LENGTHS.length * FRAMES * width];
    Arrays.fill(data, Float.NaN);
    for (int sample = 0; sample < LENGTHS.length; sample++) {
      for (int i = 0; i < LENGTHS[sample] * width; i++) {
        data[sample * FRAMES * width + i] = (float) (random.nextDouble() * 4 - 2);
      }
    }
    return Map.of(
        "features",
        Tensor.of(data, LENGTHS.length, FRAMES, width),
        "lengths",
        Tensor.of(LENGTHS.clone(), LENGTHS.length));
  }
}
