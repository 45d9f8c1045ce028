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
import dev.teacher.features.npy.NpyWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MpDataCorpusTest {
  @TempDir private Path root;
  private final Plugins plugins = new Plugins();

  @Test
  void everyClipIsASentenceOfOneGlossInOneSplit() throws IOException {
    clips("hello", 20);
    clips("thanks", 3);

    CorpusReader corpus = corpus("");

    assertThat(corpus.splits()).containsExactly("train", "dev", "test");
    assertThat(corpus.read("train")).hasSize(14 + 1);
    assertThat(corpus.read("dev")).hasSize(3 + 1);
    assertThat(corpus.read("test")).hasSize(3 + 1);
    List<String> ids = new ArrayList<>();
    for (String split : corpus.splits()) {
      assertThat(corpus.read(split)).allMatch(sample -> sample.glosses().size() == 1);
      assertThat(glosses(corpus, split)).contains("HELLO", "THANKS");
      for (Sample clip : corpus.read(split)) {
        ids.add(clip.id());
        assertThat(clip.segments())
            .containsExactly(new GlossSegment(clip.glosses().get(0), 0, clip.source().frames()));
      }
    }
    assertThat(ids).hasSize(23).doesNotHaveDuplicates().contains("hello_0", "thanks_2");
    assertThat(plugins.notices()).isEmpty();
  }

  @Test
  void theSeedDecidesAndOtherGlossesDoNotMatter() throws IOException {
    clips("hello", 20);
    List<String> alone = ids(corpus("seed = 5"), "dev");
    clips("zoo", 9);

    assertThat(ids(corpus("seed = 5"), "dev")).containsAll(alone);
    assertThat(ids(corpus("seed = 6"), "dev")).doesNotContainSequence(alone);
  }

  @Test
  void sharesAreKeptAndTestMayBeLeftOut() throws IOException {
    clips("hello", 20);
    clips("thanks", 2);
    CorpusReader corpus = corpus("test-share = 0, dev-share = 0.4");
    assertThat(corpus.splits()).containsExactly("train", "dev");
    assertThat(corpus.read("train")).hasSize(12 + 1);
    assertThat(corpus.read("dev")).hasSize(8 + 1);
  }

  @Test
  void everyAllowedShareLeavesAClipForTrain() {
    for (int clips = 3; clips < 60; clips++) {
      List<Sample> all = new ArrayList<>();
      for (int i = 0; i < clips; i++) {
        all.add(new Sample("c" + i, "", List.of("A"), null));
      }
      assertThat(new ClipShares(ClipShares.MOST, ClipShares.MOST, 1).apply("A", all).values())
          .as("%d clips", clips)
          .allSatisfy(share -> assertThat(share).isNotEmpty());
    }
  }

  @Test
  void aGlossWithTooFewClipsIsNamed() throws IOException {
    clips("hello", 3);
    clips("thanks", 2);
    problem("", "too few clips", "THANKS 2", "at least 3", "test-share = 0");
  }

  @Test
  void theSignerIsTakenFromTheName() throws IOException {
    clips("hello", 3);
    Files.move(root.resolve("hello/0.npy"), root.resolve("hello/anna-0.npy"));
    Files.move(root.resolve("hello/1.npy"), root.resolve("hello/ben-1.npy"));
    problem("signer = \"([a-z]+)-[0-9]\"", "who signs", "hello/2.npy");
    Files.move(root.resolve("hello/2.npy"), root.resolve("hello/ben-2.npy"));
    CorpusReader corpus = corpus("signer = \"([a-z]+)-[0-9]\", upper-case = false");
    List<Sample> samples = new ArrayList<>();
    corpus.splits().forEach(split -> samples.addAll(corpus.read(split)));
    assertThat(samples).extracting(Sample::signer).containsExactlyInAnyOrder("anna", "ben", "ben");
    assertThat(samples).extracting(s -> s.glosses().get(0)).containsOnly("hello");
  }

  @Test
  void aPatternWithoutAGroupIsAUsageProblem() throws IOException {
    clips("hello", 3);
    for (String pattern : List.of("x+", "(")) {
      TeacherException problem =
          catchThrowableOfType(
              TeacherException.class, () -> corpus("signer = \"" + pattern + "\""));
      assertThat(problem.category()).isEqualTo(Category.USAGE);
      assertThat(problem).hasMessageContaining("section.signer").hasMessageContaining("group");
    }
  }

  @Test
  void whatIsNoClipIsCounted() throws IOException {
    clips("thank you", 3);
    Files.writeString(root.resolve("README.txt"), "x");
    Files.writeString(root.resolve("thank you/.DS_Store"), "x");
    assertThat(glosses(corpus(""), "train")).containsExactly("THANK-YOU");
    assertThat(plugins.notices()).singleElement().asString().contains("left out 2 entries");
    Files.writeString(root.resolve("thank you/notes.txt"), "x");
    problem("", "no landmark reader", "notes.txt");
  }

  @Test
  void namesThatMeetAreRefused() throws IOException {
    clips("thank you", 3);
    clips("Thank-you", 3);
    problem("", "two folders are one gloss, THANK-YOU");
  }

  @Test
  void aMissingOrEmptyFolderIsNamed() throws IOException {
    problem("", "no clips");
    Files.createDirectories(root.resolve("hello"));
    problem("", "no clips", "1 folders");
    Files.delete(root.resolve("hello"));
    Files.delete(root);
    problem("", "missing", root.toString());
  }

  private static List<String> glosses(CorpusReader corpus, String split) {
    return corpus.read(split).stream().map(s -> s.glosses().get(0)).distinct().toList();
  }

  private static List<String> ids(CorpusReader corpus, String split) {
    return corpus.read(split).stream().map(Sample::id).toList();
  }

  private CorpusReader corpus(String more) {
    return plugins.create(PluginKind.CORPUS, "type = mp-data, root = \"" + root + "\"\n" + more);
  }

  private void problem(String more, String... texts) {
    TeacherException problem =
        catchThrowableOfType(TeacherException.class, () -> corpus(more).read("train"));
    assertThat(problem).isNotNull();
    assertThat(problem.category()).isEqualTo(Category.DATA);
    assertThat(problem.getMessage()).contains(texts);
  }

  private void clips(String gloss, int count) throws IOException {
    Path folder = Files.createDirectories(root.resolve(gloss));
    for (int i = 0; i < count; i++) {
      NpyWriter.write(folder.resolve(i + ".npy"), new float[2 * Part.COLUMNS], Part.COLUMNS);
    }
  }
}
