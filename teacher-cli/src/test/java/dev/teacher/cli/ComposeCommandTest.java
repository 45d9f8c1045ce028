package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.teacher.api.data.Part;
import dev.teacher.features.npy.NpyWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Six clips each of two glosses by two signers, {@code GLOSS/SIGNER_NUMBER.npy}. */
class ComposeCommandTest {
  @TempDir private Path folder;
  private Path clips;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void record() throws IOException {
    clips = folder.resolve("clips");
    for (String gloss : List.of("house", "tree")) {
      Path place = Files.createDirectories(clips.resolve(gloss));
      for (int i = 0; i < 12; i++) {
        float[] values = new float[(3 + i) * Part.COLUMNS];
        Arrays.fill(values, 0.25f + 0.01f * i);
        String signer = i % 2 == 0 ? "Anna" : "Ben";
        NpyWriter.write(place.resolve(signer + "_" + i + ".npy"), values, Part.COLUMNS);
      }
    }
  }

  @Test
  void sentencesSegmentsAndNumbersAreWritten() throws IOException {
    Path corpus = folder.resolve("corpus");
    int code =
        compose(
            "--out",
            corpus,
            "--sentences",
            "train=6,dev=2,test=2,test-unseen=3",
            "--signer",
            "/([A-Za-z]+)_",
            "--unseen-signers",
            "Ben",
            "--transition",
            2,
            "--json");
    assertThat(code).as(err.toString()).isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.get("root").textValue()).isEqualTo(corpus.toString());
    JsonNode train = json.get("splits").get("train");
    assertThat(train.get("sentences").intValue()).isEqualTo(6);
    assertThat(train.get("signers").toString()).isEqualTo("[\"Anna\"]");
    assertThat(json.get("splits").get("test-unseen").get("signers").toString())
        .isEqualTo("[\"Ben\"]");
    assertThat(json.get("notices")).isEmpty();

    List<String> sentences = Files.readAllLines(corpus.resolve("annotations/train.corpus.csv"));
    List<String> segments = Files.readAllLines(corpus.resolve("annotations/train.segments.csv"));
    assertThat(sentences).hasSize(7);
    long glosses =
        sentences.stream()
            .skip(1)
            .mapToLong(line -> line.chars().filter(c -> c == ' ').count() + 1)
            .sum();
    assertThat(segments).hasSize((int) glosses + 1);
    assertThat(segments.get(1)).matches("train_Anna_0000\\|0\\|\\d+\\|(HOUSE|TREE)");
    int end = Integer.parseInt(segments.get(1).split("\\|", -1)[2]);
    assertThat(segments.get(2)).startsWith("train_Anna_0000|" + (end + 2) + "|");
  }

  @Test
  void withoutJsonTheNextStepIsNamed() {
    Path corpus = folder.resolve("corpus");
    assertThat(compose("--out", corpus, "--sentences", "test-unseen=0")).isZero();
    assertThat(out.toString())
        .contains("made sentences of 24 clips", "train", "160 sentences")
        .contains("teacher train --config configs/real-signs.conf --set corpus.root=" + corpus)
        .contains("--set 'train.test-splits=[test]'")
        .doesNotContain("test-unseen");
  }

  @Test
  void wrongOptionsAreExplainedAndNothingIsWritten() throws IOException {
    refuses("a share of the clips is out of range", "--dev-share", "0.9");
    refuses("a share of the clips is out of range", "--test-share", "0");
    refuses("--signer has no group", "--signer", "[A-Z]+");
    refuses("--signer is no regular expression", "--signer", "(");
    refuses("sentences cannot be made so", "--sentences", "validation=3");
    refuses("sentences cannot be made so", "--min-glosses", "4", "--max-glosses", "3");
    refuses("sentences cannot be made so", "--transition", "-1");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(clips);
    }
  }

  @Test
  void signersThatCannotBeFoundAreNamed() {
    assertThat(compose("--out", folder.resolve("corpus"), "--signer", "/(X+)_")).isEqualTo(3);
    assertThat(err.toString()).contains("a clip's name does not say who signs", "Anna_0.npy");
    refuses("Zoe", "--unseen-signers", "Zoe");
  }

  @Test
  void aFolderWithSomethingInItStaysAsItIs() throws IOException {
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    Files.writeString(corpus.resolve("mine.txt"), "mine");
    assertThat(compose("--out", corpus)).isEqualTo(2);
    assertThat(err.toString()).contains("not empty", corpus.toString());
    assertThat(corpus.resolve("mine.txt")).hasContent("mine");
  }

  private void refuses(String message, String... options) {
    err.getBuffer().setLength(0);
    Object[] arguments =
        Stream.concat(Stream.of("--out", folder.resolve("corpus")), Stream.of(options)).toArray();
    assertThat(compose(arguments)).as(message).isEqualTo(2);
    assertThat(err.toString()).contains(message);
  }

  private int compose(Object... arguments) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return line.execute(
        Stream.concat(Stream.of("compose", "--clips", clips), Stream.of(arguments))
            .map(Object::toString)
            .toArray(String[]::new));
  }
}
