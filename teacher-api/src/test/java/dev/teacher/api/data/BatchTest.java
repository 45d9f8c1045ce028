package dev.teacher.api.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
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
}
