package dev.teacher.api.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.error.TeacherException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTest {
  @Test
  void samplesArePaddedWithZerosToTheLongest() {
    Batch batch =
        Batch.of(List.of("a", "b"), List.of(new float[] {1, 2}, new float[] {3, 4, 5, 6}), 2);
    float[] data = new float[8];
    batch.data().get(data);
    assertThat(data).containsExactly(1, 2, 0, 0, 3, 4, 5, 6);
    assertThat(batch.lengths()).containsExactly(1, 2);
    assertThat(batch.frames()).isEqualTo(2);
  }

  @Test
  void enginesGetTheBufferTheyNeed() {
    Batch batch = Batch.of(List.of("a"), List.of(new float[] {1, 2}), 2);
    assertThat(batch.data().isDirect()).isTrue();
    assertThat(batch.data().order()).isEqualTo(ByteOrder.nativeOrder());
    assertThat(batch.data().position()).isZero();
  }

  @Test
  void brokenRowsAreNamed() {
    for (float[] rows : List.of(new float[0], new float[3])) {
      assertThatThrownBy(() -> Batch.of(List.of("a"), List.of(rows), 2))
          .hasMessage("a is not whole frames of 2");
    }
    assertThatThrownBy(() -> Batch.of(List.of("a"), List.of(), 2))
        .hasMessage("1 ids for 0 samples");
  }

  @Test
  void whatEnginesWouldReadWronglyIsRefused() {
    Batch good = Batch.of(List.of("a", "b"), List.of(new float[4], new float[6]), 2);
    good.check(2, "network.onnx");
    assertThatThrownBy(() -> good.check(3, "network.onnx"))
        .isInstanceOf(TeacherException.class)
        .hasMessageContainingAll("network.onnx", "[a, b]", "3 columns", "2 columns");
    for (long length : new long[] {0, -1, 4, Long.MAX_VALUE}) {
      Batch wrong = new Batch(2, 3, 2, good.data(), new long[] {2, length}, good.ids());
      assertThatThrownBy(() -> wrong.check(2, "network.onnx"))
          .isInstanceOf(TeacherException.class)
          .hasMessageContainingAll("sample b", "1 to 3 frames", length + " frames");
    }
    Batch longer = new Batch(2, 4, 2, good.data(), good.lengths(), good.ids());
    assertThatThrownBy(() -> longer.check(2, "network.onnx")).hasMessageContaining("16 numbers");
  }

  @Test
  void buffersOfAnotherMemoryOrOrderAreRefused() {
    ByteBuffer foreign = ByteBuffer.allocateDirect(8);
    foreign.order(
        ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
            ? ByteOrder.BIG_ENDIAN
            : ByteOrder.LITTLE_ENDIAN);
    for (FloatBuffer data : List.of(FloatBuffer.allocate(2), foreign.asFloatBuffer())) {
      Batch bad = new Batch(1, 1, 2, data, new long[] {1}, List.of("a"));
      assertThatThrownBy(() -> bad.check(2, "network.onnx"))
          .isInstanceOf(TeacherException.class)
          .hasMessageContaining("direct buffer");
    }
  }

  @Test
  void aViewBeginsAtTheStartAndMovesNothing() {
    Batch batch = Batch.of(List.of("a"), List.of(new float[] {1, 2, 3}), 1);
    batch.data().position(1).limit(2);
    float[] numbers = new float[3];
    batch.view().get(numbers);
    assertThat(numbers).containsExactly(1, 2, 3);
    assertThat(batch.data().position()).isEqualTo(1);
    assertThat(batch.data().limit()).isEqualTo(2);
  }
}
