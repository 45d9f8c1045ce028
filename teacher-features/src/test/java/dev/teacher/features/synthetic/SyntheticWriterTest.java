package dev.teacher.features.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.teacher.api.data.GlossSegment;
import dev.teacher.api.data.Sample;
import dev.teacher.api.error.TeacherException;
import dev.teacher.api.plugin.CorpusReader;
import dev.teacher.api.plugin.PluginKind;
import dev.teacher.api.plugin.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticWriterTest {
  private final SyntheticCorpus corpus =
      Corpora.corpus("sentences { train = 4, dev = 2, test = 1, test-unseen = 3 }");

  @TempDir private Path folder;

  @Test
  void writesWhatThePhoenixCorpusReadsBack() {
    Path root = folder.resolve("corpus");
    List<Integer> progress = new ArrayList<>();
    SyntheticWriter.write(
        corpus,
        root,
        (done, total) -> {
          assertThat(total).isEqualTo(10);
          progress.add(done);
        });
    assertThat(progress).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    CorpusReader reader =
        Registry.ofClassPath()
            .create(
                PluginKind.CORPUS,
                ConfigFactory.parseMap(Map.of("type", "phoenix", "root", root.toString())),
                "corpus",
                notice -> {});
    for (String split : Corpora.SPLITS) {
      List<Sample> expected = corpus.read(split);
      List<Sample> found = reader.read(split);
      assertThat(found).hasSameSizeAs(expected);
      for (int i = 0; i < found.size(); i++) {
        assertThat(found.get(i).id()).isEqualTo(expected.get(i).id());
        assertThat(found.get(i).signer()).isEqualTo(expected.get(i).signer());
        assertThat(found.get(i).glosses()).isEqualTo(expected.get(i).glosses());
        assertThat(found.get(i).source().read().values())
            .isEqualTo(expected.get(i).source().read().values());
      }
    }
  }

  @Test
  void writesTheTrueBoundaries() throws IOException {
    Path root = folder.resolve("corpus");
    SyntheticWriter.write(corpus, root, (done, total) -> {});
    Sample sample = corpus.read("test").get(0);
    List<String> expected = new ArrayList<>(List.of("id|start|end|gloss"));
    for (GlossSegment segment : sample.segments()) {
      expected.add("test_0001|" + segment.start() + "|" + segment.end() + "|" + segment.gloss());
    }
    assertThat(root.resolve("annotations/test.segments.csv")).hasContent(lines(expected));
    assertThat(Files.readAllLines(root.resolve("annotations/test.corpus.csv")))
        .containsExactly(
            "id|folder|signer|annotation",
            "test_0001|test_0001/*.npy|Signer01|" + String.join(" ", sample.glosses()));
  }

  @Test
  void leavesNothingBehindAfterAFailure() throws IOException {
    IllegalStateException stop = new IllegalStateException("stopped");
    assertThatThrownBy(
            () ->
                SyntheticWriter.write(
                    corpus,
                    folder.resolve("corpus"),
                    (done, total) -> {
                      if (done == 5) {
                        throw stop;
                      }
                    }))
        .isSameAs(stop);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void refusesAFolderWithSomethingInIt() throws IOException {
    Files.writeString(folder.resolve("mine.txt"), "mine");
    assertThatThrownBy(() -> SyntheticWriter.write(corpus, folder, (done, total) -> {}))
        .isInstanceOf(TeacherException.class)
        .hasMessageContaining(folder.toString());
    assertThat(folder.resolve("mine.txt")).hasContent("mine");
  }

  private static String lines(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }
}
