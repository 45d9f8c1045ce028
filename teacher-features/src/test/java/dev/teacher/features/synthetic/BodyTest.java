package dev.teacher.features.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.teacher.api.data.Part;
import dev.teacher.features.augment.MirrorMap;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BodyTest {
  private static final long SEED = 3;
  private static final double TOLERANCE = 1e-9;

  private final Signer signer = Signer.seen(SEED, 0);

  @Test
  void keepsTheLengthOfEveryBone() {
    List<double[]> frames = signing(signer);
    for (Part hand : List.of(Part.LEFT_HAND, Part.RIGHT_HAND)) {
      for (int finger = 0; finger < 5; finger++) {
        assertRigid(frames, hand, 0, hand, 4 * finger + 1);
        for (int joint = 1; joint < 4; joint++) {
          assertRigid(frames, hand, 4 * finger + joint, hand, 4 * finger + joint + 1);
        }
      }
    }
    for (int side = 0; side < 2; side++) {
      assertRigid(frames, Part.POSE, 11 + side, Part.POSE, 13 + side);
      assertRigid(frames, Part.POSE, 13 + side, Part.POSE, 15 + side);
    }
  }

  @Test
  void movesTheFingers() {
    List<Double> reaches = new ArrayList<>();
    for (double[] frame : signing(signer)) {
      reaches.add(distance(frame, Part.RIGHT_HAND, 0, Part.RIGHT_HAND, 12));
    }
    assertThat(reaches.stream().mapToDouble(d -> d).max().orElseThrow())
        .isGreaterThan(1.5 * reaches.stream().mapToDouble(d -> d).min().orElseThrow());
  }

  @Test
  void setsTheHandsOnTheWristsAndTheArmsOnTheShoulders() {
    for (double[] frame : signing(signer)) {
      assertThat(distance(frame, Part.POSE, 15, Part.LEFT_HAND, 0)).isZero();
      assertThat(distance(frame, Part.POSE, 16, Part.RIGHT_HAND, 0)).isZero();
      assertThat(distance(frame, Part.POSE, 11, Part.POSE, 12))
          .isCloseTo(signer.shoulderWidth(), within(TOLERANCE));
    }
  }

  @Test
  void isSymmetricAtRest() {
    double[] points = new double[Part.COLUMNS];
    new Body(signer).write(Posture.rest(), points);
    for (int i = 0; i < Part.LANDMARKS; i++) {
      int partner = 3 * MirrorMap.of(i);
      assertThat(points[3 * i]).isCloseTo(-points[partner], within(TOLERANCE));
      assertThat(points[3 * i + 1]).isCloseTo(points[partner + 1], within(TOLERANCE));
      assertThat(points[3 * i + 2]).isCloseTo(points[partner + 2], within(TOLERANCE));
    }
  }

  @Test
  void setsTheFacesKnownPointsWhereTheyBelong() {
    double[] points = new double[Part.COLUMNS];
    new Body(signer).write(Posture.rest(), points);
    int[] downwards = {10, 105, 159, 145, 1, 0, 13, 14, 17, 152};
    for (int i = 1; i < downwards.length; i++) {
      assertThat(face(points, downwards[i], 1)).isGreaterThan(face(points, downwards[i - 1], 1));
    }
    int[] fromRightToLeft = {234, 33, 133, 362, 263, 454};
    for (int i = 1; i < fromRightToLeft.length; i++) {
      assertThat(face(points, fromRightToLeft[i], 0))
          .isGreaterThan(face(points, fromRightToLeft[i - 1], 0));
    }
    for (int i = 0; i < FaceMesh.POINTS; i++) {
      assertThat(face(points, FaceMesh.NOSE_TIP, 2)).isLessThanOrEqualTo(face(points, i, 2));
    }
  }

  @Test
  void opensTheMouthAndRaisesTheBrows() {
    double[] still = new double[Part.COLUMNS];
    double[] moved = new double[Part.COLUMNS];
    double[] posture = Posture.rest();
    new Body(signer).write(posture, still);
    posture[Posture.MOUTH] = 1;
    posture[Posture.BROWS] = 1;
    new Body(signer).write(posture, moved);
    double opening = face(moved, 14, 1) - face(moved, 13, 1);
    assertThat(opening).isGreaterThan(face(still, 14, 1) - face(still, 13, 1) + 0.015);
    assertThat(face(moved, 105, 1)).isLessThan(face(still, 105, 1) - 0.005);
    assertThat(face(moved, 33, 0)).isEqualTo(face(still, 33, 0));
  }

  private static List<double[]> signing(Signer signer) {
    Lexicon lexicon = new Lexicon(SEED, 12);
    Sentence sentence =
        new Sentence(
            Stream.of(0, 3, 4, 9, 10).map(lexicon::gloss).toList(),
            signer,
            1,
            SplitMix.of(SEED, "test"));
    List<double[]> frames = new ArrayList<>();
    Body body = new Body(signer);
    for (double time = 0; time < sentence.duration(); time += 0.02) {
      double[] points = new double[Part.COLUMNS];
      body.write(sentence.posture(time), points);
      frames.add(points);
    }
    return frames;
  }

  private static void assertRigid(List<double[]> frames, Part a, int i, Part b, int j) {
    double length = distance(frames.get(0), a, i, b, j);
    assertThat(length).isGreaterThan(0.01);
    for (double[] frame : frames) {
      assertThat(distance(frame, a, i, b, j)).isCloseTo(length, within(TOLERANCE));
    }
  }

  private static double distance(double[] points, Part a, int i, Part b, int j) {
    int from = a.column(i, 0);
    int to = b.column(j, 0);
    return Vectors.length(
        Vectors.of(
            points[to] - points[from],
            points[to + 1] - points[from + 1],
            points[to + 2] - points[from + 2]));
  }

  private static double face(double[] points, int index, int coordinate) {
    return points[Part.FACE.column(index, coordinate)];
  }
}
