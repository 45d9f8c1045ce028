package dev.teacher.features.pose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.plugin.LandmarkReader;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.features.Mutations;
import dev.teacher.features.Plugins;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedPoseTest {
  private static final List<PoseBytes.Component> HOLISTIC = PoseBytes.holistic(468);
  private static final int POINTS = PoseBytes.points(HOLISTIC);

  @TempDir private Path folder;

  private final LandmarkReader reader = new Plugins().create(PluginKind.LANDMARKS, "type = pose");

  @Test
  void aFileOfOpenPoseIsRefusedWithWhatItHolds() throws IOException {
    List<String> points = List.of("Nose", "Neck");
    List<PoseBytes.Component> openPose =
        List.of(
            new PoseBytes.Component("pose_keypoints_2d", "XYC", points),
            new PoseBytes.Component("hand_left_keypoints_2d", "XYC", points));
    assertProblem(
        new PoseBytes().header(0.1f, 200, 100, openPose).u16(25, 1, 1).array(),
        "missing: POSE_LANDMARKS; FACE_LANDMARKS; LEFT_HAND_LANDMARKS; RIGHT_HAND_LANDMARKS",
        "there: pose_keypoints_2d (2 points, XYC)");
  }

  @Test
  void landmarksWithoutDepthAreRefused() throws IOException {
    List<PoseBytes.Component> flat = new ArrayList<>(HOLISTIC);
    flat.set(0, new PoseBytes.Component("POSE_LANDMARKS", "XYC", PoseBytes.pose()));
    assertProblem(
        new PoseBytes().header(0.1f, 200, 100, flat).u16(25, 1, 1).array(),
        "x, y, z of POSE_LANDMARKS, whose format is XYC");
    flat.set(0, new PoseBytes.Component("POSE_LANDMARKS", "XYZ", PoseBytes.pose()));
    assertProblem(new PoseBytes().header(0.1f, 9, 9, flat).array(), "a format such as XYZC");
  }

  @Test
  void twoComponentsOfOneNameAreRefused() throws IOException {
    List<PoseBytes.Component> twice = new ArrayList<>(HOLISTIC);
    twice.add(HOLISTIC.get(0));
    assertProblem(
        new PoseBytes().header(0.1f, 200, 100, twice).array(),
        "one group of points POSE_LANDMARKS");
  }

  @Test
  void morePeopleThanOneAreRefused() throws IOException {
    assertProblem(header(0.1f).u16(25, 1, 2).array(), "one person", "2 in the recording");
    assertProblem(header(0.2f).f32(25).u32(1).u16(0).array(), "one person", "0 in the recording");
    byte[] loose = header(0).u16(25, 2).u16(0).u16(3).array();
    assertProblem(loose, "3 in frame 1");
  }

  @Test
  void framesWithoutAPersonHaveNoParts() throws IOException {
    Path file = Files.write(folder.resolve("a.pose"), header(0).u16(25, 2).u16(0, 0).array());
    Landmarks landmarks = reader.open(file).read();
    assertThat(landmarks.frames()).isEqualTo(2);
    assertThat(landmarks.values()).containsOnly(0);
  }

  @Test
  void aPromiseOfFramesIsNotBelieved() throws IOException {
    PoseBytes empty = header(0).u16(25, 65535);
    for (int i = 0; i < 65535; i++) {
      empty.u16(0);
    }
    assertProblem(empty.array(), "65535 frames of landmarks");
    assertProblem(header(0).u16(25, 65535).u16(0).array(), "65535 frames", "2 bytes");
    assertProblem(header(0.2f).f32(25).u32(-1).u16(1).array(), "4294967295 frames");
    assertProblem(header(0.1f).u16(25, 7, 1).array(), "7 frames", "0 bytes, 0 frames");
    assertProblem(header(0.1f).u16(25, 0, 1).array(), "no frames");
  }

  @Test
  void aFrameCountThatDidNotFitItsSixteenBitsIsWorkedOut() throws IOException {
    byte[] bytes = sound(0.1f, 0);
    Path file = Files.write(folder.resolve("long.pose"), bytes);
    assertThat(reader.open(file).read().frames()).isEqualTo(1);
  }

  @Test
  void aFileThatIsCutOffOrTooLongIsRefused() throws IOException {
    byte[] good = sound(0.2f, 1);
    assertProblem(Arrays.copyOf(good, good.length - 1), "1 frames", "0 frames and 9215 bytes");
    assertProblem(Arrays.copyOf(good, good.length + 4), "1 frames and 4 bytes");
    assertProblem(Arrays.copyOf(good, 100), "the file ends at byte 100");
    assertProblem(new byte[0], "the file ends at byte 0");
  }

  @Test
  void aBadHeaderIsExplained() throws IOException {
    assertProblem(header(0.3f).array(), "unknown version", "0.3");
    assertProblem(header(Float.NaN).array(), "unknown version", "NaN");
    assertProblem(
        new PoseBytes().header(0.1f, 0, 100, HOLISTIC).array(), "1 x 1 pixels", "0 x 100");
    assertProblem(new PoseBytes().f32(0.1f).u16(9, 9, 9, 0).array(), "1 to 64 groups");
    assertProblem(new PoseBytes().f32(0.1f).u16(9, 9, 9, 65535).array(), "1 to 64 groups");
    assertProblem(header(0.2f).f32(Float.NaN).u32(1).u16(1).array(), "a frame rate", "NaN");
    assertProblem(header(0.2f).f32(-1).u32(1).u16(1).array(), "a frame rate");
  }

  @Test
  void aNumberThatIsNoneIsNamedWithFrameAndPoint() throws IOException {
    byte[] bytes = sound(0.2f, 1);
    ByteBuffer body = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int start = bytes.length - POINTS * 4 * 4;
    body.putFloat(start + 4 * (3 * 15 + 1), Float.NaN);
    assertProblem(bytes, "frame 0", "NaN as y of POSE_LANDMARKS LEFT_WRIST");
    body.putFloat(start + 4 * (3 * 15 + 1), 1);
    body.putFloat(start + 4 * (3 * POINTS + 33), Float.NaN);
    assertProblem(bytes, "NaN as confidence of FACE_LANDMARKS 0");
    body.putFloat(start + 4 * (3 * POINTS + 33), 1);
    body.putFloat(start + 4 * 3 * (POINTS - 1), Float.NaN); // POSE_WORLD_LANDMARKS
    Path file = Files.write(folder.resolve("a.pose"), bytes);
    assertThat(reader.open(file).read().frames()).isEqualTo(1);
  }

  @Test
  void numbersThatAreNotThoseOfMediaPipeAreRefused() throws IOException {
    byte[] bytes = sound(0.2f, 1);
    ByteBuffer body = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int wrist = bytes.length - POINTS * 4 * 4 + 4 * 3 * 15;
    body.putFloat(wrist + 8, 625.5f);
    assertProblem(bytes, "frame 0", "625.5", "z of POSE_LANDMARKS LEFT_WRIST", "normalised");
    body.putFloat(wrist + 8, -0.5f);
    body.putFloat(wrist, -30_000);
    assertProblem(bytes, "-150.0 widths", "x of POSE_LANDMARKS LEFT_WRIST", "200 x 100");
    body.putFloat(wrist, 600);
    assertThat(
            reader
                .open(Files.write(folder.resolve("a.pose"), bytes))
                .read()
                .at(0, Part.POSE, 15, 0))
        .isEqualTo(3);
  }

  @Test
  void damagedFilesAreReadOrRefused() throws IOException {
    damage(Mutations.FEW);
  }

  @Test
  @Tag("slow")
  void manyDamagedFilesAreReadOrRefused() throws IOException {
    damage(Mutations.MANY);
  }

  private void damage(int count) throws IOException {
    Path file = folder.resolve("a.pose");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    float[] values = new float[2 * Part.COLUMNS];
    Arrays.fill(values, 0.5f);
    PoseWriter.write(out, new Landmarks(2, values, 25), 640, 480);
    float[] ones = new float[4 * POINTS];
    Arrays.fill(ones, 1);
    byte[][] versions = {
      out.toByteArray(),
      sound(0.1f, 1),
      header(0).u16(25, 3).u16(1, 0).f32(ones).u16(0).u16(1, 0).f32(ones).array(),
    };
    for (byte[] sound : versions) {
      Files.write(file, sound);
      Mutations.check(file, count, () -> reader.open(file).read().values());
    }
  }

  private static PoseBytes header(float version) {
    return new PoseBytes().header(version, 200, 100, HOLISTIC);
  }

  /** One frame, all numbers 1. */
  private static byte[] sound(float version, int declared) {
    PoseBytes bytes = header(version);
    if (version == 0.2f) {
      bytes.f32(25).u32(declared).u16(1);
    } else {
      bytes.u16(25, declared, 1);
    }
    float[] ones = new float[4 * POINTS];
    Arrays.fill(ones, 1);
    return bytes.f32(ones).array();
  }

  private void assertProblem(byte[] bytes, String... texts) throws IOException {
    Path file = Files.write(folder.resolve("bad.pose"), bytes);
    TeacherException problem =
        catchThrowableOfType(TeacherException.class, () -> reader.open(file).read());
    assertThat(problem).isNotNull();
    assertThat(problem.category()).isEqualTo(Category.DATA);
    assertThat(problem).hasMessageContaining(file.toString());
    for (String text : texts) {
      assertThat(problem).hasMessageContaining(text);
    }
  }
}
