package dev.teacher.train.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.teacher.api.error.TeacherException;
import dev.teacher.model.score.Alignment;
import dev.teacher.model.score.CorpusScore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScliteFilesTest {
  private static final Path SCTK = Path.of("/usr/bin/sctk");

  @TempDir Path folder;

  @Test
  void aSentenceIsALineAndSoIsARecognisedGloss() {
    List<Sentence> sentences =
        List.of(sentence("a", "Anna", List.of("TAG", "WIND"), List.of("TAG", "REGEN")));
    assertThat(ScliteFiles.stm(sentences)).isEqualTo("a 1 Anna 0.00 4.00 <O> TAG WIND\n");
    assertThat(ScliteFiles.ctm(sentences))
        .isEqualTo("a 1 0.00 0.40 TAG 0.9000\na 1 0.40 0.40 REGEN 0.9000\n");
  }

  @Test
  void whatScliteWouldMisreadIsRefused() {
    for (String gloss : List.of("A B", "A/B", "(A)", "{A", "A@B", ";;A")) {
      List<Sentence> sentences = List.of(sentence("a", "", List.of(gloss), List.of(gloss)));
      assertThatThrownBy(() -> ScliteFiles.stm(sentences))
          .isInstanceOf(TeacherException.class)
          .hasMessageContainingAll("cannot stand in a file for sclite", "sample a", gloss);
      assertThatThrownBy(() -> ScliteFiles.ctm(sentences)).isInstanceOf(TeacherException.class);
    }
  }

  @Test
  void scliteCountsTheSameErrors() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(SCTK), "no " + SCTK + " to compare with");
    SplittableRandom random = new SplittableRandom(3);
    List<Sentence> sentences = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      List<String> signed = glosses(random, 1 + random.nextInt(6));
      List<String> recognised =
          random.nextInt(10) == 0 ? List.of() : glosses(random, random.nextInt(8));
      String id = String.format(Locale.ROOT, "s%03d", 7 * i % 120); // in no order
      sentences.add(sentence(id, "", signed, recognised));
    }
    Path stm = Files.writeString(folder.resolve("r.stm"), ScliteFiles.stm(sentences));
    Path ctm = Files.writeString(folder.resolve("h.ctm"), ScliteFiles.ctm(sentences));
    Process sclite =
        new ProcessBuilder(
                SCTK.toString(),
                "sclite",
                "-r",
                "" + stm,
                "stm",
                "-h",
                "" + ctm,
                "ctm",
                "-s",
                "-f",
                "0",
                "-o",
                "rsum",
                "stdout")
            .redirectErrorStream(true)
            .start();
    String output = new String(sclite.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(sclite.waitFor()).as(output).isZero();
    // | Sum | sentences words | correct substitutions deletions insertions errors ...
    Matcher sum =
        Pattern.compile("\\| Sum +\\| +(\\d+) +(\\d+) \\| +(\\d+) +(\\d+) +(\\d+) +(\\d+) +(\\d+)")
            .matcher(output);
    assertThat(sum.find()).as(output).isTrue();
    CorpusScore own = new SplitReport("dev", sentences).score();
    assertThat(Integer.parseInt(sum.group(1))).isEqualTo(120);
    assertThat(Integer.parseInt(sum.group(2))).isEqualTo(own.referenceLength());
    // sclite weighs a substitution with 4 and a gap with 3, so its way may have more errors.
    double errors = Integer.parseInt(sum.group(7));
    assertThat(errors).isGreaterThanOrEqualTo(own.errors());
    assertThat(errors / own.referenceLength()).isCloseTo(own.wer(), offset(0.01));
  }

  private static List<String> glosses(SplittableRandom random, int count) {
    return random.ints(count, 0, 5).mapToObj(i -> "GLOSS" + (char) ('A' + i)).toList();
  }

  private static Sentence sentence(
      String id, String signer, List<String> signed, List<String> recognised) {
    List<Sentence.Recognised> tokens = new ArrayList<>();
    for (String gloss : recognised) {
      tokens.add(new Sentence.Recognised(gloss, 10 * tokens.size(), 10 * tokens.size() + 10, 0.9));
    }
    return new Sentence(
        id, signer, 100, Alignment.of(signed, recognised), tokens, List.of(), Optional.empty());
  }
}
