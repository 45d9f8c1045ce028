package dev.teacher.api.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.graph.Dim;
import dev.teacher.api.graph.GraphBuilder;
import dev.teacher.api.graph.Node;
import dev.teacher.api.graph.Op;
import dev.teacher.api.graph.Shape;
import dev.teacher.api.graph.Value;
import dev.teacher.api.tensor.DType;
import dev.teacher.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What PyTorch's autograd gives where a function has no slope. */
class PlainConventionsTest {
  @Test
  void absAndReluAreFlatAtZero() {
    assertThat(slopes(new Op.Unary(Op.UnaryKind.ABS), vector(-2, 0, 3)).get(0))
        .containsExactly(-1, 0, 1);
    assertThat(slopes(new Op.Unary(Op.UnaryKind.RELU), vector(-2, 0, 3)).get(0))
        .containsExactly(0, 0, 1);
  }

  @Test
  void theRootOfZeroIsInfinitelySteep() {
    assertThat(slopes(new Op.Unary(Op.UnaryKind.SQRT), vector(0, 4)).get(0))
        .containsExactly(Float.POSITIVE_INFINITY, 0.25f);
  }

  @Test
  void equalNumbersTakeHalfEach() {
    List<float[]> maximum =
        slopes(new Op.Binary(Op.BinaryKind.MAXIMUM), vector(1, 2, 3), vector(2, 2, 2));
    assertThat(maximum.get(0)).containsExactly(0, 0.5f, 1);
    assertThat(maximum.get(1)).containsExactly(1, 0.5f, 0);
    List<float[]> minimum =
        slopes(new Op.Binary(Op.BinaryKind.MINIMUM), vector(1, 2, 3), vector(2, 2, 2));
    assertThat(minimum.get(0)).containsExactly(1, 0.5f, 0);
  }

  @Test
  void powersOfZeroHaveFiniteSlopes() {
    List<float[]> power =
        slopes(new Op.Binary(Op.BinaryKind.POWER), vector(0, 0, 2), vector(0, 2, 3));
    assertThat(power.get(0)).containsExactly(0, 0, 12);
    assertThat(power.get(1)).containsExactly(0, 0, (float) (8 * Math.log(2)));
  }

  @Test
  void equalExtremesOfAReductionShareAlike() {
    Op.Reduce most = new Op.Reduce(Op.ReduceKind.MAX, List.of(0), false);
    assertThat(slopes(most, vector(1, 5, 5, 2, 5)).get(0))
        .containsExactly(0, 1 / 3f, 1 / 3f, 0, 1 / 3f);
  }

  @Test
  void theFirstOfEqualNumbersOfAWindowTakesAll() {
    Op.Pool1d pool = new Op.Pool1d(Op.PoolKind.MAX, 3, 3, 0, 2);
    Tensor x = Tensor.of(new float[] {1, 4, 4, 7, 7, 7}, 1, 6, 1);
    assertThat(slopes(pool, x).get(0)).containsExactly(0, 1, 0, 1, 0, 0);
  }

  @Test
  void elementsThatArePickedTwiceGetBoth() {
    Tensor index = Tensor.of(new long[] {2, 0, 2}, 3);
    assertThat(slopes(new Op.Gather(0), vector(1, 2, 3), index).get(0)).containsExactly(1, 0, 2);
  }

  @Test
  void batchNormMovesWhatItKeepsByTheUnbiasedVariance() {
    NdArray x = new NdArray(new int[] {1, 4, 1}, new double[] {1, 3, 5, Double.NaN});
    NdArray mask = new NdArray(new int[] {1, 4}, new double[] {1, 1, 1, 0});
    NdArray one = new NdArray(new int[] {1}, new double[] {1});
    NdArray zero = NdArray.zeros(1);
    Operation norm = new BatchNormInTraining(new Op.BatchNorm(0.25, 0));
    List<NdArray> in = List.of(x, mask, one, zero, zero, one);
    assertThat(norm.moved(in).get(4).data()).containsExactly(0.75);
    assertThat(norm.moved(in).get(5).data()).containsExactly(1.75);
    double deviation = Math.sqrt(8 / 3.0);
    assertThat(norm.forward(in).data()).containsExactly(-2 / deviation, 0, 2 / deviation, 0);
  }

  @Test
  void dropOutKeepsTheMeanAndItsNumbersAreThoseOfTheSeed() {
    NdArray ones = NdArray.zeros(10_000).map(v -> 1);
    NdArray dropped = new DropOut(0.4, 3, 1).forward(List.of(ones));
    assertThat(Arrays.stream(dropped.data()).filter(v -> v == 0).count()).isBetween(3800L, 4200L);
    assertThat(Arrays.stream(dropped.data()).filter(v -> v != 0).distinct().toArray())
        .containsExactly(1 / 0.6);
    assertThat(new DropOut(0.4, 3, 1).forward(List.of(ones)).data()).isEqualTo(dropped.data());
    assertThat(new DropOut(0.4, 4, 1).forward(List.of(ones)).data()).isNotEqualTo(dropped.data());
    assertThat(new DropOut(0.4, 3, 2).forward(List.of(ones)).data()).isNotEqualTo(dropped.data());
  }

  private static Tensor vector(float... values) {
    return Tensor.of(values, values.length);
  }

  /** Of the sum of the results, for FLOAT32 inputs. */
  private static List<float[]> slopes(Op op, Tensor... inputs) {
    GraphBuilder builder = new GraphBuilder();
    Value[] values = new Value[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      Dim[] dims = Arrays.stream(inputs[i].shape()).mapToObj(Dim::of).toArray(Dim[]::new);
      values[i] = builder.input("x" + i, inputs[i].dtype(), Shape.of(dims));
    }
    builder.output("y", builder.add(op, values));
    Node node = builder.build().nodes().get(0);
    PlainOperation operation = PlainOperation.of(node);
    Tensor result = operation.forward(List.of(inputs));
    float[] ones = new float[result.size()];
    Arrays.fill(ones, 1);
    List<float[]> slopes = new ArrayList<>();
    for (Tensor gradient : operation.backward(List.of(inputs), Tensor.of(ones, result.shape()))) {
      slopes.add(gradient == null ? null : gradient.floats());
    }
    assertThat(result.dtype()).isEqualTo(DType.FLOAT32);
    return slopes;
  }
}
