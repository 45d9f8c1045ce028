package dev.teacher.features.pose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.teacher.api.data.LandmarkSource;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Part;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.plugin.LandmarkReader;
import dev.teacher.api.plugin.LandmarkReaderFactory;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.features.Plugins;
import dev.teacher.features.SharedData;
import dev.teacher.testkit.LandmarkReaderContract;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoseReaderTest {
  private static final int POINTS = 576;
  private static final int FACE = 33;
  private static final int LEFT_HAND = 501;

  @TempDir private Path folder;

  private final LandmarkReader reader = new Plugins().create(PluginKind.LANDMARKS, "type = pose");

  @Nested
  class Contract extends LandmarkReaderContract {
    @Override
    protected LandmarkReaderFactory factory() {
      return new PoseReaderFactory();
    }

    @Override
    protected Path recording(Path place) throws IOException {
      return write(place.resolve("recording.pose"), new Landmarks(3, values(3), 25), 640, 480);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void everyVersionGivesTheSameLandmarks(int version) throws IOException {
    Landmarks landmarks = read(file(version, PoseBytes.holistic(468), 3));
    assertThat(landmarks.frames()).isEqualTo(3);
    assertThat(landmarks.frameRate()).hasValue(24);
    for (int frame = 0; frame < 3; frame++) {
      assertPoint(landmarks, frame, Part.POSE, 32, 32);
      assertPoint(landmarks, frame, Part.FACE, 0, FACE);
      assertPoint(landmarks, frame, Part.FACE, 467, FACE + 467);
      assertPoint(landmarks, frame, Part.RIGHT_HAND, 20, 542);
      assertThat(landmarks.isPresent(frame, Part.LEFT_HAND)).isEqualTo(frame != 1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void irisesAreLeftOut(int version) throws IOException {
    Landmarks landmarks = read(file(version, PoseBytes.holistic(478), 2));
    assertPoint(landmarks, 1, Part.FACE, 467, FACE + 467);
    assertPoint(landmarks, 0, Part.LEFT_HAND, 0, LEFT_HAND + 10);
  }

  @Test
  void pointsAreFoundByTheirNamesInAnyOrder() throws IOException {
    List<PoseBytes.Component> components = new ArrayList<>(PoseBytes.holistic(468));
    Collections.reverse(components);
    List<String> reversed = new ArrayList<>(PoseBytes.hand());
    Collections.reverse(reversed);
    components.set(1, new PoseBytes.Component("RIGHT_HAND_LANDMARKS", "XYZC", reversed));
    Landmarks landmarks = read(file(2, components, 1));
    assertPoint(landmarks, 0, Part.RIGHT_HAND, 20, 33);
    assertPoint(landmarks, 0, Part.RIGHT_HAND, 0, 33 + 20);
    assertPoint(landmarks, 0, Part.POSE, 0, POINTS - 33);
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "2"})
  void aFractionOfAFrameASecondIsKeptWhereTheFormatHasIt(int version) throws IOException {
    Path file = folder.resolve("rate.pose");
    Landmarks written = new Landmarks(2, values(2), 29.97);
    write(file, written, 100, 100);
    assertThat(reader.open(file).read().frameRate().orElseThrow()).isCloseTo(29.97, within(1e-5));
    assertThat(read(file(version, PoseBytes.holistic(468), 1)).frameRate()).hasValue(24);
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    float[] values = values(5);
    for (int i = 0; i < 3 * Part.LEFT_HAND.count(); i++) {
      values[2 * Part.COLUMNS + Part.LEFT_HAND.column(0, 0) + i] = 0;
    }
    Path file = write(folder.resolve("written.pose"), new Landmarks(5, values, 0), 1280, 719);
    Landmarks read = reader.open(file).read();
    assertThat(read.frameRate()).isEmpty();
    assertThat(read.isPresent(2, Part.LEFT_HAND)).isFalse();
    assertThat(read.values()).hasSameSizeAs(values);
    for (int i = 0; i < values.length; i++) {
      assertThat(read.values()[i]).isCloseTo(values[i], within(2e-7f * Math.abs(values[i])));
    }
  }

  @Test
  void aFileIsKnownByItsNameOrItsFirstBytes() throws IOException {
    byte[] good = file(1, PoseBytes.holistic(468), 1);
    assertThat(reader.accepts(Files.write(folder.resolve("a.POSE"), new byte[1]))).isTrue();
    assertThat(reader.accepts(Files.write(folder.resolve("b.dat"), good))).isTrue();
    assertThat(reader.accepts(Files.write(folder.resolve("c.dat"), new byte[99]))).isFalse();
    assertThat(reader.accepts(folder)).isFalse();
  }

  @Test
  void aRealRecordingIsRead() throws IOException {
    Path file = SharedData.folder("pose").resolve("openpose-example.pose");
    LandmarkSource source = reader.open(file);
    assertThat(source.frames()).isEqualTo(97);
    Landmarks landmarks = source.read();
    assertThat(landmarks.frameRate()).hasValue(25);
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer body = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int start = bytes.length - 97 * 576 * 4 * 4;
    float x = body.getFloat(start + 4 * 3 * (96 * 576 + FACE + 1));
    assertThat(landmarks.at(96, Part.FACE, 1, 0)).isEqualTo(x / 320).isBetween(0.3f, 0.7f);
    int missing = 0;
    for (int frame = 0; frame < 97; frame++) {
      missing += landmarks.isPresent(frame, Part.LEFT_HAND) ? 0 : 1;
      assertThat(landmarks.isPresent(frame, Part.POSE)).isTrue();
      // MediaPipe's depth is of the order of the picture's width, which is 1 here.
      assertThat(landmarks.at(frame, Part.POSE, 0, 2)).isBetween(-3f, -0.3f);
    }
    assertThat(missing).isEqualTo(52);
  }

  @ParameterizedTest
  @ValueSource(strings = {"essen", "kinder", "kleine", "pizza", "mediapipe"})
  void realRecordingsOfFewerPointsAreRefusedByName(String name) {
    Path file = SharedData.folder("pose").resolve(name + ".pose");
    assertThatThrownBy(() -> reader.open(file))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("25 of 33 points of POSE_LANDMARKS (NOSE, LEFT_EYE_INNER")
        .hasMessageContaining("340 of 468 points of FACE_LANDMARKS (1, 2, 3")
        .hasMessageContaining("LEFT_HAND_LANDMARKS (21 points, XYZC)");
  }

  private Landmarks read(byte[] bytes) throws IOException {
    return reader.open(Files.write(folder.resolve("test.pose"), bytes)).read();
  }

  private static Path write(Path file, Landmarks landmarks, int width, int height)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      PoseWriter.write(out, landmarks, width, height);
    }
    return file;
  }

  private static float[] values(int frames) {
    float[] values = new float[frames * Part.COLUMNS];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 37 % 1013) / 1000f - 0.2f;
    }
    return values;
  }

  /** 24 frames a second, 200 x 100 pixels; the left hand is missing in frame 1, full of NaN. */
  private static byte[] file(int version, List<PoseBytes.Component> components, int frames) {
    PoseBytes bytes = new PoseBytes().header(version / 10f, 200, 100, components);
    int points = PoseBytes.points(components);
    int leftHand = points == POINTS ? LEFT_HAND : LEFT_HAND + 10;
    if (version == 2) {
      bytes.f32(24).u32(frames).u16(1);
    } else {
      bytes.u16(24, frames);
      if (version == 1) {
        bytes.u16(1);
      }
    }
    for (int frame = 0; frame < frames; frame++) {
      if (version == 0) {
        bytes.u16(1, 7);
      }
      for (int point = 0; point < points; point++) {
        boolean missing = frame == 1 && point >= leftHand && point < leftHand + 21;
        float x = missing ? Float.NaN : 1 + frame + point;
        bytes.f32(x, 2 * x, 0.01f * x);
        if (version == 0) {
          bytes.f32(missing ? 0 : 0.5f);
        }
      }
    }
    if (version > 0) {
      for (int i = 0; i < frames * points; i++) {
        boolean missing = i / points == 1 && i % points >= leftHand && i % points < leftHand + 21;
        bytes.f32(missing ? 0 : 0.5f);
      }
    }
    return bytes.array();
  }

  private static void assertPoint(
      Landmarks landmarks, int frame, Part part, int landmark, int stored) {
    float x = 1f + frame + stored;
    assertThat(landmarks.at(frame, part, landmark, 0)).isEqualTo(x / 200);
    assertThat(landmarks.at(frame, part, landmark, 1)).isEqualTo(2 * x / 100);
    assertThat(landmarks.at(frame, part, landmark, 2)).isEqualTo(0.01f * x);
  }
}
