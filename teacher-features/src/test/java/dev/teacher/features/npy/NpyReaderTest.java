package dev.teacher.features.npy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.api.data.LandmarkSource;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Part;
import dev.teacher.api.plugin.LandmarkReader;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.features.Plugins;
import dev.teacher.features.SharedData;
import dev.teacher.features.layout.Presets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyReaderTest {
  private static final int WIDE = 1662;
  @TempDir private Path folder;

  private final LandmarkReader reader = new Plugins().create(PluginKind.LANDMARKS, "type = npy");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<f4", ">f4", "<f8", ">f8", "<f2", ">f2", "|i1", "|u1", "<i2", ">i2", "<u2", "<i4", ">i4",
        "<u4", "<i8", ">i8", "<u8", ">u8"
      })
  void everyNumberTypeGivesTheSameLandmarks(String type) throws IOException {
    Landmarks landmarks = read(1, type, false, "(3, 1629)", values(3, Part.COLUMNS));
    assertThat(landmarks.frames()).isEqualTo(3);
    assertLandmarks(landmarks, Part.COLUMNS);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void everyVersionOfTheFormatIsRead(int version) throws IOException {
    assertLandmarks(
        read(version, "<f4", false, "(3, 1629)", values(3, Part.COLUMNS)), Part.COLUMNS);
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void theVisibilityOfThePoseIsDropped(boolean fortran) throws IOException {
    double[] values = values(3, WIDE);
    double[] stored = fortran ? transposed(values, 3, WIDE) : values;
    assertLandmarks(read(1, "<f4", fortran, "(3, 1662)", stored), WIDE);
  }

  @Test
  void pointsInFortranOrderAreReadPointByPoint() throws IOException {
    double[] values = values(3, Part.COLUMNS);
    double[] stored = new double[values.length];
    for (int frame = 0; frame < 3; frame++) {
      for (int point = 0; point < Part.LANDMARKS; point++) {
        for (int axis = 0; axis < 3; axis++) {
          stored[frame + 3 * (point + Part.LANDMARKS * axis)] =
              values[frame * Part.COLUMNS + 3 * point + axis];
        }
      }
    }
    assertLandmarks(read(1, "<f8", true, "(3, 543, 3)", stored), Part.COLUMNS);
  }

  @Test
  void longRecordingsAreReadInPieces() throws IOException {
    double[] values = values(500, WIDE);
    assertLandmarks(read(1, "<f4", false, "(500, 1662)", values), WIDE);
    assertLandmarks(read(1, "<f8", true, "(500, 1662)", transposed(values, 500, WIDE)), WIDE);
  }

  @Test
  void halvesAndLargeUnsignedNumbersKeepTheirValue() {
    float[] halves = new float[4];
    ByteBuffer raw = ByteBuffer.allocate(8);
    raw.putShort((short) 0x3555).putShort((short) 0x0001).putShort((short) 0xC000);
    raw.putShort((short) 0x7C00).flip();
    new NpyType('f', 2, ByteOrder.BIG_ENDIAN).decode(raw, halves, 0);
    assertThat(halves).containsExactly(0.33325195f, 5.9604645e-8f, -2f, Float.POSITIVE_INFINITY);

    float[] large = new float[1];
    ByteBuffer bits = ByteBuffer.allocate(8).putLong(-1).flip();
    new NpyType('u', 8, ByteOrder.BIG_ENDIAN).decode(bits, large, 0);
    assertThat(large[0]).isEqualTo(0x1p64f);
  }

  @Test
  void aFileIsKnownByItsNameOrItsFirstBytes() throws IOException {
    byte[] good = NpyBytes.zeros("<f4", "(1, 1629)", Part.COLUMNS);
    assertThat(reader.accepts(Files.write(folder.resolve("a.npy"), good))).isTrue();
    assertThat(reader.accepts(Files.write(folder.resolve("b.dat"), good))).isTrue();
    assertThat(reader.accepts(Files.write(folder.resolve("c.dat"), new byte[9]))).isFalse();
    assertThat(reader.accepts(folder)).isFalse();
    assertThat(reader.accepts(folder.resolve("absent.npy"))).isFalse();
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    float[] values = new float[2 * Part.COLUMNS];
    for (int i = 0; i < values.length; i++) {
      values[i] = i * 0.37f - 50;
    }
    Path file = folder.resolve("written.npy");
    NpyWriter.write(file, values, Part.COLUMNS);
    assertThat(reader.open(file).read().values()).containsExactly(values);
    assertThat(Files.size(file) % 64).isEqualTo(2 * Part.COLUMNS * 4 % 64);
  }

  @Test
  void everyRealRecordingIsOpenedAndSomeAreRead() throws IOException {
    Path features = SharedData.folder("real-signs/features");
    List<Path> files;
    try (Stream<Path> listed = Files.walk(features)) {
      files = listed.filter(path -> path.toString().endsWith(".npy")).sorted().toList();
    }
    assertThat(files).hasSize(296);
    for (Path file : files) {
      assertThat(reader.accepts(file)).isTrue();
      assertThat(reader.open(file).frames()).as(file.toString()).isGreaterThan(10);
    }
    Layout wide = Presets.named("mediapipe-1662", "test");
    for (Path file : files.subList(0, 5)) {
      LandmarkSource source = reader.open(file);
      Landmarks landmarks = source.read();
      assertThat(source.location()).isEqualTo(file.toString());
      assertThat(landmarks.frames()).isEqualTo(source.frames());
      assertThat(landmarks.isPresent(0, Part.POSE)).isTrue();
      assertThat(landmarks.at(0, Part.POSE, 0, 0)).isBetween(0f, 1f);

      float[] stored = reader.openFeatures(file, wide).read().values();
      byte[] bytes = Files.readAllBytes(file);
      float[] body = new float[stored.length];
      ByteBuffer.wrap(bytes, bytes.length - 4 * body.length, 4 * body.length)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(body);
      assertThat(stored).isEqualTo(body);
      assertThat(landmarks.at(7, Part.FACE, 467, 2))
          .isEqualTo(stored[7 * WIDE + 132 + 3 * 467 + 2]);
      assertThat(landmarks.at(7, Part.POSE, 32, 1)).isEqualTo(stored[7 * WIDE + 4 * 32 + 1]);
    }
  }

  private Landmarks read(int version, String type, boolean fortran, String shape, double[] values)
      throws IOException {
    byte[] bytes =
        NpyBytes.file(
            version, NpyBytes.dictionary(type, fortran, shape), NpyBytes.array(type, values));
    return reader.open(Files.write(folder.resolve("test.npy"), bytes)).read();
  }

  /** Frame f, column c holds (f * 31 + c) % 97: whole, and another in each neighbouring place. */
  private static double[] values(int frames, int width) {
    double[] values = new double[frames * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i / width * 31 + i % width) % 97;
    }
    return values;
  }

  private static void assertLandmarks(Landmarks landmarks, int width) {
    for (int frame = 0; frame < landmarks.frames(); frame++) {
      for (int column = 0; column < Part.COLUMNS; column++) {
        int stored = column;
        if (width == WIDE) {
          stored = column < 99 ? column / 3 * 4 + column % 3 : column + 33;
        }
        assertThat(landmarks.values()[frame * Part.COLUMNS + column])
            .isEqualTo((frame * 31 + stored) % 97);
      }
    }
  }

  private static double[] transposed(double[] values, int rows, int columns) {
    double[] turned = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      turned[i % columns * rows + i / columns] = values[i];
    }
    return turned;
  }
}
