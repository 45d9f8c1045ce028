package dev.teacher.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.teacher.api.data.LandmarkSource;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.plugin.LandmarkReader;
import dev.teacher.api.plugin.LandmarkReaderFactory;
import dev.teacher.api.plugin.PluginKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every reader of landmarks must do. Override {@link #factory} and {@link #recording}: a
 * recording in the reader's format.
 */
public abstract class LandmarkReaderContract
    extends PluginContract<LandmarkReader, LandmarkReaderFactory> {
  private static final int MUTATIONS = 300;

  @TempDir Path folder;

  protected LandmarkReaderContract() {
    super(PluginKind.LANDMARKS);
  }

  /**
   * Writes a small recording, the same each time.
   *
   * @param place an empty folder to write to
   * @return the file or folder that the reader is given
   */
  protected abstract Path recording(Path place) throws IOException;

  @Test
  public final void itKnowsItsFormat() throws IOException {
    Path other = Files.writeString(folder.resolve("notes.txt"), "nothing to see");
    assertThat(plugin().accepts(other)).isFalse();
    assertThat(plugin().accepts(folder.resolve("missing"))).isFalse();
    assertThat(plugin().accepts(written())).isTrue();
  }

  @Test
  public final void framesAreKnownBeforeReadingAndNumbersAreFinite() throws IOException {
    LandmarkSource source = plugin().open(written());
    Landmarks landmarks = source.read();
    assertThat(landmarks.frames()).isPositive().isEqualTo(source.frames());
    Numbers.requireFinite(landmarks.values(), source.location());
  }

  @Test
  public final void readingAgainGivesTheSame() throws IOException {
    LandmarkSource source = plugin().open(written());
    assertThat(source.read().values()).isEqualTo(source.read().values());
  }

  @Test
  public final void theLocationNamesTheFile() throws IOException {
    Path path = written();
    assertThat(plugin().open(path).location()).contains(path.getFileName().toString());
  }

  @Test
  public final void aMissingFileIsADataProblemThatNamesIt() {
    assertThatThrownBy(() -> plugin().open(folder.resolve("missing.file")).read())
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.DATA))
        .hasMessageContaining("missing.file");
  }

  @Test
  public final void aDamagedFileIsReadOrRefused() throws IOException {
    Path file = written();
    assumeTrue(Files.isRegularFile(file), "the format is a folder of files");
    byte[] sound = Files.readAllBytes(file);
    LandmarkReader plugin = plugin();
    for (int seed = 0; seed < MUTATIONS; seed++) {
      Files.write(file, mutated(sound, new SplittableRandom(seed)));
      try {
        plugin.accepts(file);
        plugin.open(file).read();
      } catch (TeacherException e) {
        assertThat(e.category()).as("seed %d: %s", seed, e.getMessage()).isEqualTo(Category.DATA);
      } catch (RuntimeException | Error e) {
        fail("seed " + seed, e);
      }
    }
  }

  /** Some bytes changed, mostly among the first, or the end cut off. */
  private static byte[] mutated(byte[] sound, SplittableRandom random) {
    byte[] bytes = sound.clone();
    if (random.nextInt(4) == 0) {
      return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
    int reach = random.nextBoolean() ? Math.min(200, bytes.length) : bytes.length;
    for (int n = random.nextInt(1, 5); n > 0; n--) {
      bytes[random.nextInt(reach)] = (byte) random.nextInt();
    }
    return bytes;
  }

  private Path written() throws IOException {
    return recording(Files.createDirectory(folder.resolve("recording")));
  }
}
