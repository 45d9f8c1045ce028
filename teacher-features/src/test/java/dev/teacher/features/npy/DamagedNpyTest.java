package dev.teacher.features.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.teacher.api.data.LandmarkSource;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Part;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.NonFiniteException;
import dev.teacher.api.error.TeacherException;
import dev.teacher.features.Mutations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DamagedNpyTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "{'descr': '|O', 'fortran_order': False, 'shape': (2, 1629)} ; pickled Python objects",
        "{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (2,)} ; records",
        "{'descr': '<c8', 'fortran_order': False, 'shape': (2, 1629)} ; no real numbers",
        "{'descr': '|b1', 'fortran_order': False, 'shape': (2, 1629)} ; no real numbers",
        "{'descr': '|f4', 'fortran_order': False, 'shape': (2, 1629)} ; no real numbers",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-2, 1629)} ; a size",
        "{'descr': '<f4', 'fortran_order': False} ; descr, fortran_order and shape",
        "{'descr': '<f4', 'fortran_order': 0, 'shape': (2, 1629)} ; True or False",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1629)} x ; behind the dictionary",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1629), 'more': 1} ; more",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999, 99999999999)} ;"
            + " impossible",
        "__import__('os').system('true') ; '{'",
      })
  void aBadHeaderIsExplained(String dictionary, String expected) throws IOException {
    assertProblem(NpyBytes.file(1, dictionary, new byte[2 * Part.COLUMNS * 4]), expected);
  }

  @Test
  void theWrongShapeIsExplained() throws IOException {
    assertProblem(NpyBytes.zeros("<f4", "(2, 258)", 516), "[2, 258]", "1662");
    assertProblem(NpyBytes.zeros("<f4", "(1629,)", 1629), "[1629]");
    assertProblem(NpyBytes.zeros("<f4", "(0, 1662)", 0), "no frames");
    assertProblem(NpyBytes.zeros("<f4", "(2, 3, 543)", 2 * 1629), "[2, 3, 543]");
  }

  @Test
  void aWrongLengthIsExplained() throws IOException {
    byte[] good = NpyBytes.zeros("<f4", "(2, 1629)", 2 * 1629);
    assertProblem(new byte[0], "an empty file");
    assertProblem("PK\3\4 something".getBytes(StandardCharsets.UTF_8), "not a .npy file");
    assertProblem(Arrays.copyOf(good, 5), "not a .npy file");
    assertProblem(Arrays.copyOf(good, 8), "a header");
    assertProblem(Arrays.copyOf(good, 40), "a header");
    assertProblem(Arrays.copyOf(good, good.length - 1), "cut off", "13032", "13031");
    assertProblem(Arrays.copyOf(good, good.length + 4), "behind its array", "13036");
    good[6] = 9;
    assertProblem(good, "unknown version", "9.0");
  }

  @Test
  void aNumberThatIsNoneIsNamedWithFrameAndColumn() throws IOException {
    byte[] wide = NpyBytes.zeros("<f4", "(400, 1662)", 400 * 1662);
    int start = wide.length - 4 * 400 * 1662;
    ByteBuffer.wrap(wide)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putFloat(start + 4 * (397 * 1662 + 1599), Float.NaN);
    assertProblem(wide, "frame 397, column 1599", "NaN in hands.right[0]");
    LandmarkSource source = NpyLandmarks.open(NpyInput.of(folder.resolve("bad.npy")));
    assertThatThrownBy(source::read).isInstanceOf(NonFiniteException.class);

    byte[] large = NpyBytes.zeros("<f8", "(2, 1629)", 2 * 1629);
    ByteBuffer.wrap(large)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putDouble(large.length - 8 * 1629, -1e300);
    assertProblem(large, "frame 1, column 0", "-Infinity in pose[0]");
  }

  @Test
  void aFileThatChangesBetweenOpeningAndReadingIsNoticed() throws IOException {
    Path file = folder.resolve("changing.npy");
    Files.write(file, NpyBytes.zeros("<f4", "(2, 1629)", 2 * 1629));
    LandmarkSource source = NpyLandmarks.open(NpyInput.of(file));
    Files.write(file, NpyBytes.zeros("<f4", "(3, 1629)", 3 * 1629));
    TeacherException problem = catchThrowableOfType(TeacherException.class, source::read);
    assertThat(problem).hasMessageContaining("changed").hasMessageContaining(file.toString());
  }

  @Test
  void anAbsentFileIsNamed() {
    Path file = folder.resolve("absent.npy");
    TeacherException problem =
        catchThrowableOfType(TeacherException.class, () -> NpyLandmarks.open(NpyInput.of(file)));
    assertThat(problem).hasMessageContaining(file.toString());
    assertThat(problem.category()).isEqualTo(Category.DATA);
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
    String[] types = {"<f4", "<f8", ">f2"};
    Layout layout = Layout.parse("own: body=3, hands=4");
    for (int version = 1; version <= 3; version++) {
      String type = types[version - 1];
      boolean fortran = version == 2;
      Path landmarks = write(version, type, fortran, "(2, 1662)", 2 * 1662);
      Mutations.check(
          landmarks, count, () -> NpyLandmarks.open(NpyInput.of(landmarks)).read().values());
      Path points = write(version, type, fortran, "(2, 543, 3)", 2 * 1629);
      Mutations.check(points, count, () -> NpyLandmarks.open(NpyInput.of(points)).read().values());
      Path features = write(version, type, fortran, "(60, 7)", 420);
      Mutations.check(
          features, count, () -> NpyFeatures.open(NpyInput.of(features), layout).read().values());
    }
  }

  private Path write(int version, String type, boolean fortran, String shape, int elements)
      throws IOException {
    double[] values = new double[elements];
    for (int i = 0; i < elements; i++) {
      values[i] = i * 31 % 97;
    }
    byte[] array = NpyBytes.array(type, values);
    byte[] file = NpyBytes.file(version, NpyBytes.dictionary(type, fortran, shape), array);
    return Files.write(folder.resolve("damaged.npy"), file);
  }

  private void assertProblem(byte[] bytes, String... texts) throws IOException {
    Path file = Files.write(folder.resolve("bad.npy"), bytes);
    TeacherException problem =
        catchThrowableOfType(
            TeacherException.class, () -> NpyLandmarks.open(NpyInput.of(file)).read());
    assertThat(problem).isNotNull();
    assertThat(problem.category()).isEqualTo(Category.DATA);
    assertThat(problem).hasMessageContaining(file.toString());
    for (String text : texts) {
      assertThat(problem).hasMessageContaining(text);
    }
  }
}
