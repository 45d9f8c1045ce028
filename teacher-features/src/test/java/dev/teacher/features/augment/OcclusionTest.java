package dev.teacher.features.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.plugin.Augmentation;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.features.Plugins;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OcclusionTest {
  private static final int FRAMES = 40;
  private static final Landmarks RECORDING = recording();

  @Test
  void faceDropoutTakesOneSpanOfTheFaceAndNothingElse() {
    boolean wasLong = false;
    for (int seed = 0; seed < 60; seed++) {
      Landmarks result =
          apply("type = face-dropout, probability = 1, max-frames = 6, max-share = 1", seed);
      int first = -1;
      int hidden = 0;
      for (int frame = 0; frame < FRAMES; frame++) {
        if (!result.isPresent(frame, Part.FACE)) {
          first = first < 0 ? frame : first;
          hidden++;
          assertThat(frame - first).as("one span").isEqualTo(hidden - 1);
        }
        assertThat(withoutFace(result, frame)).isEqualTo(withoutFace(RECORDING, frame));
      }
      assertThat(hidden).isBetween(1, 6);
      wasLong |= hidden == 6;
    }
    assertThat(wasLong).as("spans get as long as they may").isTrue();
  }

  @Test
  void frameDropLeavesFramesOutInOrderAndNeverTwoNeighbours() {
    int dropped = 0;
    for (int seed = 0; seed < 200; seed++) {
      Landmarks result = apply("type = frame-drop, probability = 1, share = 0.2", seed);
      int before = -1;
      for (int frame = 0; frame < result.frames(); frame++) {
        int number = number(result, frame);
        assertThat(number - before).isBetween(1, frame == 0 ? 1 : 2);
        before = number;
      }
      assertThat(before).isGreaterThanOrEqualTo(FRAMES - 2);
      assertThat(result.frameRate()).hasValue(25);
      dropped += FRAMES - result.frames();
    }
    // A frame is dropped if drawn and its neighbour is not: d = s (1 - d), d = s / (1 + s).
    assertThat(dropped / 200.0 / FRAMES).isCloseTo(0.2 / 1.2, within(0.02));
  }

  @Test
  void frameDropKeepsTheFewestFrames() {
    for (int seed = 0; seed < 50; seed++) {
      String section = "type = frame-drop, probability = 1, share = 0.5, min-frames = ";
      assertThat(apply(section + 37, seed).frames()).isBetween(37, FRAMES);
      assertThat(apply(section + 100, seed).frames()).isEqualTo(FRAMES);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.02, 0.25, 0.5})
  void timeMaskHidesAllPartsInNoMoreThanTheShare(double share) {
    int most = 0;
    for (int seed = 0; seed < 60; seed++) {
      Landmarks result =
          apply(
              "type = time-mask, probability = 1, spans = 9, max-frames = 9, max-share = " + share,
              seed);
      int hidden = 0;
      for (int frame = 0; frame < FRAMES; frame++) {
        if (result.isPresent(frame, Part.POSE)) {
          assertThat(row(result, frame)).isEqualTo(row(RECORDING, frame));
        } else {
          assertThat(row(result, frame)).containsOnly(0);
          hidden++;
        }
      }
      most = Math.max(most, hidden);
    }
    assertThat(most).isEqualTo((int) (share * FRAMES));
  }

  @Test
  void timeMaskSparesTheOnlyFramesWithAPerson() {
    float[] values = new float[FRAMES * Part.COLUMNS];
    values[7 * Part.COLUMNS] = 0.5f;
    Landmarks once = new Landmarks(FRAMES, values, 25);
    String section = "type = time-mask, probability = 1, spans = 100, max-share = 0.5";
    Augmentation mask = new Plugins().create(PluginKind.AUGMENTATION, section);
    for (int seed = 0; seed < 20; seed++) {
      assertThat(mask.apply(once, new SplittableRandom(seed))).isSameAs(once);
    }
  }

  private static Landmarks apply(String section, long seed) {
    Augmentation augmentation = new Plugins().create(PluginKind.AUGMENTATION, section);
    return augmentation.apply(RECORDING, new SplittableRandom(seed));
  }

  /** Every part in every frame; all numbers of a frame are its number and one. */
  private static Landmarks recording() {
    float[] values = new float[FRAMES * Part.COLUMNS];
    for (int frame = 0; frame < FRAMES; frame++) {
      Arrays.fill(values, frame * Part.COLUMNS, (frame + 1) * Part.COLUMNS, frame + 1);
    }
    return new Landmarks(FRAMES, values, 25);
  }

  private static int number(Landmarks landmarks, int frame) {
    return Math.round(landmarks.at(frame, Part.POSE, 0, 0)) - 1;
  }

  private static float[] row(Landmarks landmarks, int frame) {
    return Arrays.copyOfRange(landmarks.values(), frame * Part.COLUMNS, (frame + 1) * Part.COLUMNS);
  }

  private static float[] withoutFace(Landmarks landmarks, int frame) {
    float[] row = row(landmarks, frame);
    int from = Part.FACE.column(0, 0);
    Arrays.fill(row, from, from + 3 * Part.FACE.count(), 0);
    return row;
  }
}
