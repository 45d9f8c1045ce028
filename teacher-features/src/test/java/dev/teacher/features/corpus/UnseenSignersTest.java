package dev.teacher.features.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.teacher.api.data.Part;
import dev.teacher.api.data.Sample;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.plugin.CorpusReader;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.features.Plugins;
import dev.teacher.features.SharedData;
import dev.teacher.features.npy.NpyWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnseenSignersTest {
  @TempDir private Path root;
  private final Plugins plugins = new Plugins();

  @BeforeEach
  void writeCorpus() throws IOException {
    split("train", "a1|Anna", "b1|Ben", "c1|Cleo", "a2|Anna");
    split("dev", "a3|Anna", "b3|Ben");
    split("test", "a4|Anna", "c4|Cleo");
  }

  @Test
  void theirSentencesMoveIntoASplitOfTheirOwnAndAreCounted() {
    CorpusReader corpus = corpus("unseen-signers = [Ben, Cleo]");
    assertThat(corpus.splits()).containsExactly("train", "dev", "test", "test-unseen");
    assertThat(ids(corpus, "train")).containsExactly("a1", "a2");
    assertThat(ids(corpus, "dev")).containsExactly("a3");
    assertThat(ids(corpus, "test")).containsExactly("a4");
    assertThat(ids(corpus, "test-unseen")).containsExactly("b1", "c1", "b3", "c4");
    assertThat(plugins.notices())
        .containsExactly(
            "moved sentences of unseen signers into test-unseen: {Ben=2, Cleo=2}, out of"
                + " {train=2, dev=1, test=1}");
  }

  @Test
  void withoutSuchSignersNothingMoves() {
    CorpusReader corpus = corpus("");
    assertThat(corpus.splits()).containsExactly("train", "dev", "test");
    assertThat(ids(corpus, "train")).hasSize(4);
    assertThat(plugins.notices()).isEmpty();
  }

  @Test
  void sentencesThatTheSplitHasStayThere() throws IOException {
    split("test-unseen", "d5|Dora");
    assertThat(ids(corpus("unseen-signers = [Ben]"), "test-unseen"))
        .containsExactly("d5", "b1", "b3");
  }

  @Test
  void aSplitThatWouldBeEmptyIsNamed() {
    assertThatThrownBy(() -> corpus("unseen-signers = [Anna, Ben]").read("train"))
        .isInstanceOf(TeacherException.class)
        .hasMessageContainingAll("split dev", "unseen-signers");
  }

  @Test
  void anUnknownSignerIsNamedWithTheNearest() {
    assertThatThrownBy(() -> corpus("unseen-signers = [Bem]").read("train"))
        .isInstanceOf(TeacherException.class)
        .hasMessageContainingAll("Bem", "did you mean Ben?");
  }

  @Test
  void sentencesOfOneNameCannotBothMove() throws IOException {
    split("test", "b1|Ben", "a4|Anna");
    assertThatThrownBy(() -> corpus("unseen-signers = [Ben]").read("train"))
        .isInstanceOf(TeacherException.class)
        .hasMessageContainingAll("two splits have a sentence b1");
  }

  @Test
  void realSignersCanBeHeldOut() {
    Path folder = SharedData.folder("real-signs");
    CorpusReader corpus =
        plugins.create(
            PluginKind.CORPUS,
            "type = phoenix, root = \"" + folder + "\", unseen-signers = [Signer01]");
    int seen = 0;
    for (String split : List.of("train", "dev", "test")) {
      assertThat(corpus.read(split)).extracting(Sample::signer).doesNotContain("Signer01");
      seen += corpus.read(split).size();
    }
    assertThat(corpus.read("test-unseen"))
        .extracting(Sample::signer)
        .containsOnly("Signer01", "Signer10", "Signer33", "Signer35", "Signer44");
    assertThat(seen + corpus.read("test-unseen").size()).isEqualTo(296);
  }

  private static List<String> ids(CorpusReader corpus, String split) {
    return corpus.read(split).stream().map(Sample::id).toList();
  }

  private CorpusReader corpus(String more) {
    return plugins.create(PluginKind.CORPUS, "type = phoenix, root = \"" + root + "\"\n" + more);
  }

  private void split(String split, String... idsAndSigners) throws IOException {
    StringBuilder text = new StringBuilder("id|signer|annotation\n");
    Path features = Files.createDirectories(root.resolve("features").resolve(split));
    for (String row : idsAndSigners) {
      text.append(row).append("|TAG\n");
      Path file = features.resolve(row.substring(0, row.indexOf('|')) + ".npy");
      Files.deleteIfExists(file);
      NpyWriter.write(file, new float[Part.COLUMNS], Part.COLUMNS);
    }
    Files.createDirectories(root.resolve("annotations"));
    Files.writeString(root.resolve("annotations/" + split + ".corpus.csv"), text);
  }
}
