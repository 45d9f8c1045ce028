package dev.teacher.api.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LandmarksTest {
  @Test
  void aPartIsPresentWhereAnyNumberIsNotZero() {
    float[] values = new float[2 * Part.COLUMNS];
    values[Part.COLUMNS + Part.RIGHT_HAND.column(20, 2)] = 0.5f;
    Landmarks landmarks = new Landmarks(2, values, 25);
    assertThat(landmarks.isPresent(1, Part.RIGHT_HAND)).isTrue();
    assertThat(landmarks.isPresent(0, Part.RIGHT_HAND)).isFalse();
    assertThat(landmarks.isPresent(1, Part.LEFT_HAND)).isFalse();
    assertThat(landmarks.at(1, Part.RIGHT_HAND, 20, 2)).isEqualTo(0.5f);
  }

  @Test
  void theFrameRateMayBeUnknown() {
    Landmarks landmarks = new Landmarks(1, new float[Part.COLUMNS], 0);
    assertThat(landmarks.frameRate()).isEmpty();
    assertThat(new Landmarks(1, new float[Part.COLUMNS], 30).with(1, new float[1629]).frameRate())
        .hasValue(30);
  }

  @Test
  void framesAndNumbersFitTogether() {
    assertThatThrownBy(() -> new Landmarks(2, new float[Part.COLUMNS], 0))
        .hasMessage("2 frames of 1629 columns cannot have 1629 values");
    assertThatThrownBy(() -> new Landmarks(0, new float[0], 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
