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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CorpusCommandTest {
  @TempDir private Path folder;
  private Path config;
  private int recordings;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void soundCorpus() throws IOException {
    split("train", "a|Anna|__ON__ TAG loc-NACHT TAG", "b|Anna|TAG NACHT __OFF__");
    split("dev", "c|Ben|NACHT");
    config =
        Files.writeString(
            folder.resolve("my.conf"),
            """
            corpus { type = phoenix, preset = phoenix, splits = [ train, dev ], root = "%s" }
            features { type = body-centred }
            normalizers = [ { type = global-stats } ]
            backbone { type = tcn-bilstm, pools = [ 2, 2 ] }
            """
                .formatted(folder));
  }

  @Test
  void aSoundCorpusGivesItsNumbers() {
    assertThat(check()).isZero();
    assertThat(out.toString())
        .contains("output stride 4")
        .contains("train: 2 sentences, 1 signers {Anna=2}, 2 glosses in 5 occurrences, 0 of them")
        .contains("most frequent: TAG 3, NACHT 2")
        .contains("filter, drop __[A-Z0-9]+__: 2 tokens: __OFF__ 1, __ON__ 1")
        .contains("filter, strip loc-: 1 tokens: loc-NACHT 1")
        .contains("40 frames, 20 / 20 / 20 a sentence")
        .endsWith("nothing is wrong" + System.lineSeparator());
  }

  @Test
  void numbersAndFindingsAreJson() throws IOException {
    Files.delete(folder.resolve("features/dev/c.npy"));
    assertThat(check("--json")).isEqualTo(4);
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.get("healthy").booleanValue()).isFalse();
    assertThat(json.get("outputStride").intValue()).isEqualTo(4);
    JsonNode train = json.get("report").get("splits").get("train");
    assertThat(train.get("counts").toString()).isEqualTo("{\"NACHT\":2,\"TAG\":3}");
    assertThat(train.get("filtered").get("strip loc-").get("loc-NACHT").intValue()).isEqualTo(1);
    JsonNode finding = json.get("report").get("findings").get(0);
    assertThat(finding.get("what").textValue()).isEqualTo("1 sentences have no landmark file");
    assertThat(finding.get("wrong").booleanValue()).isTrue();
    assertThat(finding.get("topic").textValue()).isEqualTo("missing");
    assertThat(finding.fieldNames())
        .toIterable()
        .containsExactly("topic", "wrong", "what", "places", "remedy");
  }

  @Test
  void theTextNamesTheFirstPlacesAndJsonAll() throws IOException {
    split("dev", "c|Ben|A B C D E F G", "d|Ben|H I J");
    assertThat(check("--set", "train.unknown-glosses=count", "--set", "train.infeasible=drop"))
        .isZero();
    assertThat(out.toString())
        .contains("10 glosses of dev are not in train", "    H\n    and 2 more\n")
        .doesNotContain("    J\n");
    check("--set", "train.unknown-glosses=count", "--json");
    JsonNode findings = new ObjectMapper().readTree(out.toString()).get("report").get("findings");
    assertThat(findings.toString()).contains("\"H\",\"I\",\"J\"");
  }

  @Test
  void theTrainingDecidesWhatIsWrong() throws IOException {
    split("dev", "c|Ben|MOND");
    assertThat(check()).isEqualTo(4);
    assertThat(out.toString())
        .contains("wrong: 1 glosses of dev are not in train: 1 occurrences, no WER below 100.00 %")
        .contains("something is wrong");
    assertThat(check("--set", "train.unknown-glosses=count")).isZero();
    assertThat(out.toString()).contains("note:  1 glosses of dev are not in train");
  }

  @Test
  void lengthsAreHeldAgainstTheStrideOfTheNetwork() throws IOException {
    split("train", "a|Anna|TAG NACHT TAG NACHT TAG NACHT", "b|Anna|TAG");
    assertThat(check()).isEqualTo(4);
    assertThat(out.toString()).contains("a: 20 frames give 5, needs 6");
    assertThat(check("--set", "backbone.pools=[2,1]")).isZero();
    assertThat(check("--set", "train.infeasible=drop")).isZero();
  }

  @Test
  void withoutAConfigurationOrACommandTheUseIsShown() {
    assertThat(run("corpus", "check")).isEqualTo(2);
    assertThat(err.toString()).contains("--config FILE is missing");
    assertThat(run("corpus")).isEqualTo(2);
    assertThat(err.toString()).contains("teacher corpus", "check");
  }

  private int check(String... more) {
    String[] arguments = new String[4 + more.length];
    arguments[0] = "corpus";
    arguments[1] = "check";
    arguments[2] = "--config";
    arguments[3] = config.toString();
    System.arraycopy(more, 0, arguments, 4, more.length);
    return run(arguments);
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }

  /** Sentences of 20 frames. */
  private void split(String split, String... rows) throws IOException {
    Path features = Files.createDirectories(folder.resolve("features").resolve(split));
    for (String row : rows) {
      float[] values = new float[20 * Part.COLUMNS];
      values[0] = ++recordings;
      Path file = features.resolve(row.substring(0, row.indexOf('|')) + ".npy");
      Files.deleteIfExists(file);
      NpyWriter.write(file, values, Part.COLUMNS);
    }
    Files.createDirectories(folder.resolve("annotations"));
    Files.writeString(
        folder.resolve("annotations/" + split + ".corpus.csv"),
        "id|signer|annotation\n" + String.join("\n", rows) + "\n");
  }
}
