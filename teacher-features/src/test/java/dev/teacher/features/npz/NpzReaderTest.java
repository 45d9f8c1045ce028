package dev.teacher.features.npz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.teacher.api.data.LandmarkSource;
import dev.teacher.api.data.Layout;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.plugin.FrameFiles;
import dev.teacher.api.plugin.LandmarkReader;
import dev.teacher.api.plugin.LandmarkReaderFactory;
import dev.teacher.api.plugin.PluginContext;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.Registry;
import dev.teacher.features.Plugins;
import dev.teacher.testkit.LandmarkReaderContract;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpzReaderTest {
  @TempDir private Path folder;

  private final LandmarkReader reader = reader("");

  @Nested
  class Contract extends LandmarkReaderContract {
    @Override
    protected LandmarkReaderFactory factory() {
      return new NpzReaderFactory();
    }

    @Override
    protected Path recording(Path place) throws IOException {
      byte[] array = Archives.array(3);
      return Archives.write(place.resolve("recording.npz"), true, array, "landmarks.npy");
    }

    @Override
    protected Optional<Path> features(Path place, float[] values, int columns) throws IOException {
      byte[] array = Archives.array(values, columns);
      Path file = place.resolve("features.npz");
      return Optional.of(Archives.write(file, true, array, "other.npy", "features.npy"));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theOnlyArrayIsRead(boolean deflated) throws IOException {
    Path file = Archives.write(file(), deflated, Archives.array(400), "arr_0.npy");
    LandmarkSource source = reader.open(file);
    assertThat(source.frames()).isEqualTo(400);
    assertThat(source.location()).contains(file.toString(), "arr_0");
    assertThat(source.read().values()).isEqualTo(Archives.values(400));
  }

  @Test
  void theKeyChoosesAmongSeveralArrays() throws IOException {
    Path file = Archives.write(file(), true, Archives.array(2), "a.npy", "b.npy");
    assertThat(reader("array = b").open(file).location()).endsWith("b");
    assertThat(reader("array = a.npy").open(file).read().frames()).isEqualTo(2);
    assertProblem(reader, file, "several arrays", "a, b", "array = NAME");
    assertProblem(reader("array = c"), file, "lacks an array", "an array c", "a, b");
  }

  @Test
  void ofSeveralArraysThatWithTheUsualNameIsRead() throws IOException {
    byte[] features = Archives.array(new float[2 * 7], 7);
    Path file = file();
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : new String[] {"landmarks.npy", "features.npy", "labels.npy"}) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(name.equals("features.npy") ? features : Archives.array(3));
        zip.closeEntry();
      }
    }
    assertThat(reader.open(file).frames()).isEqualTo(3);
    Layout layout = Layout.parse("own: all=7");
    assertThat(reader.openFeatures(file, layout).frames()).isEqualTo(2);
    assertThat(reader("array = labels").open(file).location()).endsWith("labels");
  }

  @Test
  void anExperimentNamesTheArray() throws IOException {
    Path file = Archives.write(file(), true, Archives.array(2), "a.npy", "b.npy");
    PluginContext context = new PluginContext(Registry.ofClassPath(), notice -> {});
    Config section = ConfigFactory.parseString("type = npz, array = b");
    assertThat(new FrameFiles(context, List.of(section)).open(file).location()).endsWith("b");
    assertThatThrownBy(() -> new FrameFiles(context).open(file))
        .hasMessageContaining("corpus.readers = [ { type = npz, array = NAME } ]");
    assertThatThrownBy(() -> new FrameFiles(context, List.of(section, section)))
        .hasMessageContaining("two sections are of the landmark reader npz");
    Config typo = ConfigFactory.parseString("type = npz, arry = b");
    assertThatThrownBy(() -> new FrameFiles(context, List.of(typo)))
        .hasMessageContainingAll("corpus.readers[0].arry", "array");
  }

  @Test
  void membersThatAreNoArraysAreNotCounted() throws IOException {
    byte[] array = Archives.array(2);
    assertThat(
            reader
                .open(Archives.write(file(), true, array, "readme.txt", "x/", "b.npy"))
                .read()
                .frames())
        .isEqualTo(2);
    assertProblem(
        reader, Archives.write(file(), true, array, "readme.txt"), "holds no array", "none");
  }

  @Test
  void whatIsInTheArrayIsCheckedAsInAFileOfItsOwn() throws IOException {
    byte[] objects =
        new String(Archives.array(2), StandardCharsets.ISO_8859_1)
            .replace("'<f4'", "'|O' ")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertProblem(reader, Archives.write(file(), true, objects, "a.npy"), "pickled");
    byte[] array = Archives.array(2);
    byte[] cut = Arrays.copyOf(array, array.length - 4);
    assertProblem(reader, Archives.write(file(), true, cut, "a.npy"), "cut off", "a.npz, array a");
    byte[] longer = Arrays.copyOf(array, array.length + 4);
    assertProblem(reader, Archives.write(file(), true, longer, "a.npy"), "behind its array");
  }

  @Test
  void aChangedByteIsFoundByItsChecksum() throws IOException {
    Path file = Archives.write(file(), false, Archives.array(4), "a.npy");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    assertProblem(reader, Files.write(file, bytes), "checksum");
  }

  @Test
  void whatIsNoArchiveIsRefused() throws IOException {
    assertProblem(reader, Files.writeString(file(), "no archive"), "cannot read a .npz file");
    assertProblem(reader, Files.write(file(), new byte[0]), "cannot read a .npz file");
    assertThat(reader.accepts(folder)).isFalse();
    byte[] array = Archives.array(1);
    Path unnamed = Archives.write(folder.resolve("b.dat"), true, array, "a.npy");
    assertThat(reader.accepts(unnamed)).isTrue();
    assertThat(reader.accepts(Archives.write(unnamed, true, array, "a.txt"))).isFalse();
  }

  private Path file() {
    return folder.resolve("a.npz");
  }

  private static LandmarkReader reader(String settings) {
    return new Plugins().create(PluginKind.LANDMARKS, "type = npz\n" + settings);
  }

  private static void assertProblem(LandmarkReader reader, Path file, String... texts) {
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
