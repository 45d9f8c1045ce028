package dev.teacher.train.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Batch;
import dev.teacher.api.data.Layout;
import dev.teacher.train.guard.InputCheck.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputCheckTest {
  private static final InputCheck CHECK = new InputCheck(Layout.parse("test: pose=2, hands=3"));

  @Test
  void everyPlaceOfAValidFrameIsSeen() {
    for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      for (int i = 0; i < 15; i++) {
        Batch batch = batch();
        batch.data().put(20 + i, wrong); // the second sample
        String column =
            List.of("pose[0]", "pose[1]", "hands[0]", "hands[1]", "hands[2]").get(i % 5);
        assertThat(CHECK.places(batch))
            .containsExactly(new Place("b", wrong + " in frame " + i / 5 + ", column " + column));
      }
    }
  }

  @Test
  void paddingIsNotLookedAtAndLargeNumbersAreFinite() {
    Batch batch = batch();
    batch.data().put(39, Float.NaN); // past the second sample's length
    batch.data().put(3, Float.MAX_VALUE).put(4, -Float.MAX_VALUE);
    assertThat(CHECK.places(batch)).isEmpty();
  }

  private static Batch batch() {
    return Batch.of(List.of("a", "b"), List.of(new float[20], new float[15]), 5);
  }
}
