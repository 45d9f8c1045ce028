package dev.teacher.testkit;

import dev.teacher.api.data.Batch;
import dev.teacher.api.data.Layout;
import dev.teacher.api.graph.Dim;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.GraphBuilder;
import dev.teacher.api.graph.Initializer;
import dev.teacher.api.graph.Sequence;
import dev.teacher.api.graph.Value;
import dev.teacher.api.graph.Values;
import dev.teacher.api.pipeline.Recognizer;
import dev.teacher.api.plain.PlainGraph;
import dev.teacher.api.plugin.ModelOutput;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A graph fragment from one sequence to another, with weights. Its inputs and outputs are named as
 * those of a recogniser, so that every engine runs it.
 *
 * @param graph inputs {@code features} and {@code lengths}, outputs {@code log_probs} (whatever
 *     they are) and {@code output_lengths}
 * @param weights of its parameters and buffers
 * @param layout columns of the input
 * @param channels columns of the output
 * @param time output frames for a number of input frames
 */
record Fragment(Graph graph, Weights weights, Layout layout, int channels, Dim time) {
  /** Entries of the vocabulary of recognisers. */
  static final int CLASSES = 5;

  private static final String INPUT = "features";

  /**
   * What came out for one sample of a batch.
   *
   * @param values [frames * channels] of its valid frames
   * @param frames its valid frames
   */
  record Output(float[] values, long frames) {}

  /** A fragment with its first weights. */
  static Fragment of(Layout layout, UnaryOperator<Sequence> maker) {
    GraphBuilder builder = new GraphBuilder();
    Sequence result = maker.apply(builder.inputSequence(INPUT, layout));
    builder.output(Recognizer.LOG_PROBS, result.data());
    builder.output(Recognizer.OUTPUT_LENGTHS, result.lengths());
    Graph graph = builder.build();
    return new Fragment(graph, graph.initialWeights(7), layout, result.channels(), result.time());
  }

  /** The sequence plus a trained number for each column, 0 at first: gradients reach the input. */
  static Sequence shifted(Sequence input) {
    Value shift =
        input.builder().parameter("testkit_shift", new Initializer.Constant(0), input.channels());
    return input.mapColumns(v -> new Values(input.builder()).add(v, shift));
  }

  /** Log-probabilities of {@link #CLASSES} classes by a linear layer of their own. */
  static Sequence classified(Sequence features) {
    return logProbs(features.linear("testkit_head", CLASSES));
  }

  static Sequence logProbs(Sequence logits) {
    return logits.map(v -> new Values(logits.builder()).logSoftmax(v, 2));
  }

  /** The same fragment with other weights. */
  Fragment with(Weights others) {
    return new Fragment(graph, others, layout, channels, time);
  }

  /** Samples side by side, each [frames * columns]; see {@link Batches#of}. */
  Batch batch(List<float[]> samples, int padding, float garbage) {
    return Batches.of(samples, layout.width(), padding, garbage);
  }

  /** One sample, not padded. */
  Batch alone(float[] sample) {
    return batch(List.of(sample), 0, 0);
  }

  /** Runs a batch in plain Java. */
  ModelOutput run(Batch batch) {
    float[] data = new float[batch.size() * batch.frames() * batch.width()];
    batch.view().get(data);
    Map<String, Tensor> inputs =
        Map.of(
            INPUT,
            Tensor.of(data, batch.size(), batch.frames(), batch.width()),
            "lengths",
            Tensor.of(batch.lengths().clone(), batch.size()));
    Map<String, Tensor> result = PlainGraph.run(graph, weights, inputs);
    Tensor values = result.get(Recognizer.LOG_PROBS);
    long[] lengths = result.get(Recognizer.OUTPUT_LENGTHS).longs();
    return new ModelOutput(values.floats(), values.shape()[1], values.shape()[2], lengths);
  }

  /** What {@link #run} gives, sample by sample. */
  List<Output> outputs(Batch batch) {
    return outputs(run(batch));
  }

  /** The valid frames of each sample. */
  static List<Output> outputs(ModelOutput output) {
    return IntStream.range(0, output.lengths().length)
        .mapToObj(i -> new Output(output.sample(i), output.lengths()[i]))
        .toList();
  }

  /**
   * Labels that CTC can align with the output frames of each sample: one or two, neighbours
   * different.
   */
  int[][] labels(Batch batch) {
    int[][] labels = new int[batch.size()][];
    for (int i = 0; i < labels.length; i++) {
      int first = 1 + i % (CLASSES - 1);
      int second = 1 + (i + 1) % (CLASSES - 1);
      int frames = time.resolve(Math.toIntExact(batch.lengths()[i]));
      labels[i] = frames < 2 ? new int[] {first} : new int[] {first, second};
    }
    return labels;
  }
}
