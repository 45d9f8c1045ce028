package dev.teacher.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.fail;

import dev.teacher.api.data.FrameSource;
import dev.teacher.api.data.Frames;
import dev.teacher.api.data.LandmarkSource;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Layout;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.plugin.LandmarkReader;
import dev.teacher.api.plugin.LandmarkReaderFactory;
import dev.teacher.api.plugin.PluginKind;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/**
 * What every reader of landmarks must do. Override {@link #factory} and {@link #recording}: a
 * recording in the reader's format; and {@link #features} if the format can hold ready features.
 */
public abstract class LandmarkReaderContract
    extends PluginContract<LandmarkReader, LandmarkReaderFactory> {
  private static final int MUTATIONS = 300;
  private static final Layout LAYOUT = Layout.parse("own: body=3, hands=4");

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

  /**
   * Writes ready features, float32 [frames, columns].
   *
   * @param place an empty folder to write to
   * @param values row-major, a row for each frame
   * @param columns of a row
   * @return the file or folder that the reader is given; empty if the format holds landmarks only,
   *     whose reader must then refuse to open features
   */
  protected Optional<Path> features(Path place, float[] values, int columns) throws IOException {
    return Optional.empty();
  }

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

  @ParameterizedTest
  @ValueSource(strings = {"a name with blanks", "50% #1 & 'more' ~$HOME {x} [y]", "Gebärde 手語 é"})
  public final void placesOfAnyNameAreRead(String name) throws IOException {
    Path place;
    try {
      place = folder.resolve(name);
    } catch (InvalidPathException e) {
      throw new TestAbortedException("the locale of this system has no such names: " + name, e);
    }
    Path recording = recording(Files.createDirectory(place));
    assertThat(plugin().accepts(recording)).isTrue();
    LandmarkSource source = plugin().open(recording);
    assertThat(source.location()).contains(name);
    assertThat(source.read().values()).isEqualTo(plugin().open(written()).read().values());
  }

  @Test
  public final void aLinkIsReadLikeWhatItLeadsTo() throws IOException {
    Path recording = written();
    String name = "link to " + recording.getFileName();
    Path link = link(folder.resolve(name), recording);
    assertThat(plugin().accepts(link)).isTrue();
    assertThat(plugin().open(link).location()).contains(name);
    assertThat(plugin().open(link).read().values())
        .isEqualTo(plugin().open(recording).read().values());
  }

  @Test
  public final void whatCannotBeWrittenCanBeRead() throws IOException {
    Path recording = written();
    float[] values = plugin().open(recording).read().values();
    List<Path> locked;
    try (Stream<Path> walk = Files.walk(recording.getParent())) {
      locked = walk.toList();
    }
    locked.forEach(path -> assertThat(path.toFile().setReadOnly()).as(path.toString()).isTrue());
    try {
      assertThat(plugin().accepts(recording)).isTrue();
      assertThat(plugin().open(recording).read().values()).isEqualTo(values);
    } finally {
      locked.forEach(path -> assertThat(path.toFile().setWritable(true)).isTrue());
    }
  }

  /** Makes a link; skips the test where the system makes none. */
  public static Path link(Path link, Path target) throws IOException {
    try {
      return Files.createSymbolicLink(link, target);
    } catch (UnsupportedOperationException | FileSystemException e) {
      throw new TestAbortedException("this system makes no links (Windows wants a privilege)", e);
    }
  }

  @Test
  public final void nothingStaysOpen() throws IOException {
    Path recording = written();
    plugin().accepts(recording);
    plugin().open(recording).read();
    Path moved = Files.move(recording, folder.resolve("moved"));
    assertThat(moved).exists();
    assertThat(OpenFiles.below(folder)).isEmpty();
  }

  @Test
  public final void aMissingFileIsADataProblemThatNamesIt() {
    assertThatThrownBy(() -> plugin().open(folder.resolve("missing.file")).read())
        .isInstanceOfSatisfying(
            TeacherException.class, e -> assertThat(e.category()).isEqualTo(Category.DATA))
        .hasMessageContaining("missing.file");
  }

  @Test
  public final void readyFeaturesAreReadAsTheyAreOrRefused() throws IOException {
    float[] values = values();
    Optional<Path> path = written(values);
    if (path.isEmpty()) {
      refused(written(), LAYOUT, "ready features", "own: body=3, hands=4");
      return;
    }
    assertThat(plugin().accepts(path.get())).isTrue();
    assertThat(plugin().columns(path.get())).hasValue(LAYOUT.width());
    FrameSource source = plugin().openFeatures(path.get(), LAYOUT);
    assertThat(source.layout()).isEqualTo(LAYOUT);
    assertThat(source.frames()).isEqualTo(values.length / LAYOUT.width());
    assertThat(source.location()).contains(path.get().getFileName().toString());
    for (Frames frames : List.of(source.read(), source.read())) {
      assertThat(frames.layout()).isEqualTo(LAYOUT);
      assertThat(frames.frames()).isEqualTo(source.frames());
      assertThat(frames.values()).isEqualTo(values);
    }
  }

  @Test
  public final void featuresOfAnotherWidthAreRefusedByBothWidths() throws IOException {
    Optional<Path> path = written(values());
    Layout wider = Layout.parse("wider: body=3, hands=6");
    if (path.isPresent()) {
      refused(path.get(), wider, "9", "7", "wider: body=3, hands=6", "layout");
    } else {
      refused(written(), wider, "ready features");
    }
  }

  @Test
  public final void aFeatureThatIsNoNumberIsNamedByItsColumn() throws IOException {
    float[] values = values();
    values[LAYOUT.width() + 5] = Float.NaN;
    Optional<Path> path = written(values);
    if (path.isPresent()) {
      refused(path.get(), LAYOUT, "NaN", "column 5", "hands[2]");
    } else {
      refused(written(), LAYOUT, "ready features");
    }
  }

  private void refused(Path path, Layout layout, String... texts) {
    TeacherException refusal =
        catchThrowableOfType(
            TeacherException.class, () -> plugin().openFeatures(path, layout).read());
    assertThat(refusal).isNotNull();
    assertThat(refusal.category()).as(refusal.getMessage()).isEqualTo(Category.DATA);
    assertThat(refusal).hasMessageContaining(path.getFileName().toString());
    for (String text : texts) {
      assertThat(refusal).hasMessageContaining(text);
    }
  }

  /** Three frames of numbers of every size, zero among them. */
  private static float[] values() {
    float[] values = new float[3 * LAYOUT.width()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.scalb((i - 9) / 7.0, 10 * (i % 11) - 50);
    }
    return values;
  }

  @Test
  public final void aDamagedRecordingIsReadOrRefused() throws IOException {
    Path recording = written();
    damage(recording, () -> plugin().open(recording).read());
  }

  @Test
  public final void damagedFeaturesAreReadOrRefused() throws IOException {
    Path features = written(values()).orElse(null);
    Path path = features != null ? features : written();
    damage(path, () -> plugin().openFeatures(path, LAYOUT).read());
  }

  private void damage(Path recording, Runnable attempt) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(recording)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (int seed = 0; seed < MUTATIONS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Path file = files.get(random.nextInt(files.size()));
      byte[] sound = Files.readAllBytes(file);
      Files.write(file, mutated(sound, random));
      try {
        plugin().accepts(recording);
        attempt.run();
      } catch (TeacherException e) {
        assertThat(e.category()).as("seed %d: %s", seed, e.getMessage()).isEqualTo(Category.DATA);
      } catch (RuntimeException | Error e) {
        fail("seed " + seed, e);
      }
      Files.write(file, sound);
    }
    assertThat(OpenFiles.below(folder)).isEmpty();
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

  private Optional<Path> written(float[] values) throws IOException {
    return features(Files.createDirectory(folder.resolve("features")), values, LAYOUT.width());
  }

  private Path written() throws IOException {
    return recording(Files.createDirectory(folder.resolve("recording")));
  }
}
