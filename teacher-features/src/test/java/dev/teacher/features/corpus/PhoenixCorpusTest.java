package dev.teacher.features.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.teacher.api.data.Part;
import dev.teacher.api.data.Sample;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.plugin.CorpusReader;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.features.Plugins;
import dev.teacher.features.SharedData;
import dev.teacher.features.npy.NpyWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhoenixCorpusTest {
  private static final String HEADER = "id|folder|signer|annotation\n";

  @TempDir private Path root;
  private final Plugins plugins = new Plugins();

  @Test
  void sentencesAreReadInTheOrderOfTheFile() throws IOException {
    annotations("train", HEADER + "b|b/*.png|Signer01|WIND  STARK \r\na|a/*.png|Signer02|TAG\n");
    landmarks("train", "a", "b");

    List<Sample> samples = corpus("").read("train");

    assertThat(samples).extracting(Sample::id).containsExactly("b", "a");
    assertThat(samples).extracting(Sample::signer).containsExactly("Signer01", "Signer02");
    assertThat(samples.get(0).glosses()).containsExactly("WIND", "STARK");
    assertThat(samples.get(0).source().frames()).isEqualTo(2);
    assertThat(plugins.notices()).isEmpty();
  }

  @Test
  void splitsAreThoseOfTheConfigurationButOthersCanBeRead() throws IOException {
    annotations("test-unseen", HEADER + "a|x|s|TAG\n");
    landmarks("test-unseen", "a");
    assertThat(corpus("").splits()).containsExactly("train", "dev", "test");
    assertThat(corpus("splits = [train, dev]").splits()).containsExactly("train", "dev");
    assertThat(corpus("").read("test-unseen")).hasSize(1);
  }

  @Test
  void readersMayHaveKeysOfTheirOwn() throws IOException {
    annotations("train", HEADER + "a|x|s|TAG\n");
    Files.createDirectories(root.resolve("features/train"));
    Path archive = root.resolve("features/train/a.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      for (String name : List.of("other.npy", "left.npy")) {
        zip.putNextEntry(new ZipEntry(name));
        NpyWriter.write(zip, new float[3 * Part.COLUMNS], Part.COLUMNS);
        zip.closeEntry();
      }
    }
    String places = "features = \"features/{split}/{id}.npz\"\n";
    CorpusReader corpus = corpus(places + "readers = [ { type = npz, array = left } ]");
    assertThat(corpus.read("train").get(0).source().location()).endsWith("array left");
    assertThatThrownBy(() -> corpus(places).read("train"))
        .hasMessageContainingAll("several arrays", "other, left", "corpus.readers");
  }

  @Test
  void thePresetOfPhoenixFiltersAndReportsWhatItDropped() throws IOException {
    annotations(
        "train",
        HEADER
            + "a|x|s|__ON__ LIEB loc-NORD cl-loc-BERG poss-MEIN REGEN-PLUSPLUS __OFF__\n"
            + "b|x|s|__ON__ __EMOTION__ TAG __OFF__\n");
    landmarks("train", "a", "b");

    CorpusReader corpus = corpus("preset = phoenix");
    List<Sample> samples = corpus.read("train");
    corpus.read("train");

    assertThat(samples.get(0).glosses()).containsExactly("LIEB", "NORD", "BERG", "MEIN", "REGEN");
    assertThat(samples.get(1).glosses()).containsExactly("TAG");
    assertThat(plugins.notices())
        .containsExactly(
            "split train: left out __EMOTION__ 1 times, __OFF__ 2 times, __ON__ 2 times;"
                + " stripped -PLUSPLUS 1 times, cl- 1 times, loc- 2 times, poss- 1 times");
  }

  @Test
  void ownListsAddToThePreset() throws IOException {
    annotations("train", HEADER + "a|x|s|__ON__ IX IX-DU X-TAG\n");
    landmarks("train", "a");
    String filter = "preset = phoenix, drop = [\"IX.*\"], strip-prefixes = [X-]";
    assertThat(corpus(filter).read("train").get(0).glosses()).containsExactly("TAG");
    assertThat(corpus("").read("train").get(0).glosses()).hasSize(4);
  }

  @Test
  void aSentenceWithoutGlossFailsOrIsDroppedAndCounted() throws IOException {
    annotations("train", HEADER + "a|x|s|TAG\nb|x|s|__ON__\nc|x|s|\n");
    landmarks("train", "a", "b", "c");

    problem("preset = phoenix", "train.corpus.csv: line 3, sample b", "__ON__", "empty = drop");

    assertThat(corpus("preset = phoenix, empty = drop").read("train")).hasSize(1);
    assertThat(plugins.notices())
        .contains("split train: left out 2 sentences without a gloss, the first b");
  }

  @Test
  void damagedAnnotationsAreNamedWithTheirLine() throws IOException {
    annotations("train", HEADER + "a|x|s|TAG\nb|x|s\n");
    problem("", "train.corpus.csv: line 3", "4 fields", "b|x|s");
    annotations("train", HEADER + "a|x|s|TAG\n\na|x|s|NACHT\n");
    problem("", "line 4", "a, also in line 2");
    annotations("train", HEADER + "|x|s|TAG\n");
    problem("", "line 2", "no id");
    annotations("train", HEADER + "a\0b|x|s|TAG\n");
    problem("", "line 2", "file name");
    annotations("train", "a|x|s|TAG\n");
    problem("", "line 1", "lacks columns", "a|x|s|TAG");
    annotations("train", HEADER);
    problem("", "no sentences");
    annotations("train", "");
    problem("", "no sentences");
  }

  @Test
  void bytesThatAreNoUtf8AreNamedWithTheirLine() throws IOException {
    Path file = annotations("train", "");
    byte[] latin = (HEADER + "a|x|s|M\u00c4SSIG\n").getBytes(StandardCharsets.ISO_8859_1);
    Files.write(file, latin);
    problem("", "line 2", "not UTF-8", "M\u00c4SSIG", "iconv");
  }

  @Test
  void umlautsAndAByteOrderMarkAreFine() throws IOException {
    annotations("train", "\uFEFF" + HEADER + "a|x|s|M\u00c4SSIG\n");
    landmarks("train", "a");
    assertThat(corpus("").read("train").get(0).glosses()).containsExactly("M\u00c4SSIG");
  }

  @Test
  void missingFilesAreNamedAndCounted() throws IOException {
    problem("", "annotation file is missing", "train.corpus.csv");
    annotations("train", HEADER + "a|x|s|TAG\nb|x|s|TAG\nc|x|s|TAG\n");
    landmarks("train", "a");
    problem(
        "",
        "train.corpus.csv: line 3, sample b",
        root.resolve("features/train/b.npy").toString(),
        "2 of 3");
  }

  @Test
  void aMissingRootIsNamed() {
    CorpusReader corpus =
        plugins.create(
            PluginKind.CORPUS, "type = phoenix, root = \"" + root.resolve("absent") + "\"");
    TeacherException problem =
        catchThrowableOfType(TeacherException.class, () -> corpus.read("train"));
    assertThat(problem).hasMessageContaining("absent").hasMessageContaining("corpus.root");
  }

  @Test
  void aBadPatternIsAUsageProblem() {
    TeacherException problem =
        catchThrowableOfType(TeacherException.class, () -> corpus("drop = [\"(\"]"));
    assertThat(problem.category()).isEqualTo(Category.USAGE);
    assertThat(problem).hasMessageContaining("drop");
    TeacherException pattern =
        catchThrowableOfType(TeacherException.class, () -> corpus("features = \"x.npy\""));
    assertThat(pattern).hasMessageContaining("{id}");
  }

  @Test
  void theAnnotationsOfPhoenixThemselvesAreRead() throws IOException {
    Path folder = SharedData.folder("phoenix-si5");
    GlossFilter.Tally tally = new GlossFilter.Tally();
    List<AnnotationFile.Row> train = AnnotationFile.read(folder.resolve("train.SI5.corpus.csv"));
    List<AnnotationFile.Row> test = AnnotationFile.read(folder.resolve("test.SI5.corpus.csv"));
    assertThat(train).hasSize(4376);
    assertThat(test).hasSize(180);
    assertThat(train).extracting(AnnotationFile.Row::signer).doesNotContain("Signer05");
    assertThat(tally.report()).isEmpty();

    Path manual = Files.createDirectories(root.resolve("annotations/manual"));
    Files.copy(folder.resolve("test.SI5.corpus.csv"), manual.resolve("test.SI5.corpus.csv"));
    Files.createDirectories(root.resolve("features/test"));
    test.forEach(row -> write(root.resolve("features/test/" + row.id() + ".npy")));
    List<Sample> samples =
        corpus("preset = phoenix, annotations = \"annotations/manual/{split}.SI5.corpus.csv\"")
            .read("test");
    assertThat(samples).hasSize(180);
    assertThat(samples.stream().flatMap(s -> s.glosses().stream()))
        .noneMatch(g -> g.startsWith("__") || g.startsWith("loc-") || g.isBlank());
  }

  @Test
  void realSentencesAreRead() {
    Path folder = SharedData.folder("real-signs");
    CorpusReader corpus =
        plugins.create(PluginKind.CORPUS, "type = phoenix, root = \"" + folder + "\"");
    assertThat(corpus.read("train")).hasSize(176);
    assertThat(corpus.read("test-unseen")).hasSize(40);
    assertThat(corpus.read("dev").get(0).source().read().frames()).isPositive();
  }

  private CorpusReader corpus(String more) {
    return plugins.create(PluginKind.CORPUS, "type = phoenix, root = \"" + root + "\"\n" + more);
  }

  private void problem(String more, String... texts) {
    TeacherException problem =
        catchThrowableOfType(TeacherException.class, () -> corpus(more).read("train"));
    assertThat(problem).isNotNull();
    assertThat(problem.category()).isEqualTo(Category.DATA);
    Arrays.stream(texts).forEach(text -> assertThat(problem).hasMessageContaining(text));
  }

  private Path annotations(String split, String text) throws IOException {
    Path file = root.resolve("annotations/" + split + ".corpus.csv");
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private void landmarks(String split, String... ids) throws IOException {
    Path folder = Files.createDirectories(root.resolve("features").resolve(split));
    Arrays.stream(ids).forEach(id -> write(folder.resolve(id + ".npy")));
  }

  private static void write(Path file) {
    try {
      NpyWriter.write(file, new float[2 * Part.COLUMNS], Part.COLUMNS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
