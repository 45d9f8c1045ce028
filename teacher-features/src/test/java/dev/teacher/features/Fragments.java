package dev.teacher.features;

import dev.teacher.api.data.Layout;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.GraphBuilder;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.plain.PlainGraph;
import dev.teacher.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Runs graph fragments on ragged batches whose padding is NaN. */
public final class Fragments {
  private Fragments() {}

  /**
   * The valid frames that a fragment gives for each sample.
   *
   * @param rows of each sample, [frames * width of the layout]
   * @param padding frames behind the longest sample
   */
  public static List<float[]> run(
      Layout layout, UnaryOperator<Sequence> fragment, List<float[]> rows, int padding) {
    int width = layout.width();
    long[] lengths = rows.stream().mapToLong(r -> r.length / width).toArray();
    int time = (int) Arrays.stream(lengths).max().orElseThrow() + padding;
    float[] data = new float[rows.size() * time * width];
    Arrays.fill(data, Float.NaN);
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, data, i * time * width, rows.get(i).length);
    }
    GraphBuilder builder = new GraphBuilder();
    Sequence result = fragment.apply(builder.inputSequence("features", layout));
    builder.output("y", result.data());
    Graph graph = builder.build();
    Tensor y =
        PlainGraph.run(
                graph,
                graph.initialWeights(1),
                Map.of(
                    "features", Tensor.of(data, rows.size(), time, width),
                    "lengths", Tensor.of(lengths, rows.size())))
            .get("y");
    int out = y.shape()[2];
    List<float[]> results = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      int from = i * time * out;
      results.add(Arrays.copyOfRange(y.floats(), from, from + (int) lengths[i] * out));
    }
    return results;
  }
}
