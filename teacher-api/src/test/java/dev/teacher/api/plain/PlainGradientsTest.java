package dev.teacher.api.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Value;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import dev.teacher.testkit.OperationCases;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation of every case against difference quotients, one node at a time. */
class PlainGradientsTest {
  private static final double STEP = 1e-6;
  private static final int DIRECTIONS = 4;

  @ParameterizedTest
  @MethodSource("dev.teacher.testkit.OperationCases#all")
  void gradientsAreSlopes(OperationCases.Case test) {
    requireSlopes(test, Mode.INFERENCE);
  }

  @ParameterizedTest
  @MethodSource("dev.teacher.testkit.OperationCases#all")
  void gradientsInTrainingAreSlopes(OperationCases.Case test) {
    requireSlopes(test, new Mode(true, 5));
  }

  private static void requireSlopes(OperationCases.Case test, Mode mode) {
    SplittableRandom random = new SplittableRandom(test.name().hashCode());
    PlainPass pass = new PlainPass(test.graph(), test.weights(), test.inputs(), mode);
    for (Node node : test.graph().nodes()) {
      if (node.output().dtype() == DType.FLOAT32 && !node.inputs().isEmpty()) {
        requireSlopes(node, mode, awayFromKinks(node, pass, random), random);
      }
    }
  }

  private static void requireSlopes(
      Node node, Mode mode, List<NdArray> in, SplittableRandom random) {
    Operation operation = Operations.of(node, mode);
    NdArray out = operation.forward(in);
    NdArray upstream = out.map(v -> Double.isNaN(v) ? 0 : 2 * random.nextDouble() - 1);
    List<NdArray> gradients = operation.backward(in, out, upstream);
    assertThat(gradients).hasSameSizeAs(in);
    for (int k = 0; k < in.size(); k++) {
      NdArray gradient = gradients.get(k);
      assertThat(gradient != null).as("%s, input %d", node.op(), k).isEqualTo(hasSlope(node, k));
      for (int i = 0; gradient != null && i < DIRECTIONS; i++) {
        NdArray direction = in.get(k).map(v -> 2 * random.nextDouble() - 1);
        double above = dot(upstream, operation.forward(moved(in, k, direction, STEP)));
        double below = dot(upstream, operation.forward(moved(in, k, direction, -STEP)));
        double slope = (above - below) / (2 * STEP);
        double expected = dot(gradient, direction);
        double tolerance = 1e-5 * (1 + Math.abs(expected)) + 1e-9 * Math.abs(above);
        assertThat(Math.abs(slope - expected) <= tolerance)
            .as("%s of %s, input %d: %s, not %s", node.op(), node, k, expected, slope)
            .isTrue();
      }
    }
  }

  private static boolean hasSlope(Node node, int input) {
    boolean isRunning = node.op() instanceof Op.BatchNorm && input > 3;
    boolean isSource = node.op() instanceof Op.Range;
    Value value = node.inputs().get(input);
    return value.dtype() == DType.FLOAT32 && !isRunning && !isSource;
  }

  /** Zeros in masked frames stand where ReLU bends and where numbers are equal. */
  private static List<NdArray> awayFromKinks(Node node, PlainPass pass, SplittableRandom random) {
    List<NdArray> moved = new ArrayList<>();
    for (Value value : node.inputs()) {
      Tensor tensor = pass.value(value);
      NdArray array = NdArray.of(tensor);
      moved.add(
          value.dtype() == DType.FLOAT32
              ? array.map(v -> (Double.isNaN(v) ? 1 : v) + 0.01 + 0.05 * random.nextDouble())
              : array);
    }
    return moved;
  }

  private static List<NdArray> moved(List<NdArray> in, int k, NdArray direction, double by) {
    List<NdArray> moved = new ArrayList<>(in);
    moved.set(k, in.get(k).combine(direction, (v, d) -> v + by * d));
    return moved;
  }

  private static double dot(NdArray a, NdArray b) {
    double sum = 0;
    for (int i = 0; i < a.data().length; i++) {
      sum += a.data()[i] == 0 ? 0 : a.data()[i] * b.data()[i];
    }
    return sum;
  }
}
