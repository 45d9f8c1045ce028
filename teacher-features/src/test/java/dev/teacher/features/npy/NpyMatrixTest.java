package dev.teacher.features.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.data.Layout;
import dev.teacher.api.error.TeacherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpyMatrixTest {
  @TempDir private Path folder;

  @Test
  void everyTypeOrderAndVersionGivesTheNumbersOfTheFile() throws IOException {
    double[] values = values(5 * 7);
    for (String type :
        new String[] {
          "<f2", ">f2", "<f4", ">f4", "<f8", ">f8", "|i1", "|u1", "<i2", ">i2", "<u2", ">u2", "<i4",
          ">i4", "<u4", ">u4", "<i8", ">i8", "<u8", ">u8"
        }) {
      for (int version = 1; version <= 3; version++) {
        NpyMatrix plain = matrix(version, type, false, "(5, 7)", values);
        assertThat(plain.rows()).isEqualTo(5);
        assertThat(plain.columns()).isEqualTo(7);
        assertThat(plain.read()).as(type).isEqualTo(floats(values));
        NpyMatrix fortran = matrix(version, type, true, "(5, 7)", transposed(values, 5, 7));
        assertThat(fortran.read()).as(type + " in Fortran order").isEqualTo(floats(values));
      }
    }
  }

  @Test
  void theBitsOfFloat32StayAsTheyAre() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    int[] bits = random.ints(4000).toArray();
    byte[] array = new byte[4 * bits.length];
    for (int i = 0; i < array.length; i++) {
      array[i] = (byte) (bits[i / 4] >>> (8 * (i % 4)));
    }
    byte[] file = NpyBytes.file(1, NpyBytes.dictionary("<f4", false, "(40, 100)"), array);
    float[] read = open(file).read();
    for (int i = 0; i < bits.length; i++) {
      assertThat(Float.floatToRawIntBits(read[i])).isEqualTo(bits[i]);
    }
  }

  @Test
  void wideNumbersAreRoundedToTheNearest() throws IOException {
    double[] wide = {0.1, 1e300, -1e-300, 16_777_217, -0.0, 1e-40};
    assertThat(matrix(1, "<f8", false, "(1, 6)", wide).read())
        .containsExactly(0.1f, Float.POSITIVE_INFINITY, -0f, 16_777_216f, -0f, 1e-40f);
    assertThat(matrix(1, ">i8", false, "(1, 2)", new double[] {16_777_217, -3}).read())
        .containsExactly(16_777_216f, -3f);
  }

  @Test
  void innerIndicesTogetherAreTheColumns() throws IOException {
    double[] values = values(3 * 4 * 5);
    double[] stored = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int z = i % 5;
      int y = i / 5 % 4;
      stored[i / 20 + 3 * (y + 4 * z)] = values[i];
    }
    assertThat(matrix(1, "<f4", true, "(3, 4, 5)", stored).read()).isEqualTo(floats(values));
    assertThat(matrix(1, "<f4", false, "(3, 4, 5)", values).columns()).isEqualTo(20);
    assertThat(matrix(1, "<f4", true, "(60,)", values).read()).isEqualTo(floats(values));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<f4", ">f8", "|u1"})
  void streamedRowsAreThoseOfTheWholeMatrix(String type) throws IOException {
    for (int columns : new int[] {1, 33, 6516, 70_000}) {
      int rows = 400_000 / columns + 1;
      double[] values = values(rows * columns);
      for (boolean fortran : new boolean[] {false, true}) {
        double[] stored = fortran ? transposed(values, rows, columns) : values;
        NpyMatrix matrix = matrix(1, type, fortran, "(" + rows + ", " + columns + ")", stored);
        float[] whole = matrix.read();
        float[] streamed = new float[whole.length];
        int[] next = {0};
        matrix.forEachChunk(
            (first, count, chunk) -> {
              assertThat(first).isEqualTo(next[0]);
              assertThat(count).isPositive();
              next[0] += count;
              System.arraycopy(chunk, 0, streamed, first * columns, count * columns);
            });
        assertThat(next[0]).isEqualTo(rows);
        assertThat(Arrays.equals(streamed, whole)).isTrue();
        assertThat(Arrays.equals(whole, floats(values))).isTrue();
      }
    }
  }

  @Test
  void streamingHandsOverWhatIsNotFiniteAndReadingRefusesIt() throws IOException {
    double[] values = values(4 * 6);
    values[3] = Double.NaN;
    values[15] = Double.NEGATIVE_INFINITY;
    values[22] = 1e39; // infinite as float32
    matrix(1, "<f8", false, "(4, 6)", values);
    NpyFeatures features =
        NpyFeatures.open(
            NpyInput.of(folder.resolve("m.npy")), Layout.parse("own: body=2, hands=4"));
    int[] notFinite = {0};
    features.forEachChunk(
        (first, count, chunk) -> {
          for (int i = 0; i < count * 6; i++) {
            notFinite[0] += Float.isFinite(chunk[i]) ? 0 : 1;
          }
        });
    assertThat(notFinite[0]).isEqualTo(3);
    assertThatThrownBy(features::read)
        .isInstanceOf(TeacherException.class)
        .hasMessageContainingAll("m.npy, frame 0, column 3", "NaN in hands[1]", "finite");
  }

  @Test
  void featuresOfAnotherShapeAreRefusedWithAWayOut() throws IOException {
    Layout layout = Layout.parse("own: body=2, hands=4");
    matrix(1, "<f4", false, "(4, 5)", values(20));
    assertRefused(layout, "shape [frames, 6]", "own: body=2, hands=4", "shape [4, 5]", "width = 5");
    matrix(1, "<f4", false, "(24,)", values(24));
    assertRefused(layout, "shape [frames, 6]", "shape [24]", "a row for each frame");
    matrix(1, "<f4", false, "(6,)", values(6));
    assertRefused(layout, "shape [6]", "a row for each frame");
    matrix(1, "<f4", false, "(2, 2, 3)", values(12));
    assertRefused(layout, "shape [2, 2, 3]", "a row for each frame");
    Files.write(folder.resolve("m.npy"), NpyBytes.zeros("<f4", "(0, 6)", 0));
    assertRefused(layout, "no frames", "[0, 6]");
    matrix(1, "<f4", false, "(1, 1662)", values(1662));
    assertRefused(layout, "1662", "look like landmarks");
    matrix(1, "<f4", false, "(1, 6516)", values(6516));
    assertRefused(layout, "6516", "features.layout = mediapipe-6516");
  }

  private void assertRefused(Layout layout, String... texts) {
    assertThatThrownBy(() -> NpyFeatures.open(NpyInput.of(folder.resolve("m.npy")), layout).read())
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("m.npy")
        .hasMessageContainingAll(texts);
  }

  private NpyMatrix matrix(int version, String type, boolean fortran, String shape, double[] values)
      throws IOException {
    byte[] array = NpyBytes.array(type, values);
    byte[] file = NpyBytes.file(version, NpyBytes.dictionary(type, fortran, shape), array);
    return open(file);
  }

  private NpyMatrix open(byte[] bytes) throws IOException {
    return NpyMatrix.open(NpyInput.of(Files.write(folder.resolve("m.npy"), bytes)));
  }

  private static double[] values(int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = i % 97;
    }
    return values;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  private static double[] transposed(double[] values, int rows, int columns) {
    double[] turned = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      turned[i % columns * rows + i / columns] = values[i];
    }
    return turned;
  }
}
