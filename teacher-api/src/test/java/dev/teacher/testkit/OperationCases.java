package dev.teacher.testkit;

import dev.teacher.api.graph.Graph;
import dev.teacher.api.graph.Parameter;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.api.tensor.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Small graphs that together hold every operation with every kind it comes in, with random inputs
 * and weights that are the same in every run. A writer or engine that gives the right numbers for
 * all of them knows the whole operation set.
 */
public final class OperationCases {
  /** Output of every case, FLOAT32 or INT64. */
  public static final String RESULT = "y";

  /** Second output of sequence cases, INT64 [batch]. */
  public static final String RESULT_LENGTHS = "output_lengths";

  private OperationCases() {}

  /** Every case; names are unique. */
  public static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    cases.addAll(ElementwiseCases.all());
    cases.addAll(StructureCases.all());
    cases.addAll(SequenceCases.all());
    return List.copyOf(cases);
  }

  /**
   * One graph with what it is fed.
   *
   * @param name what it is about
   * @param graph output {@link #RESULT}, and {@link #RESULT_LENGTHS} if it is a sequence case
   * @param weights of all its parameters and buffers
   * @param inputs by name
   * @param sequence whether the inputs are {@code features} FLOAT32 [batch, time, channels] and
   *     {@code lengths} INT64 [batch] of a ragged batch, garbage (NaN too) past the lengths, and
   *     the result is a sequence [batch, time', channels'] with lengths
   */
  public record Case(
      String name, Graph graph, Weights weights, Map<String, Tensor> inputs, boolean sequence) {
    /** The inputs of a sequence case with one sample alone, not padded. */
    public Map<String, Tensor> alone(int sample) {
      Tensor features = inputs.get("features");
      int frames = features.shape()[1];
      int channels = features.shape()[2];
      int length = Math.toIntExact(inputs.get("lengths").longs()[sample]);
      int from = sample * frames * channels;
      float[] rows = Arrays.copyOfRange(features.floats(), from, from + length * channels);
      Map<String, Tensor> single = new LinkedHashMap<>();
      single.put("features", Tensor.of(rows, 1, length, channels));
      single.put("lengths", Tensor.of(new long[] {length}, 1));
      return single;
    }

    /** The number of samples of a sequence case. */
    public int samples() {
      return inputs.get("lengths").size();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Parameters uniform in [-0.7, 0.7), except that scales are around 1; variances positive. */
  static Weights weights(Graph graph, SplittableRandom random) {
    Weights weights = new Weights();
    for (Parameter parameter : graph.parameters()) {
      boolean scale = parameter.name().endsWith("weight") && parameter.sizes().length == 1;
      weights.put(
          parameter.name(),
          uniform(random, scale ? 0.5 : -0.7, scale ? 1.5 : 0.7, parameter.sizes()));
    }
    graph
        .buffers()
        .forEach(
            buffer -> {
              boolean index = buffer.initial().dtype() == DType.INT64;
              Tensor value =
                  index ? buffer.initial() : uniform(random, 0.5, 1.5, buffer.initial().shape());
              weights.put(buffer.name(), value);
            });
    return weights;
  }

  /** Equal numbers. */
  static Tensor filled(float value, int... shape) {
    float[] values = new float[Math.toIntExact(Tensor.elements(shape))];
    Arrays.fill(values, value);
    return Tensor.of(values, shape);
  }

  /** Random numbers from {@code low} to {@code high}. */
  static Tensor uniform(SplittableRandom random, double low, double high, int... shape) {
    float[] values = new float[Math.toIntExact(Tensor.elements(shape))];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (low + random.nextDouble() * (high - low));
    }
    return Tensor.of(values, shape);
  }

  /** Random whole numbers from {@code low} (inclusive) to {@code high} (exclusive). */
  static Tensor whole(SplittableRandom random, long low, long high, int... shape) {
    long[] values = new long[Math.toIntExact(Tensor.elements(shape))];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextLong(low, high);
    }
    return Tensor.of(values, shape);
  }
}
