package dev.teacher.features.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.teacher.api.data.GlossSegment;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sentences of 20 frames: {@code a} signs WIND TAG, {@code b} REGEN between marks. */
class PhoenixSegmentsTest {
  @TempDir private Path root;
  private final Plugins plugins = new Plugins();

  @BeforeEach
  void sentences() throws IOException {
    Path features = Files.createDirectories(root.resolve("features/train"));
    for (String id : List.of("a", "b")) {
      NpyWriter.write(features.resolve(id + ".npy"), new float[20 * Part.COLUMNS], Part.COLUMNS);
    }
    Files.createDirectories(root.resolve("annotations"));
    Files.writeString(
        root.resolve("annotations/train.corpus.csv"),
        "id|signer|annotation\na|Anna|WIND TAG\nb|Ben|__ON__ loc-REGEN __OFF__\n");
  }

  @Test
  void samplesKnowWhenEachGlossIsSigned() throws IOException {
    segments("a|2|9|WIND", "a|9|20|TAG", "b|0|3|__ON__", "b|3|17|loc-REGEN", "b|17|20|__OFF__");
    List<Sample> filtered = corpus("preset = phoenix").read("train");
    assertThat(filtered.get(0).segments())
        .containsExactly(new GlossSegment("WIND", 2, 9), new GlossSegment("TAG", 9, 20));
    assertThat(filtered.get(1).segments()).containsExactly(new GlossSegment("REGEN", 3, 17));
    assertThat(plugins.notices())
        .singleElement()
        .asString()
        .contains("left out __OFF__ 1 times, __ON__ 1 times; stripped loc- 1 times");

    assertThat(corpus("").read("train").get(1).segments())
        .extracting(GlossSegment::gloss)
        .containsExactly("__ON__", "loc-REGEN", "__OFF__");
  }

  @Test
  void segmentsMayBeWrittenWithoutWhatTheFilterTakesAway() throws IOException {
    segments("b|3|17|REGEN");
    assertThat(corpus("preset = phoenix").read("train").get(1).segments())
        .containsExactly(new GlossSegment("REGEN", 3, 17));
  }

  @Test
  void sentencesMayLackSegmentsWhichIsSaid() throws IOException {
    segments("a|2|9|WIND", "a|9|20|TAG");
    assertThat(corpus("").read("train").get(1).segments()).isEmpty();
    assertThat(plugins.notices())
        .containsExactly("split train: 1 of 2 sentences have no segments, the first b");
  }

  @Test
  void thereNeedNotBeAFile() {
    assertThat(corpus("").read("train")).allMatch(sample -> sample.segments().isEmpty());
    assertThat(plugins.notices()).isEmpty();
  }

  @Test
  void itsPlaceIsAKey() throws IOException {
    segments("a|2|9|WIND", "a|9|20|TAG");
    Files.move(root.resolve("annotations/train.segments.csv"), root.resolve("train.txt"));
    assertThat(corpus("segments = \"{split}.txt\"").read("train").get(0).segments()).hasSize(2);
  }

  @Test
  void segmentsThatSpellAnotherSentenceAreRefused() throws IOException {
    segments("b|3|17|loc-REGEN", "a|2|9|WIND", "a|9|20|NACHT");
    problem("line 4, sample a", "expected: WIND TAG", "found:    WIND NACHT");
    segments("b|3|17|loc-REGEN", "a|2|9|WIND");
    problem("line 3, sample a", "expected: WIND TAG", "found:    WIND");
    segments("a|2|9|WIND", "a|9|12|TAG", "a|12|20|TAG");
    problem("line 4, sample a", "found:    WIND TAG TAG");
    segments("b|3|17|__ON__");
    problem("line 2, sample b", "expected: REGEN", "found:    ");
  }

  @Test
  void segmentsBeyondTheRecordingAreRefused() throws IOException {
    segments("a|2|9|WIND", "a|9|21|TAG");
    problem("line 3, sample a", "beyond the end", "at most 20 frames", "found:    21");
  }

  @Test
  void linesThatAreNoSegmentsAreRefused() throws IOException {
    for (String line : List.of("a|9|9|WIND", "a|-1|9|WIND", "a|1.5|9|WIND", "a|||WIND", "a|1|9|")) {
      segments(line);
      problem("line 2", "no segment", "0 <= start < end", line);
    }
    segments("a|2|9|WIND", "a|8|20|TAG");
    problem("line 3", "overlap", "at least 9, the end in line 2", "a|8|20|TAG");
    segments("a|2|9");
    problem("line 2", "4 fields");
    segments("c|2|9|WIND");
    problem("line 2, sample c", "belong to no sentence");
    Files.writeString(root.resolve("annotations/train.segments.csv"), "id|start|gloss\n");
    problem("line 1", "a segments file lacks columns", "id|start|end|gloss");
  }

  @Test
  void theSegmentsOfRealSentencesAreRead() {
    Path folder = SharedData.folder("real-signs");
    CorpusReader corpus =
        plugins.create(PluginKind.CORPUS, "type = phoenix, root = \"" + folder + "\"");
    for (String split : List.of("train", "dev", "test", "test-unseen")) {
      for (Sample sample : corpus.read(split)) {
        List<GlossSegment> own = sample.segments();
        assertThat(own).as(sample.id()).hasSameSizeAs(sample.glosses());
        assertThat(own.get(own.size() - 1).end()).isEqualTo(sample.source().frames());
      }
    }
  }

  private void segments(String... lines) throws IOException {
    Files.writeString(
        root.resolve("annotations/train.segments.csv"),
        "id|start|end|gloss\n" + String.join("\n", lines) + "\n");
  }

  private CorpusReader corpus(String more) {
    return plugins.create(PluginKind.CORPUS, "type = phoenix, root = \"" + root + "\"\n" + more);
  }

  private void problem(String... texts) {
    TeacherException problem =
        catchThrowableOfType(
            TeacherException.class, () -> corpus("preset = phoenix").read("train"));
    assertThat(problem).isNotNull();
    assertThat(problem.category()).isEqualTo(Category.DATA);
    assertThat(problem).hasMessageContaining("train.segments.csv: ");
    Arrays.stream(texts).forEach(text -> assertThat(problem).hasMessageContaining(text));
  }
}
