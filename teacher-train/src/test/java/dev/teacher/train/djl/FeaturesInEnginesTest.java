package dev.teacher.train.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import com.typesafe.config.ConfigFactory;
import dev.teacher.api.data.Part;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.GraphBuilder;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.plain.PlainGraph;
import dev.teacher.api.plugin.FeatureExtractor;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.Registry;
import dev.teacher.api.tensor.Tensor;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Features of both engines are the same bit for bit, on samples with gaps. */
class FeaturesInEnginesTest {
  private static final long[] LENGTHS = {7, 1, 3, 2};
  private static final int FRAMES = 9;

  @ParameterizedTest
  @ValueSource(strings = {"zero", "hold"})
  void everyBitOfPositionsAndDifferencesIsThatOfAPlainFloatLoop(String missing)
      throws IOException, OrtException {
    String section = "type = mediapipe-full, position-again = true, missing = " + missing;
    Graph graph = graph(section);
    float[] positions =
        interpreted(
            graph(
                "type = mediapipe-full, velocities = false, accelerations = false, missing = "
                    + missing));
    float[] expected = blocks(positions);
    try (OrtRunner onnx = new OrtRunner(graph, graph.initialWeights(1));
        GraphRunner torch = new GraphRunner(graph, graph.initialWeights(1))) {
      assertThat(onnx.run(inputs()).get("y").floats()).isEqualTo(expected);
      assertThat(torch.run(inputs()).get("y").floats()).isEqualTo(expected);
    }
  }

  /** Positions, velocities, accelerations and positions again, by their definitions. */
  private static float[] blocks(float[] x) {
    int width = Part.COLUMNS;
    float[] rows = new float[4 * x.length];
    for (int sample = 0; sample < LENGTHS.length; sample++) {
      int frames = Math.toIntExact(LENGTHS[sample]);
      for (int column = 0; column < width; column++) {
        float[] v = new float[frames];
        float[] a = new float[frames];
        int start = sample * FRAMES * width + column;
        for (int t = 1; t < frames; t++) {
          v[t] = x[start + t * width] - x[start + (t - 1) * width];
        }
        v[0] = frames > 1 ? v[1] : 0;
        for (int t = 2; t < frames; t++) {
          a[t] = v[t] - v[t - 1];
        }
        for (int t = 0; t < Math.min(2, frames); t++) {
          a[t] = frames > 2 ? a[2] : 0;
        }
        for (int t = 0; t < frames; t++) {
          int to = (sample * FRAMES + t) * 4 * width + column;
          rows[to] = x[start + t * width];
          rows[to + width] = v[t];
          rows[to + 2 * width] = a[t];
          rows[to + 3 * width] = x[start + t * width];
        }
      }
    }
    return rows;
  }

  private static float[] interpreted(Graph graph) {
    return PlainGraph.run(graph, graph.initialWeights(1), inputs()).get("y").floats();
  }

  private static Graph graph(String section) {
    FeatureExtractor extractor =
        Registry.ofClassPath()
            .create(
                PluginKind.FEATURES,
                ConfigFactory.parseString(section),
                "features",
                notice -> assertThat(notice).isNull());
    GraphBuilder builder = new GraphBuilder();
    Sequence landmarks = builder.inputSequence("landmarks", extractor.input());
    builder.output("y", extractor.extract(landmarks).data());
    return builder.build();
  }

  /** Parts come and go; behind each sample stands NaN. */
  private static Map<String, Tensor> inputs() {
    SplittableRandom random = new SplittableRandom(3);
    float[] data = new float[LENGTHS.length * FRAMES * Part.COLUMNS];
    Arrays.fill(data, Float.NaN);
    for (int sample = 0; sample < LENGTHS.length; sample++) {
      for (int frame = 0; frame < LENGTHS[sample]; frame++) {
        for (Part part : Part.values()) {
          boolean isSeen = random.nextInt(3) > 0;
          int from = (sample * FRAMES + frame) * Part.COLUMNS + part.column(0, 0);
          for (int i = from; i < from + 3 * part.count(); i++) {
            data[i] = isSeen ? (float) random.nextDouble(0.1, 0.9) : 0;
          }
        }
      }
    }
    return Map.of(
        "landmarks",
        Tensor.of(data, LENGTHS.length, FRAMES, Part.COLUMNS),
        "lengths",
        Tensor.of(LENGTHS, LENGTHS.length));
  }
}
