package dev.teacher.testkit;

import dev.teacher.api.graph.Dim;
import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.GraphBuilder;
import dev.teacher.api.graph.Shape;
import dev.teacher.api.graph.Value;
import dev.teacher.api.graph.Values;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.testkit.OperationCases.Case;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Collects the inputs of a case of raw operations; 3 samples, 5 frames. */
final class RawCase {
  static final int BATCH = 3;
  static final int TIME = 5;

  final GraphBuilder builder = new GraphBuilder();
  final Values ops = new Values(builder);
  private final SplittableRandom random;
  private final Map<String, Tensor> inputs = new LinkedHashMap<>();

  private RawCase(String name) {
    random = new SplittableRandom(name.hashCode());
  }

  static Case of(String name, Function<RawCase, Value> body) {
    RawCase raw = new RawCase(name);
    raw.builder.output(OperationCases.RESULT, body.apply(raw));
    Graph graph = raw.builder.build();
    return new Case(
        name, graph, OperationCases.weights(graph, raw.random.split()), raw.inputs, false);
  }

  /** A FLOAT32 input of numbers between -2 and 2. */
  Value floats(Dim... dims) {
    return floats(-2, 2, dims);
  }

  /** A FLOAT32 input of numbers between two bounds. */
  Value floats(double low, double high, Dim... dims) {
    return input(OperationCases.uniform(random, low, high, sizes(dims)), dims);
  }

  /** An INT64 input of numbers from low (inclusive) to high (exclusive). */
  Value wholes(long low, long high, Dim... dims) {
    return input(OperationCases.whole(random, low, high, sizes(dims)), dims);
  }

  /** A BOOL value: an INT64 input of 0 and 1, cast. */
  Value bools(Dim... dims) {
    return ops.cast(wholes(0, 2, dims), DType.BOOL);
  }

  /** FLOAT32 [batch, time, 6]. */
  Value frames() {
    return floats(Dim.BATCH, Dim.TIME, Dim.of(6));
  }

  private Value input(Tensor tensor, Dim... dims) {
    String name = "x" + inputs.size();
    inputs.put(name, tensor);
    return builder.input(name, tensor.dtype(), Shape.of(dims));
  }

  private static int[] sizes(Dim... dims) {
    int[] sizes = new int[dims.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = dims[i].equals(Dim.BATCH) ? BATCH : dims[i].resolve(TIME);
    }
    return sizes;
  }
}
