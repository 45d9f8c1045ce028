package dev.teacher.testkit;

import dev.teacher.api.data.Layout;
import dev.teacher.api.graph.Dim;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.GraphBuilder;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A graph fragment from one sequence to another, with its first weights.
 *
 * @param graph inputs {@code input} and {@code lengths}, outputs {@code output} and {@code
 *     output_lengths}
 * @param weights first values of its parameters and buffers
 * @param width columns of the input
 * @param channels columns of the output
 * @param time output frames for a number of input frames
 */
record Fragment(Graph graph, Weights weights, int width, int channels, Dim time) {
  /**
   * What came out for one sample of a batch.
   *
   * @param values [frames * channels] of its valid frames
   * @param frames its valid frames
   */
  record Output(float[] values, long frames) {}

  static Fragment of(Layout layout, UnaryOperator<Sequence> maker) {
    GraphBuilder builder = new GraphBuilder();
    Sequence result = maker.apply(builder.inputSequence("input", layout));
    builder.output("output", result.data());
    builder.output("output_lengths", result.lengths());
    Graph graph = builder.build();
    Weights weights = graph.initialWeights(7);
    return new Fragment(graph, weights, layout.width(), result.channels(), result.time());
  }

  /**
   * Runs samples side by side.
   *
   * @param samples each [frames * width]
   * @param padding frames more than the longest has
   * @param garbage what stands past the lengths
   */
  Map<String, Tensor> run(GraphRunner runner, List<float[]> samples, int padding, float garbage) {
    long[] lengths = samples.stream().mapToLong(sample -> sample.length / width).toArray();
    int frames = (int) Arrays.stream(lengths).max().orElseThrow() + padding;
    float[] data = new float[samples.size() * frames * width];
    Arrays.fill(data, garbage);
    for (int i = 0; i < samples.size(); i++) {
      System.arraycopy(samples.get(i), 0, data, i * frames * width, samples.get(i).length);
    }
    return runner.run(
        graph,
        weights,
        Map.of(
            "input", Tensor.of(data, samples.size(), frames, width),
            "lengths", Tensor.of(lengths, samples.size())));
  }

  /** What {@link #run} gives, cut to the valid frames. */
  List<Output> outputs(GraphRunner runner, List<float[]> samples, int padding, float garbage) {
    Map<String, Tensor> result = run(runner, samples, padding, garbage);
    float[] values = result.get("output").floats();
    long[] lengths = result.get("output_lengths").longs();
    int stride = values.length / samples.size();
    List<Output> outputs = new ArrayList<>();
    for (int i = 0; i < lengths.length; i++) {
      int from = i * stride;
      int to = from + Math.toIntExact(lengths[i]) * channels;
      outputs.add(new Output(Arrays.copyOfRange(values, from, to), lengths[i]));
    }
    return outputs;
  }
}
