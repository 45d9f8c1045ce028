package dev.teacher.features.augment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.data.Sample;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.features.Plugins;
import dev.teacher.features.SharedData;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MirrorMapTest {
  @Test
  void mirroringTwiceGivesTheSameLandmark() {
    assertThat(IntStream.range(0, Part.LANDMARKS))
        .allMatch(i -> MirrorMap.of(MirrorMap.of(i)) == i);
  }

  @Test
  void theMiddleLineAndTheNoseStay() {
    assertThat(IntStream.range(0, Part.LANDMARKS).filter(i -> MirrorMap.of(i) == i)).hasSize(29);
    for (int i : new int[] {10, 151, 9, 168, 6, 1, 4, 2, 164, 0, 13, 14, 17, 152}) {
      assertThat(MirrorMap.of(Part.FACE.first() + i)).isEqualTo(Part.FACE.first() + i);
    }
    assertThat(MirrorMap.of(0)).isZero();
  }

  /** Pairs of MediaPipe's published contours: eyes, brows, lips, iris-side corners, oval. */
  @ParameterizedTest
  @CsvSource({
    "33, 263",
    "133, 362",
    "159, 386",
    "145, 374",
    "246, 466",
    "7, 249",
    "173, 398",
    "155, 382",
    "70, 300",
    "63, 293",
    "105, 334",
    "66, 296",
    "107, 336",
    "46, 276",
    "55, 285",
    "61, 291",
    "146, 375",
    "91, 321",
    "84, 314",
    "185, 409",
    "37, 267",
    "78, 308",
    "191, 415",
    "80, 310",
    "82, 312",
    "95, 324",
    "87, 317",
    "109, 338",
    "21, 251",
    "127, 356",
    "234, 454",
    "58, 288",
    "172, 397",
    "148, 377"
  })
  void knownContoursMatch(int right, int left) {
    assertThat(MirrorMap.of(Part.FACE.first() + right)).isEqualTo(Part.FACE.first() + left);
  }

  @Test
  void handsAndPoseSwapSides() {
    assertThat(MirrorMap.of(11)).isEqualTo(12);
    assertThat(MirrorMap.of(32)).isEqualTo(31);
    assertThat(MirrorMap.of(1)).isEqualTo(4);
    assertThat(MirrorMap.of(6)).isEqualTo(3);
    assertThat(MirrorMap.of(Part.LEFT_HAND.first() + 8)).isEqualTo(Part.RIGHT_HAND.first() + 8);
  }

  /**
   * A pair's middle lies on the face's middle line, and its points are as far from it: over many
   * real frames, pairs stay level in directions across the face.
   */
  @Test
  void pairsLieOppositeEachOtherInRealFaces() {
    String root = SharedData.folder("real-signs").toString();
    double[] gaps = new double[Part.FACE.count()];
    int frames = 0;
    for (Sample sample :
        new Plugins()
            .create(PluginKind.CORPUS, "type = phoenix, root = \"" + root + "\"")
            .read("dev")) {
      Landmarks landmarks = sample.landmarks();
      for (int frame = 0; frame < landmarks.frames(); frame += 10) {
        if (landmarks.isPresent(frame, Part.FACE) && isFrontal(landmarks, frame)) {
          addGaps(landmarks, frame, gaps);
          frames++;
        }
      }
    }
    assertThat(frames).isGreaterThan(50);
    for (double gap : gaps) {
      assertThat(gap / frames).isLessThan(0.12);
    }
  }

  private static boolean isFrontal(Landmarks landmarks, int frame) {
    double middle = (x(landmarks, frame, 33) + x(landmarks, frame, 263)) / 2;
    double width = x(landmarks, frame, 263) - x(landmarks, frame, 33);
    return width > 0.02 && Math.abs(x(landmarks, frame, 168) - middle) < 0.05 * width;
  }

  /** How far a pair's middle is from the line between forehead and chin, in eye distances. */
  private static void addGaps(Landmarks landmarks, int frame, double[] gaps) {
    double width = x(landmarks, frame, 263) - x(landmarks, frame, 33);
    double top = y(landmarks, frame, 10);
    double slope =
        (x(landmarks, frame, 152) - x(landmarks, frame, 10)) / (y(landmarks, frame, 152) - top);
    for (int i = 0; i < gaps.length; i++) {
      int partner = MirrorMap.of(Part.FACE.first() + i) - Part.FACE.first();
      double middle = (x(landmarks, frame, i) + x(landmarks, frame, partner)) / 2;
      double level = (y(landmarks, frame, i) + y(landmarks, frame, partner)) / 2;
      double line = x(landmarks, frame, 10) + slope * (level - top);
      gaps[i] += Math.abs(middle - line) / width;
    }
  }

  private static double x(Landmarks landmarks, int frame, int point) {
    return landmarks.at(frame, Part.FACE, point, 0);
  }

  private static double y(Landmarks landmarks, int frame, int point) {
    return landmarks.at(frame, Part.FACE, point, 1);
  }
}
