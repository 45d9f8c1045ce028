package dev.teacher.api.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TensorTest {
  @Test
  void shapeAndElementsFitTogether() {
    assertThat(Tensor.of(new float[6], 2, 3)).hasToString("FLOAT32[2, 3]");
    assertThat(Tensor.scalar(3L).shape()).isEmpty();
    assertThatThrownBy(() -> Tensor.of(new float[5], 2, 3))
        .hasMessage("shape [2, 3] does not hold 5 elements");
    assertThatThrownBy(() -> Tensor.of(new float[6], -2, -3))
        .hasMessage("shape [-2, -3] does not hold 6 elements");
  }

  @Test
  void equalMeansTypeShapeAndBits() {
    Tensor tensor = Tensor.of(new float[] {1, Float.NaN}, 2);
    assertThat(tensor.sameAs(Tensor.of(new float[] {1, Float.NaN}, 2))).isTrue();
    assertThat(tensor.sameAs(Tensor.of(new float[] {1, Float.NaN}, 2, 1))).isFalse();
    assertThat(tensor.sameAs(Tensor.of(new float[] {1, 2}, 2))).isFalse();
    assertThat(Tensor.scalar(0f).sameAs(Tensor.scalar(-0f))).isFalse();
    assertThat(Tensor.scalar(1f).sameAs(Tensor.scalar(1L))).isFalse();
  }

  @Test
  void elementsHaveOneType() {
    assertThatThrownBy(() -> Tensor.scalar(1L).floats())
        .hasMessage("an int64 tensor has no float32 elements");
    assertThatThrownBy(() -> Tensor.scalar(1f).longs())
        .hasMessage("a float32 tensor has no int64 elements");
  }

  @Test
  void weightsHaveNamesOfTheirOwn() {
    Weights weights = new Weights().put("a", Tensor.scalar(1f));
    assertThatThrownBy(() -> weights.put("a", Tensor.scalar(2f)))
        .hasMessage("two tensors are named a");
    assertThatThrownBy(() -> weights.get("b"))
        .hasMessage(
            """
            a weight is missing
              expected: b
              found:    1 other tensors
              to do:    use the weights that were saved for this network""");
  }
}
