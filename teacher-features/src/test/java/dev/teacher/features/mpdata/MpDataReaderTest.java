package dev.teacher.features.mpdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.teacher.api.data.LandmarkSource;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Part;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.plugin.LandmarkReader;
import dev.teacher.api.plugin.LandmarkReaderFactory;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.features.Mutations;
import dev.teacher.features.Plugins;
import dev.teacher.features.SharedData;
import dev.teacher.testkit.LandmarkReaderContract;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MpDataReaderTest {
  @TempDir private Path folder;

  private final Plugins plugins = new Plugins();
  private final LandmarkReader reader = plugins.create(PluginKind.LANDMARKS, "type = mp-data");

  @Nested
  class Contract extends LandmarkReaderContract {
    @Override
    protected LandmarkReaderFactory factory() {
      return new MpDataReaderFactory();
    }

    @Override
    protected Path recording(Path place) throws IOException {
      for (int i = 0; i < 3; i++) {
        frame(place, i + ".npy", "(1662,)", 1662, i);
      }
      return place;
    }

    @Override
    protected Optional<Path> features(Path place, float[] values, int columns) throws IOException {
      for (int i = 0; i < values.length / columns; i++) {
        float[] frame = Arrays.copyOfRange(values, i * columns, (i + 1) * columns);
        frame(place, i + ".npy", "(" + columns + ",)", frame);
      }
      return Optional.of(place);
    }
  }

  @Test
  void framesComeInTheOrderOfTheirNumbers() throws IOException {
    for (int i = 11; i >= 0; i--) {
      frame(folder, i + ".npy", i % 2 == 0 ? "(1629,)" : "(1662,)", i % 2 == 0 ? 1629 : 1662, i);
    }
    assertThat(reader.accepts(folder)).isTrue();
    LandmarkSource source = reader.open(folder);
    Landmarks landmarks = source.read();
    assertThat(landmarks.frames()).isEqualTo(12).isEqualTo(source.frames());
    assertThat(landmarks.frameRate()).isEmpty();
    for (int i = 0; i < 12; i++) {
      assertThat(landmarks.at(i, Part.RIGHT_HAND, 20, 2)).isEqualTo(i + 0.25f);
    }
  }

  @Test
  void framesMayBeCountedFromOneAndWithLeadingZeros() throws IOException {
    for (int i = 1; i <= 3; i++) {
      frame(folder, "00" + i + ".npy", "(1629,)", 1629, i);
    }
    assertThat(reader.open(folder).read().at(0, Part.POSE, 0, 0)).isEqualTo(1.25f);
  }

  @Test
  void aMissingFrameIsNamed() throws IOException {
    for (int i : new int[] {0, 1, 2, 4, 10}) {
      frame(folder, i + ".npy", "(1662,)", 1662, i);
    }
    assertProblem("a frame is missing", "3.npy", "4.npy as the next");
    Files.delete(folder.resolve("0.npy"));
    Files.delete(folder.resolve("1.npy"));
    assertProblem("1.npy", "2.npy as the next");
  }

  @Test
  void aFrameThatIsThereTwiceIsNamed() throws IOException {
    frame(folder, "0.npy", "(1662,)", 1662, 0);
    frame(folder, "00.npy", "(1662,)", 1662, 0);
    assertProblem("twice", "0.npy", "00.npy");
  }

  @Test
  void strangeFilesAreNamed() throws IOException {
    frame(folder, "0.npy", "(1662,)", 1662, 0);
    Files.writeString(folder.resolve("notes.txt"), "?");
    Files.createDirectory(folder.resolve("1.npy"));
    assertProblem("something else", "1.npy, notes.txt");
  }

  @Test
  void hiddenFilesAreLeftOutAndToldOnce() throws IOException {
    for (String clip : new String[] {"a", "b"}) {
      Path place = Files.createDirectory(folder.resolve(clip));
      frame(place, "0.npy", "(1662,)", 1662, 0);
      for (String hidden : new String[] {".DS_Store", "._0.npy", "Thumbs.db", "desktop.ini"}) {
        Files.writeString(place.resolve(hidden), "?");
      }
      assertThat(reader.open(place).read().frames()).isEqualTo(1);
    }
    assertThat(plugins.notices())
        .singleElement()
        .asString()
        .contains(".DS_Store", "._0.npy", "Thumbs.db", "desktop.ini", "hidden");
  }

  @Test
  void aFolderOfHiddenFilesAloneIsNoRecording() throws IOException {
    Files.writeString(folder.resolve("._0.npy"), "?");
    assertThat(reader.accepts(folder)).isFalse();
    assertProblem("holds no frames");
  }

  @Test
  void aFrameMayBeALinkButNotToNothing() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path clip = Files.createDirectory(folder.resolve("clip"));
    Path frame = frame(elsewhere, "frame.npy", "(1662,)", 1662, 3);
    LandmarkReaderContract.link(clip.resolve("0.npy"), frame);
    assertThat(reader.open(clip).read().at(0, Part.POSE, 0, 0)).isEqualTo(3.25f);
    Files.delete(frame);
    assertThat(reader.accepts(clip)).isFalse();
    frame(clip, "1.npy", "(1662,)", 1662, 0);
    assertThat(catchThrowableOfType(TeacherException.class, () -> reader.open(clip)))
        .hasMessageContainingAll("something else", "0.npy");
  }

  @Test
  void aFrameOfAnotherShapeIsNamed() throws IOException {
    frame(folder, "0.npy", "(1662,)", 1662, 0);
    frame(folder, "1.npy", "(258,)", 258, 0);
    assertProblem("[258]", "1.npy", "[1662], [1629]");
    frame(folder, "1.npy", "(1, 1662)", 1662, 0);
    assertProblem("[1, 1662]", "1.npy");
  }

  @Test
  void otherFoldersAreNotAccepted() throws IOException {
    Files.createDirectories(folder.resolve("clip/0"));
    frame(folder, "hello.npy", "(1662,)", 1662, 0);
    assertThat(reader.accepts(folder)).isFalse();
    assertThat(reader.accepts(folder.resolve("hello.npy"))).isFalse();
    assertProblem("holds no frames");
  }

  @Test
  void damagedFramesAreReadOrRefused() throws IOException {
    damage(Mutations.FEW);
  }

  @Test
  @Tag("slow")
  void manyDamagedFramesAreReadOrRefused() throws IOException {
    damage(Mutations.MANY);
  }

  private void damage(int count) throws IOException {
    frame(folder, "0.npy", "(1662,)", 1662, 0);
    Path damaged = frame(folder, "1.npy", "(1662,)", 1662, 1);
    Mutations.check(damaged, count, () -> reader.open(folder).read().values());
    for (int i = 0; i < 3; i++) {
      frame(folder, i + ".npy", "(7,)", 7, i);
    }
    Layout layout = Layout.parse("own: body=3, hands=4");
    Mutations.check(damaged, count, () -> reader.openFeatures(folder, layout).read().values());
  }

  @Test
  void realClipsAreRead() throws IOException {
    Path clip = SharedData.folder("mp-data/hello").resolve("0");
    assertThat(reader.accepts(clip)).isTrue();
    LandmarkSource source = reader.open(clip);
    Landmarks landmarks = source.read();
    assertThat(source.frames()).isEqualTo(30);
    byte[] last = Files.readAllBytes(clip.resolve("29.npy"));
    double stored =
        ByteBuffer.wrap(last).order(ByteOrder.LITTLE_ENDIAN).getDouble(last.length - 8 * 1530);
    assertThat(stored).isNotZero();
    assertThat(landmarks.at(29, Part.FACE, 0, 0)).isEqualTo((float) stored);
    assertThat(landmarks.at(0, Part.POSE, 0, 0)).isBetween(0f, 1f);
  }

  /** A frame full of {@code value + 0.25}. */
  private static Path frame(Path folder, String name, String shape, int width, double value)
      throws IOException {
    float[] values = new float[width];
    Arrays.fill(values, (float) value + 0.25f);
    return frame(folder, name, shape, values);
  }

  /** A frame, stored as float64. */
  private static Path frame(Path folder, String name, String shape, float[] values)
      throws IOException {
    String dictionary = "{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + ", }\n";
    ByteBuffer bytes =
        ByteBuffer.allocate(10 + dictionary.length() + 8 * values.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    bytes.put((byte) 1).put((byte) 0).putShort((short) dictionary.length());
    bytes.put(dictionary.getBytes(StandardCharsets.US_ASCII));
    for (float value : values) {
      bytes.putDouble(value);
    }
    return Files.write(folder.resolve(name), bytes.array());
  }

  private void assertProblem(String... texts) {
    TeacherException problem =
        catchThrowableOfType(TeacherException.class, () -> reader.open(folder).read());
    assertThat(problem).isNotNull();
    assertThat(problem.category()).isEqualTo(Category.DATA);
    assertThat(problem).hasMessageContaining(folder.toString());
    for (String text : texts) {
      assertThat(problem).hasMessageContaining(text);
    }
  }
}
