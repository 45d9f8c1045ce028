package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class InspectNetworkTest {
  private static final String CORPUS =
      "corpus { type = synthetic, glosses = 4, sentences { train = 40, dev = 1 } }\n";
  private static final String REST =
      """
      name = mine
      features { type = body-centred }
      normalizers = [ { type = global-stats }, { type = clip, min = -5, max = 5 } ]
      backbone { type = tcn-bilstm, channels = 32, hidden = 16, layers = 1 }
      """;

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path config;

  @BeforeEach
  void writeConfig() throws IOException {
    config = Files.writeString(folder.resolve("my.conf"), CORPUS + REST);
  }

  @Test
  void theNetworkOfAConfigurationIsATable() {
    assertThat(inspect("--config", config)).isZero();
    assertThat(err.toString()).as("nothing is measured").isEmpty();
    assertThat(out.toString())
        .contains("mine: tcn-bilstm on body-centred features (340 columns), 5 classes")
        .containsPattern("layer +does +output +sees +weights +FLOP\n")
        .containsPattern("\nfeatures +body-centred +\\[B, T, 340] +3 +- ")
        .containsPattern("\nnormalizer0 +global-stats ")
        .containsPattern("\nnormalizer1 +clip ")
        .containsPattern("\nproject +linear +\\[B, T, 32] +3 +10,912 ") // 340 * 32 + 32
        .containsPattern("\nblock1 +\\[B, T/2, 32] +8 ")
        .containsPattern("\n  conv +conv 5 +\\[B, T, 32] +7 +5,152 ") // 32 * 32 * 5 + 32
        .containsPattern("\nlstm1 +LSTM, LSTM backward.*\\[B, T/4, 32] +all ")
        .containsPattern("\nhead +linear, soft-max +\\[B, T/4, 5] +all +165 ") // 32 * 5 + 5
        .contains("output stride 4", "a frame sees 18 input frames, then the whole sample");
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"i3d", "conformer", "bilstm", "tcn-bilstm"})
  void theTableFitsATerminal(String backbone) {
    assertThat(
            inspect(
                "--config",
                config,
                "--classes",
                12_345,
                "--set",
                "backbone = { type = " + backbone + " }"))
        .isZero();
    assertThat(out.toString().lines())
        .hasSizeGreaterThan(10)
        .allMatch(line -> line.length() <= 100, "has at most 100 letters");
  }

  @Test
  void theSumsOfTheTableAreItsTotals() throws IOException {
    assertThat(inspect("--config", config, "--json")).isZero();
    JsonNode result = json();
    assertThat(sum(result.get("layers"), "parameters"))
        .isEqualTo(sum(result.get("parts"), "parameters"))
        .isEqualTo(result.get("parameters").longValue());
    assertThat(result.get("classes").intValue()).isEqualTo(5);
    assertThat(result.get("classesFrom").textValue()).isEqualTo("the corpus");
    assertThat(result.get("input").textValue()).startsWith("mediapipe-1629: pose=99, ");
    assertThat(result.get("receptiveField").intValue()).isZero();
    assertThat(result.get("localReceptiveField").intValue()).isEqualTo(18);
    assertThat(result.get("outputStride").doubleValue()).isEqualTo(4);
    assertThat(result.get("types").get("normalizer0").textValue()).isEqualTo("global-stats");
    assertThat(result.get("page").isNull()).isTrue();
    assertThat(inspect("--config", config)).isZero();
    String total = String.format(Locale.ROOT, "%,d", result.get("parameters").longValue());
    assertThat(out.toString()).containsPattern("\ntotal +all +" + total + " ");
  }

  @Test
  void thePageGoesToAFolder() throws IOException {
    Path page = folder.resolve("new/network.html");
    assertThat(inspect("--config", config, "--out", page.getParent(), "--json")).isZero();
    assertThat(json().get("page").textValue()).isEqualTo(page.toString());
    assertThat(page).content().contains("<svg", "Network <em>mine</em>", "block1.conv");
    assertThat(inspect("--config", config, "--out", page.getParent())).isZero();
    assertThat(out.toString()).endsWith("to look at: " + page + "\n");
  }

  @Test
  void aCorpusThatCannotBeReadIsNotNeeded() throws IOException {
    Path other =
        Files.writeString(folder.resolve("other.conf"), "corpus { type = phoenix }\n" + REST);
    assertThat(inspect("--config", other)).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .contains("how many glosses the network tells apart is unknown")
        .contains("corpus.root is missing", "--classes 100");
    assertThat(inspect("--config", other, "--set", "corpus.root=" + folder)).isEqualTo(2);
    assertThat(err.toString()).contains("train.corpus.csv", "--classes 100");
    assertThat(inspect("--config", other, "--classes", 7)).isZero();
    assertThat(out.toString()).contains("7 classes (from --classes)");
    Path without = Files.writeString(folder.resolve("without.conf"), REST);
    assertThat(inspect("--config", without, "--classes", 7)).isZero();
  }

  @Test
  void wrongUseIsSaid() throws IOException {
    Path file = Files.writeString(folder.resolve("a.npy"), "");
    assertThat(inspect()).isEqualTo(2);
    assertThat(err.toString()).contains("there is nothing to inspect", "--config FILE");
    assertThat(inspect(file, "--out", folder)).isEqualTo(2);
    assertThat(err.toString()).contains("--model, --classes and --out are about a network");
    assertThat(inspect("--layout", "1629", "--config", config)).isEqualTo(2);
    assertThat(err.toString()).contains("--layout is about files");
    assertThat(inspect("--config", config, "--classes", 1)).isEqualTo(2);
    assertThat(err.toString()).contains("--classes is out of range", "at least 2");
    assertThat(inspect("--model", folder, "--config", config)).isEqualTo(2);
    assertThat(err.toString()).contains("--model goes with neither --config nor --classes");
    assertThat(inspect("--model", folder)).isEqualTo(2);
    assertThat(err.toString()).contains("no checkpoint");
    assertThat(inspect("--model", config)).isEqualTo(3);
    assertThat(err.toString()).contains(config.toString());
  }

  private static long sum(JsonNode layers, String field) {
    return IntStream.range(0, layers.size())
        .mapToLong(i -> layers.get(i).get(field).longValue())
        .sum();
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out.toString());
  }

  private int inspect(Object... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of("inspect"));
    for (Object argument : arguments) {
      all.add(argument.toString());
    }
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(all.toArray(String[]::new));
  }
}
