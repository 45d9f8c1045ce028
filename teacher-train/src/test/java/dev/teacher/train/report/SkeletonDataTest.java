package dev.teacher.train.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import org.junit.jupiter.api.Test;

class SkeletonDataTest {
  private static final int POINTS = 66;

  @Test
  void aPartThatWasNotFoundIsZeroAndNothingElseIs() {
    float[] values = new float[2 * Part.COLUMNS];
    for (int i = 0; i < Part.RIGHT_HAND.count(); i++) {
      values[Part.COLUMNS + Part.RIGHT_HAND.column(i, 0)] = 0.5f + i / 100f;
      values[Part.COLUMNS + Part.RIGHT_HAND.column(i, 1)] = 0.2f;
    }
    byte[] bytes = SkeletonData.bytes(new Landmarks(2, values, 25));
    assertThat(bytes).hasSize(2 * POINTS * 2);
    for (int i = 0; i < bytes.length; i++) {
      boolean rightHandOfTheSecondFrame = i >= 2 * (POINTS + 45);
      assertThat(bytes[i] != 0).as("byte %d", i).isEqualTo(rightHandOfTheSecondFrame);
    }
    int first = 2 * (POINTS + 45);
    assertThat(bytes[first] & 0xff).as("leftmost").isEqualTo(1);
    assertThat(bytes[first + 40] & 0xff).as("rightmost").isEqualTo(255);
    assertThat(bytes[first + 1] & 0xff).as("in the middle").isEqualTo(128);
  }

  @Test
  void aRecordingWithoutAnyPointIsEmpty() {
    assertThat(SkeletonData.bytes(new Landmarks(3, new float[3 * Part.COLUMNS], 0)))
        .containsOnly(0);
  }
}
