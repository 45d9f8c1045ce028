package dev.teacher.features.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.typesafe.config.ConfigFactory;
import dev.teacher.api.config.Settings;
import dev.teacher.api.data.GlossSegment;
import dev.teacher.api.data.Landmarks;
import dev.teacher.api.data.Sample;
import dev.teacher.api.error.Category;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.plugin.CorpusReader;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.features.Plugins;
import dev.teacher.features.corpus.GlossFilter;
import dev.teacher.features.corpus.PhoenixCorpusFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnotatedWriterTest {
  private static final String TRAIN =
      """
      id|folder|signer|annotation
      a|a/1/*.png|Anna|__ON__ WIND  loc-NORD STARK
      b|b/1/*.png|Ben|NORD WIND WIND __OFF__
      c|c/1/*.png|Anna|__ON__
      """;
  private static final String PATTERNS =
      "preset = phoenix, empty = drop, annotations = \"annotations/manual/{split}.SI5.corpus.csv\"";

  @TempDir private Path folder;
  private Path train;
  private Path dev;

  @BeforeEach
  void annotations() throws IOException {
    train = Files.writeString(folder.resolve("train.SI5.corpus.csv"), TRAIN);
    dev =
        Files.writeString(
            folder.resolve("dev.SI5.corpus.csv"), "id|signer|annotation\nd|Ben|STARK WIND\n");
  }

  @Test
  void theCorpusIsReadByTheConfigurationThatLaidItOut() throws IOException {
    AnnotatedWriter writer = writer("out", PATTERNS, 1, 12);
    List<Integer> progress = new ArrayList<>();
    writer.write((done, total) -> progress.add(10 * total + done));
    assertThat(progress).containsExactly(41, 42, 43, 44);
    assertThat(folder.resolve("out/annotations/manual/train.SI5.corpus.csv")).hasContent(TRAIN);

    List<Sample> samples = read("out", "train");
    assertThat(samples).extracting(Sample::id).containsExactly("a", "b");
    assertThat(samples.get(0).glosses()).containsExactly("WIND", "NORD", "STARK");
    for (Sample sample : samples) {
      List<GlossSegment> segments = sample.segments();
      assertThat(segments).extracting(GlossSegment::gloss).isEqualTo(sample.glosses());
      assertThat(segments.get(0).start()).isPositive();
    }
    assertThat(read("out", "dev")).hasSize(1);
    assertThat(folder.resolve("out/features/train/c.npy")).isNotEmptyFile();

    AnnotatedWriter.Plan plan = writer.plan();
    assertThat(plan.sentences()).containsExactly(Map.entry("train", 3), Map.entry("dev", 1));
    assertThat(plan.glosses()).isEqualTo(3);
    assertThat(plan.signers()).containsExactly("Anna", "Ben");
    assertThat(bytes(folder.resolve("out/features"))).isEqualTo(plan.bytes());
    assertThat(folder.resolve("out/README.txt"))
        .content()
        .contains("Nobody was recorded", train.toString(), dev.toString());
  }

  @Test
  void framesAreAsManyAsWishedFor() {
    for (int wished : new int[] {10, 20, 30}) {
      AnnotatedWriter.Plan plan = writer("out", PATTERNS, 1, wished).plan();
      assertThat(plan.frames()).isBetween(wished * 8L - 4, wished * 8L + 4);
    }
    assertThatThrownBy(() -> writer("out", PATTERNS, 1, 1))
        .isInstanceOf(TeacherException.class)
        .hasMessageContainingAll("so fast", "frames a gloss", "found:    1.0");
  }

  @Test
  void aSentenceDependsOnSeedAndNamesAlone() throws IOException {
    AnnotatedWriter all = writer("all", PATTERNS, 1, 12);
    all.write((done, total) -> {});
    writer("again", PATTERNS, 1, 12).write((done, total) -> {});
    writer("other", PATTERNS, 2, 12).write((done, total) -> {});
    for (String id : List.of("a", "b", "c")) {
      byte[] bytes = Files.readAllBytes(folder.resolve("all/features/train/" + id + ".npy"));
      assertThat(folder.resolve("again/features/train/" + id + ".npy")).hasBinaryContent(bytes);
      assertThat(Files.readAllBytes(folder.resolve("other/features/train/" + id + ".npy")))
          .isNotEqualTo(bytes);
    }
  }

  @Test
  void aGlossIsOneSignWhereverItStands() {
    Gloss wind = LexicalSign.of(1, "WIND");
    assertThat(LexicalSign.of(1, "WIND").place()).isEqualTo(wind.place());
    assertThat(LexicalSign.of(1, "WIND").key()).isEqualTo(wind.key());
    assertThat(LexicalSign.of(1, "WINE").place()).isNotEqualTo(wind.place());
    assertThat(LexicalSign.of(2, "WIND").place()).isNotEqualTo(wind.place());
  }

  @Test
  void tokensThatTheFilterLeavesGetSignsOfTheirOwn() {
    String unfiltered = "annotations = \"{split}.csv\"";
    assertThat(writer("out", unfiltered, 1, 12).plan().glosses()).isEqualTo(6);
  }

  @Test
  void tooLittleRoomIsSaidBeforeAnythingIsWritten() throws IOException {
    AnnotatedWriter writer = writer("out", PATTERNS, 1, 12);
    long bytes = writer.plan().bytes();
    TeacherException problem =
        catchThrowableOfType(
            TeacherException.class, () -> writer.write((done, total) -> {}, place -> bytes - 1));
    assertThat(problem.category()).isEqualTo(Category.USAGE);
    assertThat(problem).hasMessageContainingAll("too little room", "frames", "GB free");
    assertThat(left()).containsExactly("dev.SI5.corpus.csv", "train.SI5.corpus.csv");
    writer.write((done, total) -> {}, place -> bytes);
  }

  @Test
  void aFailureLeavesNothingBehind() throws IOException {
    IllegalStateException stop = new IllegalStateException("stopped");
    assertThatThrownBy(
            () ->
                writer("out", PATTERNS, 1, 12)
                    .write(
                        (done, total) -> {
                          throw stop;
                        }))
        .isSameAs(stop);
    assertThat(left()).containsExactly("dev.SI5.corpus.csv", "train.SI5.corpus.csv");
  }

  @Test
  void nothingIsWrittenOutsideTheFolder() throws IOException {
    String outside = "annotations = \"../{split}.csv\"";
    assertThatThrownBy(() -> writer("out", outside, 1, 12).write((done, total) -> {}))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("outside its folder");
    assertThatThrownBy(() -> writer("out", "features = \"{id}.npz\"", 1, 12))
        .isInstanceOf(TeacherException.class)
        .hasMessageContainingAll("corpus.features", ".npy", "{id}.npz");
  }

  @Test
  void malformedAnnotationsAreNamedWithTheirLine() throws IOException {
    Files.writeString(train, TRAIN + "d|x|WIND\n");
    assertThatThrownBy(() -> writer("out", PATTERNS, 1, 12))
        .isInstanceOf(TeacherException.class)
        .hasMessageContainingAll(train + ": line 5", "4 fields", "d|x|WIND");
    Files.writeString(train, "id|signer|annotation\na|Anna|__ON__\n");
    Files.writeString(dev, "id|signer|annotation\na|Anna|__OFF__\n");
    assertThatThrownBy(() -> writer("out", PATTERNS, 1, 12))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining("no sentence of the annotations has a gloss");
  }

  @Test
  void thePictureGivesTheProportions() {
    Signer wide = Signer.named(1, "Anna", 1.6);
    Signer tall = Signer.named(1, "Anna", 0.8);
    assertThat(tall.scale()[0]).isEqualTo(2 * wide.scale()[0]);
    assertThat(tall.scale()[1]).isEqualTo(wide.scale()[1]);
    Landmarks none =
        new Recording("x", new Sentence(List.of(), wide, 1, SplitMix.of(1, "")), wide, 25, 1)
            .read();
    assertThat(none.frames()).isPositive();
  }

  private AnnotatedWriter writer(String out, String section, long seed, double framesPerGloss) {
    PhoenixCorpusFactory factory = new PhoenixCorpusFactory();
    Settings settings =
        Settings.of(ConfigFactory.parseString(root(out) + section), "corpus", factory.keys());
    Map<String, Path> files = new LinkedHashMap<>();
    files.put("train", train);
    files.put("dev", dev);
    return new AnnotatedWriter(
        PhoenixCorpusFactory.places(settings),
        files,
        new GlossFilter(settings),
        new AnnotatedWriter.Wishes(seed, framesPerGloss, 0.8));
  }

  private List<Sample> read(String out, String split) {
    CorpusReader corpus =
        new Plugins().create(PluginKind.CORPUS, "type = phoenix\n" + root(out) + PATTERNS);
    return corpus.read(split);
  }

  private String root(String out) {
    return "root = \"" + folder.resolve(out) + "\"\n";
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static long bytes(Path tree) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }
}
