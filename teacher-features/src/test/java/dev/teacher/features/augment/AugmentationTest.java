package dev.teacher.features.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.plugin.Augmentation;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.features.Plugins;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AugmentationTest {
  private static final int FRAMES = 30;

  private static List<String> sections() {
    return List.of(
        "type = mirror, probability = 1",
        "type = speed",
        "type = affine",
        "type = jitter, deviation = 0.01",
        "type = hand-dropout, probability = 1",
        "type = frame-drop, probability = 1, share = 0.3");
  }

  @ParameterizedTest
  @MethodSource("sections")
  void theInputIsNotTouchedAndTheSameRandomGivesTheSame(String section) {
    Landmarks landmarks = recording();
    float[] before = landmarks.values().clone();
    Landmarks first = apply(section, landmarks, 5);
    assertThat(landmarks.values()).isEqualTo(before);
    assertThat(apply(section, landmarks, 5).values()).isEqualTo(first.values());
    assertThat(first.values()).isNotEqualTo(before);
    assertThat(first.frameRate()).hasValue(25);
  }

  @ParameterizedTest
  @MethodSource("sections")
  void missingStaysMissingAndEverythingIsFinite(String section) {
    for (int seed = 0; seed < 20; seed++) {
      Landmarks result = apply(section, recording(), seed);
      for (int frame = 0; frame < result.frames(); frame++) {
        // The face is missing in the whole recording, the pose nowhere.
        assertThat(result.isPresent(frame, Part.FACE)).isFalse();
        assertThat(result.isPresent(frame, Part.POSE)).isTrue();
      }
      for (float value : result.values()) {
        assertThat(value).isFinite();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sections")
  void aRecordingOfOneFrameSurvives(String section) {
    Landmarks one = new Landmarks(1, Arrays.copyOf(recording().values(), Part.COLUMNS), 25);
    assertThat(apply(section, one, 3).frames()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("sections")
  void probabilityZeroChangesNothing(String section) {
    String never = section.replace(", probability = 1", "") + ", probability = 0";
    Landmarks landmarks = recording();
    assertThat(apply(never, landmarks, 1)).isSameAs(landmarks);
  }

  @Test
  void mirroringTwiceGivesTheRecordingBack() {
    Landmarks landmarks = recording();
    Landmarks twice = MirrorFactory.mirrored(MirrorFactory.mirrored(landmarks));
    assertThat(twice.values()).containsExactly(landmarks.values(), within(1e-6f));
  }

  @Test
  void mirroringSwapsTheHandsWithTheirAbsence() {
    Landmarks landmarks = recording();
    Landmarks mirrored = MirrorFactory.mirrored(landmarks);
    for (int frame = 0; frame < FRAMES; frame++) {
      assertThat(mirrored.isPresent(frame, Part.LEFT_HAND))
          .isEqualTo(landmarks.isPresent(frame, Part.RIGHT_HAND));
      assertThat(mirrored.isPresent(frame, Part.RIGHT_HAND))
          .isEqualTo(landmarks.isPresent(frame, Part.LEFT_HAND));
    }
    assertThat(mirrored.at(0, Part.POSE, 11, 0)).isEqualTo(1 - landmarks.at(0, Part.POSE, 12, 0));
    assertThat(mirrored.at(0, Part.POSE, 11, 1)).isEqualTo(landmarks.at(0, Part.POSE, 12, 1));
  }

  @Test
  void speedKeepsEndsAndNeverMixesWithAMissingHand() {
    Landmarks landmarks = recording();
    for (int frames : new int[] {13, 30, 47, 71}) {
      Landmarks result = SpeedFactory.resample(landmarks, frames);
      assertThat(result.frames()).isEqualTo(frames);
      float[] last = Arrays.copyOfRange(landmarks.values(), 29 * Part.COLUMNS, 30 * Part.COLUMNS);
      assertThat(
              Arrays.copyOfRange(
                  result.values(), (frames - 1) * Part.COLUMNS, result.values().length))
          .containsExactly(last, within(1e-5f));
      for (int frame = 0; frame < frames; frame++) {
        if (result.isPresent(frame, Part.LEFT_HAND)) {
          // Present values lie around 5; a mix with zeros would fall below.
          assertThat(result.at(frame, Part.LEFT_HAND, 3, 0)).isGreaterThan(4f);
        }
      }
    }
  }

  @Test
  void speedStaysWithinItsRangeAndAboveTheMinimum() {
    for (int seed = 0; seed < 50; seed++) {
      int frames =
          apply("type = speed, min = 0.5, max = 2, min-frames = 20", recording(), seed).frames();
      assertThat(frames).isBetween(20, 60);
      assertThat(apply("type = speed, min = 2, max = 2", recording(), seed).frames()).isEqualTo(16);
    }
  }

  @Test
  void affineKeepsTrueShapes() {
    Landmarks landmarks = recording();
    String section = "type = affine, scale = 0, shift = 0, rotation = 30, aspect = 2";
    Landmarks result = apply(section, landmarks, 9);
    double before = distance(landmarks, 2);
    assertThat(distance(result, 2)).isCloseTo(before, within(1e-5 * before));
    assertThat(distance(apply("type = affine, rotation = 0, shift = 0", landmarks, 9), 1))
        .isBetween(0.9 * distance(landmarks, 1), 1.1 * distance(landmarks, 1));
  }

  @Test
  void jitterHasTheDeviationItIsGiven() {
    Landmarks landmarks = recording();
    float[] result = apply("type = jitter, deviation = 0.02", landmarks, 4).values();
    double squares = 0;
    int count = 0;
    for (int i = 0; i < result.length; i++) {
      if (landmarks.values()[i] != 0) {
        squares += Math.pow(result[i] - landmarks.values()[i], 2);
        count++;
      }
    }
    assertThat(Math.sqrt(squares / count)).isCloseTo(0.02, within(0.001));
  }

  @Test
  void handDropoutTakesOneSpanOfOneHandAndNothingElse() {
    Landmarks landmarks = recording();
    String section = "type = hand-dropout, probability = 1, max-frames = 6, max-share = 1";
    for (int seed = 0; seed < 30; seed++) {
      Landmarks result = apply(section, landmarks, seed);
      int changedColumns = 0;
      for (int i = 0; i < result.values().length; i++) {
        if (result.values()[i] != landmarks.values()[i]) {
          assertThat(result.values()[i]).isZero();
          assertThat(i % Part.COLUMNS).isGreaterThanOrEqualTo(Part.LEFT_HAND.column(0, 0));
          changedColumns++;
        }
      }
      assertThat(changedColumns % 63).isZero();
      assertThat(changedColumns / 63).isLessThanOrEqualTo(6);
    }
  }

  @Test
  void framesAreDroppedAllOverTheRecordingAndNeverTwoNeighbours() {
    int[] dropped = new int[FRAMES];
    String section = "type = frame-drop, probability = 1, share = 0.4, min-frames = 24";
    for (int seed = 0; seed < 3000; seed++) {
      Landmarks result = apply(section, recording(), seed);
      assertThat(result.frames()).isBetween(24, FRAMES);
      int last = -1;
      for (int frame = 0, kept = 0; frame < FRAMES; frame++) {
        if (kept < result.frames() && sameFrame(result, kept, frame)) {
          kept++;
        } else {
          dropped[frame]++;
          assertThat(last).isNotEqualTo(frame - 1);
          last = frame;
        }
      }
    }
    double mean = Arrays.stream(dropped).sum() / (FRAMES - 1.0);
    assertThat(mean).isGreaterThan(400);
    assertThat(dropped[0]).isZero();
    assertThat(Arrays.stream(dropped, 1, FRAMES))
        .allSatisfy(count -> assertThat(count / mean).isBetween(0.8, 1.2));
  }

  private static boolean sameFrame(Landmarks result, int at, int frame) {
    return Arrays.equals(
        result.values(),
        at * Part.COLUMNS,
        (at + 1) * Part.COLUMNS,
        recording().values(),
        frame * Part.COLUMNS,
        (frame + 1) * Part.COLUMNS);
  }

  @Test
  void aRangeTheWrongWayRoundIsRefused() {
    TeacherException problem =
        catchThrowableOfType(
            TeacherException.class, () -> apply("type = speed, min = 2, max = 1", recording(), 1));
    assertThat(problem).hasMessageContaining("min is above max");
  }

  private static double distance(Landmarks landmarks, double aspect) {
    double dx = landmarks.at(4, Part.POSE, 11, 0) - landmarks.at(4, Part.POSE, 16, 0);
    double dy = landmarks.at(4, Part.POSE, 11, 1) - landmarks.at(4, Part.POSE, 16, 1);
    return Math.hypot(dx * aspect, dy);
  }

  private static Landmarks apply(String section, Landmarks landmarks, long seed) {
    Augmentation augmentation = new Plugins().create(PluginKind.AUGMENTATION, section);
    return augmentation.apply(landmarks, new SplittableRandom(seed));
  }

  /** Pose everywhere, no face, the left hand in frames 0 to 19, the right hand from 10 on. */
  private static Landmarks recording() {
    SplittableRandom random = new SplittableRandom(7);
    float[] values = new float[FRAMES * Part.COLUMNS];
    for (int frame = 0; frame < FRAMES; frame++) {
      fill(values, frame, Part.POSE, random);
      if (frame < 20) {
        fill(values, frame, Part.LEFT_HAND, random);
      }
      if (frame >= 10) {
        fill(values, frame, Part.RIGHT_HAND, random);
      }
    }
    return new Landmarks(FRAMES, values, 25);
  }

  private static void fill(float[] values, int frame, Part part, SplittableRandom random) {
    int from = frame * Part.COLUMNS + part.column(0, 0);
    for (int i = from; i < from + 3 * part.count(); i++) {
      values[i] = (float) (5 + random.nextDouble());
    }
  }
}
