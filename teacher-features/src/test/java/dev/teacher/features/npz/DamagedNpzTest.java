package dev.teacher.features.npz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.teacher.api.data.Layout;
import dev.teacher.api.data.Part;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.plugin.LandmarkReader;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.features.Mutations;
import dev.teacher.features.Plugins;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that are damaged, or made to do harm. */
class DamagedNpzTest {
  private static final Layout LAYOUT = Layout.parse("own: body=3, hands=4");

  /** 130 MB of landmarks. */
  private static final int MANY_FRAMES = 20_000;

  /** So seldom has a frame numbers, where an archive compresses more than a hundred to one. */
  private static final int EVERY = 160;

  private static final long FREE_BYTES = 64L << 20;

  @TempDir private Path folder;

  private final LandmarkReader reader = reader("");

  @Test
  void aZipBombIsRefused() throws IOException {
    Path file = large(MANY_FRAMES, MANY_FRAMES);
    assertThat(Files.size(file)).isLessThan(200_000);
    assertProblem(file, "far more numbers than its size can hold", "[20000, 1629]", "130320000");
  }

  @Test
  void aRecordingThatCompressesAHundredToOneIsRead() throws IOException {
    Path file = large(MANY_FRAMES, EVERY);
    assertThat(4L * MANY_FRAMES * Part.COLUMNS / Files.size(file)).isGreaterThan(100);
    float[] values = reader.open(file).read().values();
    assertThat(values).hasSize(MANY_FRAMES * Part.COLUMNS);
    SplittableRandom random = new SplittableRandom(1);
    for (int frame = 0; frame < MANY_FRAMES; frame++) {
      for (int column = 0; column < Part.COLUMNS; column++) {
        float expected = frame % EVERY == 1 ? number(random) : 0;
        if (values[frame * Part.COLUMNS + column] != expected) {
          assertThat(values[frame * Part.COLUMNS + column])
              .as("frame %d, column %d", frame, column)
              .isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void aLargeArchiveThatIsDamagedTakesNoMemory() throws IOException {
    Path file = large(MANY_FRAMES, EVERY);
    byte[] sound = Files.readAllBytes(file);
    for (double place : new double[] {0.1, 0.5, 0.99}) {
      byte[] bytes = sound.clone();
      bytes[(int) (place * bytes.length)] ^= 0x10;
      Files.write(file, bytes);
      long before = Mutations.taken();
      assertProblem(file, "a.npz");
      assertThat(Mutations.taken() - before).isLessThan(bytes.length + FREE_BYTES);
    }
  }

  @Test
  void anArrayThatIsLongerThanItsHeaderSaysIsRefusedEarly() throws IOException {
    Path file = large(MANY_FRAMES, EVERY);
    byte[] bytes = Files.readAllBytes(file);
    int directory = bytes.length - 22 - 46 - "a.npy".length();
    ByteBuffer entry = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(entry.getInt(directory)).isEqualTo(0x02014b50);
    entry.putInt(directory + 24, 5000);
    Files.write(file, bytes);
    assertProblem(file, "cut off", "[20000, 1629]");
  }

  @Test
  void thePromiseOfAHeaderIsNotBelieved() throws IOException {
    String promise = "(10000, 1629)";
    byte[] lying =
        new String(Archives.array(10), StandardCharsets.ISO_8859_1)
            .replace("(10, 1629), }   ", promise + ", }")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThat(new String(lying, StandardCharsets.ISO_8859_1)).contains(promise);
    assertProblem(Archives.write(file(), true, lying, "a.npy"), "cut off");
  }

  @ParameterizedTest
  @ValueSource(longs = {100_000_000, 0x7fffffffL, -1, 0x100000001L, 1000})
  void aCountOfEntriesIsNotBelieved(long entries) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(2098).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(2000);
    bytes.putInt(0x06064b50).putLong(44).putShort((short) 45).putShort((short) 45);
    bytes.putInt(0).putInt(0).putLong(entries).putLong(entries).putLong(0).putLong(0);
    bytes.putInt(0x07064b50).putInt(0).putLong(2000).putInt(1);
    bytes.putInt(0x06054b50).putShort((short) -1).putShort((short) -1).putLong(-1).putInt(-1);
    Files.write(file(), bytes.array());
    long before = Mutations.taken();
    assertProblem(file(), "entries in 2098 bytes", Long.toUnsignedString(entries));
    assertThat(Mutations.taken() - before).isLessThan(FREE_BYTES);
  }

  @Test
  void damagedArchivesAreReadOrRefused() throws IOException {
    damage(Mutations.FEW);
  }

  @Test
  @Tag("slow")
  void manyDamagedArchivesAreReadOrRefused() throws IOException {
    damage(Mutations.MANY);
  }

  private void damage(int count) throws IOException {
    byte[] array = Archives.array(3);
    byte[] matrix = Archives.array(new float[7 * 50], 7);
    LandmarkReader second = reader("array = b");
    for (boolean deflated : new boolean[] {false, true}) {
      Path several = Archives.write(file(), deflated, array, "a.npy", "b.npy");
      Mutations.check(several, count, () -> second.open(several).read().values());
      Path features = Archives.write(file(), deflated, matrix, "features.npy");
      Mutations.check(features, count, () -> reader.openFeatures(features, LAYOUT).read().values());
      Mutations.check(
          Archives.write(file(), deflated, array, "a.npy"),
          count,
          (sound, random) -> withDamagedArray(array, deflated, random),
          () -> reader.open(file()).read().values());
    }
  }

  /** A sound archive of a damaged array: no checksum warns. */
  private byte[] withDamagedArray(byte[] array, boolean deflated, SplittableRandom random)
      throws IOException {
    Path file = folder.resolve("inner.npz");
    return Files.readAllBytes(
        Archives.write(file, deflated, Mutations.mutate(array, random), "a.npy"));
  }

  /** Landmarks of which every n-th frame has numbers; the others are zeros. */
  private Path large(int frames, int every) throws IOException {
    byte[] head =
        ("{'descr': '<f4', 'fortran_order': False, 'shape': (" + frames + ", 1629)}\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    SplittableRandom random = new SplittableRandom(1);
    try (OutputStream out = Files.newOutputStream(file());
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("a.npy"));
      zip.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) head.length, 0});
      zip.write(head);
      ByteBuffer frame = ByteBuffer.allocate(4 * Part.COLUMNS).order(ByteOrder.LITTLE_ENDIAN);
      byte[] zeros = new byte[frame.capacity()];
      for (int i = 0; i < frames; i++) {
        frame.clear();
        while (i % every == 1 && frame.hasRemaining()) {
          frame.putFloat(number(random));
        }
        zip.write(i % every == 1 ? frame.array() : zeros);
      }
      zip.closeEntry();
    }
    return file();
  }

  private static float number(SplittableRandom random) {
    return (float) random.nextDouble();
  }

  private Path file() {
    return folder.resolve("a.npz");
  }

  private static LandmarkReader reader(String settings) {
    return new Plugins().create(PluginKind.LANDMARKS, "type = npz\n" + settings);
  }

  private void assertProblem(Path file, String... texts) {
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
