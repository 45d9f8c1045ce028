package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor as a command. */
class DiagnoseIT {
  private static final String CORPUS =
      """
      corpus {
        type = synthetic
        glosses = 6
        signers = 6
        min-length = 1
        max-length = 3
        sentences { train = 120, dev = 20, test = 20, test-unseen = 20 }
      }
      features { type = body-centred }
      backbone { type = tcn-bilstm, channels = 32, hidden = 16, layers = 1, dropout = 0 }
      train { threads = 1, optimizer { learning-rate = 5e-3 } }
      """;

  @TempDir Path folder;

  @Test
  void aHealthyTrainingIsCalledSo() {
    Path config = config("normalizers = [ { type = global-stats } ]");
    Teacher.Ended ended = Teacher.run("diagnose", "--config", config).succeeds();
    assertThat(ended.out())
        .startsWith("HEALTHY: nothing was found that spoils a training\n")
        .contains(" checks in ", "--quick");
    assertThat(Tiny.names(folder)).as("nothing is left behind").containsExactly("mine.conf");
  }

  @Test
  void twoStandardisingNormalizersAreNamedWithTheirLines() throws IOException {
    Path config =
        config(
            "normalizers = [\n  { type = global-stats, floor = 1e-12 }\n"
                + "  { type = per-sample-zscore, axes = sample }\n]");
    Path out = folder.resolve("diagnosis");
    Teacher.Ended ended = Teacher.run("diagnose", "--json", "--config", config, "--out", out);
    assertThat(ended.exitCode()).as("%s%n%s", ended.out(), ended.err()).isEqualTo(4);
    JsonNode result = new ObjectMapper().readTree(ended.out());
    assertThat(result.get("verdict").textValue()).isEqualTo("sick");
    JsonNode first = result.get("findings").get(0);
    assertThat(first.get("kind").textValue()).isEqualTo("declared-twice");
    assertThat(first.toString()).contains("line 2", "line 3", "global-stats", "per-sample-zscore");
    assertThat(first.get("remedy").get("overrides").size()).isPositive();
    assertThat(result.get("trials").get(0).get("finding").textValue()).isEqualTo("declared-twice");
    Path page = out.resolve("report.html");
    assertThat(result.get("page").textValue()).isEqualTo(page.toString());
    assertThat(page).content().contains("id=\"finding-declared-twice\"", "Mend");
    JsonNode stored = new ObjectMapper().readTree(out.resolve("diagnosis.json").toFile());
    assertThat(stored.get("findings")).isEqualTo(result.get("findings"));
    assertThat(Tiny.names(out)).containsExactly("diagnosis.json", "report.html");
  }

  @Test
  void aTrainedNetworkIsTakenWithItsConfigurationAndTheSameSeedSaysTheSame() {
    Object[] command = {
      "diagnose", "--json", "--checkpoint", Tiny.run(), "--check", "scoring", "--seed", 3
    };
    JsonNode one = Teacher.run(command).json();
    assertThat(one.get("name").textValue()).isEqualTo("tiny");
    assertThat(one.get("effort").textValue()).isEqualTo("quick");
    assertThat(one.get("page").isNull()).isTrue();
    assertThat(one.get("examinations")).hasSize(1);
    JsonNode check = one.get("examinations").get(0);
    assertThat(check.get("check").textValue()).isEqualTo("scoring");
    assertThat(check.get("result").get("verdict").textValue()).isEqualTo("healthy");
    JsonNode other = Teacher.run(command).json();
    assertThat(other.get("examinations").get(0).get("result")).isEqualTo(check.get("result"));
  }

  @Test
  void whatATrainingRefusesIsAFinding() {
    Path config = config("normalizers = [ { type = globalstats } ]");
    Teacher.Ended ended = Teacher.run("diagnose", "--config", config);
    assertThat(ended.exitCode()).isEqualTo(4);
    assertThat(ended.out())
        .startsWith("SICK: 1 fault. The first to mend: the configuration or its data are refused")
        .contains("did you mean global-stats?");
  }

  @Test
  void wrongUseIsAnError() {
    Path config = config("normalizers = [ { type = global-stats } ]");
    diagnose(config, "--check", "heart").failsWith(2, "there is no check heart", "scoring");
    diagnose(config, "--quick", "--full").failsWith(2, "--quick and --full contradict each other");
    diagnose(config, "--checkpoint", folder.resolve("no")).failsWith(3, "no such checkpoint");
    Teacher.run("diagnose").failsWith(2, "--config FILE is missing");
  }

  private static Teacher.Ended diagnose(Path config, Object... more) {
    return Teacher.run(
        Stream.concat(Stream.of("diagnose", "--config", config), Arrays.stream(more)).toArray());
  }

  private Path config(String normalizers) {
    try {
      return Files.writeString(folder.resolve("mine.conf"), normalizers + "\n" + CORPUS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
