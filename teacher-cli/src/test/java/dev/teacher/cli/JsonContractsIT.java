package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --json} prints: one object with the fields that programs rely on. */
class JsonContractsIT {
  @TempDir Path folder;

  @Test
  void demo() {
    Path run = folder.resolve("demo");
    JsonNode result =
        Teacher.run(
                "demo",
                "--json",
                "--out",
                run,
                "--set",
                "corpus.glosses=3",
                "--set",
                "corpus.sentences.train=6",
                "--set",
                "corpus.sentences.dev=2",
                "--set",
                "corpus.sentences.test=2",
                "--set",
                "corpus.sentences.test-unseen=2",
                "--set",
                "corpus.max-length=2",
                "--set",
                "backbone.channels=16",
                "--set",
                "backbone.hidden=8",
                "--set",
                "train.epochs=1",
                "--set",
                "train.threads=1")
            .json();
    assertThat(result.get("wer").isNumber()).isTrue();
    assertThat(result.get("wer").doubleValue()).isNotNegative();
    assertThat(result.get("werUnseenSigner").isNumber()).isTrue();
    assertThat(result.get("werUnseenSigner").doubleValue()).isNotNegative();
    assertThat(result.get("seconds").doubleValue()).isPositive();
    assertThat(Path.of(result.get("run").textValue())).isEqualTo(run).isDirectory();
    assertThat(Path.of(result.get("model").textValue())).isRegularFile();
    assertThat(result.get("transcript").get("glosses").isArray()).isTrue();
  }

  @Test
  void plugins() {
    JsonNode result = Teacher.run("plugins", "--json").json();
    List<String> plugins = new ArrayList<>();
    for (JsonNode plugin : result.get("plugins")) {
      plugins.add(plugin.get("kind").textValue() + " " + plugin.get("name").textValue());
      assertThat(plugin.get("description").textValue()).isNotBlank();
      assertThat(plugin.get("keys").isArray()).isTrue();
    }
    assertThat(plugins)
        .contains("corpus phoenix", "corpus synthetic", "landmark reader npy")
        .contains("feature extractor body-centred", "normalizer global-stats")
        .contains("backbone tcn-bilstm", "decoder greedy", "training backend djl")
        .doesNotHaveDuplicates();
  }

  @Test
  void synth() {
    JsonNode result = Tiny.SYNTHESIS.json();
    assertThat(result.get("root").textValue()).isEqualTo(Tiny.CORPUS.toString());
    assertThat(result.get("sentences").get("train").intValue()).isEqualTo(12);
    assertThat(result.get("sentences").get("dev").intValue()).isEqualTo(4);
    assertThat(Tiny.CORPUS.resolve("annotations/train.corpus.csv")).isRegularFile();
  }

  @Test
  void train() throws IOException {
    JsonNode result = Tiny.training().json();
    assertThat(result.get("run").textValue()).isEqualTo(Tiny.run().toString());
    assertThat(result.get("devWer").doubleValue()).isNotNegative();
    assertThat(result.get("testWer").get("test").doubleValue()).isNotNegative();
    assertThat(result.get("epochs").intValue()).isEqualTo(Tiny.EPOCHS);
    assertThat(Files.readAllLines(Tiny.run().resolve("metrics.jsonl"))).hasSize(Tiny.EPOCHS);
    assertThat(Tiny.names(Tiny.run().resolve("checkpoints"))).containsExactly("best", "last");
    assertThat(Tiny.run().resolve("report.html")).content().contains("WER dev", "<canvas");
    assertThat(Tiny.run().resolve("evaluation-test.jsonl")).isRegularFile();
  }

  @Test
  void evaluate() {
    JsonNode result = Teacher.run("evaluate", "--json", Tiny.run()).json();
    int errors =
        result.get("substitutions").intValue()
            + result.get("deletions").intValue()
            + result.get("insertions").intValue();
    int length = result.get("referenceLength").intValue();
    assertThat(length).isPositive();
    assertThat(result.get("wer").doubleValue()).isEqualTo((double) errors / length);
    assertThat(result.get("wer").doubleValue())
        .isEqualTo(Tiny.training().json().get("devWer").doubleValue());
    assertThat(result.get("sentences").intValue()).isEqualTo(4);
    assertThat(result.get("hypotheses")).hasSize(4);
    for (JsonNode hypothesis : result.get("hypotheses")) {
      assertThat(hypothesis.get("id").textValue()).startsWith("dev_");
      assertThat(hypothesis.get("reference").size()).isPositive();
      assertThat(hypothesis.get("hypothesis").isArray()).isTrue();
    }
  }

  @Test
  void evaluateCanKeepEverySentence() throws IOException {
    Path folder = Tiny.run().resolveSibling("scores");
    JsonNode result = Teacher.run("evaluate", "--json", Tiny.run(), "--out", folder).json();
    List<String> lines = Files.readAllLines(folder.resolve("evaluation-dev.jsonl"));
    assertThat(lines).isEqualTo(Files.readAllLines(Tiny.run().resolve("evaluation-dev.jsonl")));
    int errors = 0;
    for (String line : lines) {
      errors += new ObjectMapper().readTree(line).get("errors").intValue();
    }
    assertThat(errors / result.get("referenceLength").doubleValue())
        .isEqualTo(result.get("wer").doubleValue());
    assertThat(Files.readAllLines(folder.resolve("evaluation-dev.stm"))).hasSize(4);
    assertThat(folder.resolve("evaluation-dev.ctm")).isRegularFile();
    assertThat(result.get("signers").size()).isPositive();
    assertThat(result.get("ser").doubleValue()).isBetween(0.0, 1.0);
  }

  @Test
  void export() {
    JsonNode result = Tiny.export().json();
    assertThat(result.get("file").textValue()).isEqualTo(Tiny.model().toString());
    assertThat(result.get("samples").intValue()).isEqualTo(4);
    assertThat(result.get("largestDifference").doubleValue()).isBetween(0.0, 1e-4);
  }

  @Test
  void transcribe() {
    Path one = Tiny.landmarks("dev", 1);
    Path other = Tiny.landmarks("test", 2);
    JsonNode result =
        Teacher.run("transcribe", "--json", "--model", Tiny.model(), one, other).json();
    assertThat(result.get("files")).hasSize(2);
    assertThat(result.get("files").get(0).get("file").textValue()).isEqualTo(one.toString());
    assertThat(result.get("files").get(1).get("file").textValue()).isEqualTo(other.toString());
    int glosses = 0;
    for (JsonNode file : result.get("files")) {
      int end = 0;
      for (JsonNode gloss : file.get("glosses")) {
        glosses++;
        assertThat(gloss.get("gloss").textValue()).isNotBlank();
        assertThat(gloss.get("startFrame").intValue()).isGreaterThanOrEqualTo(end);
        end = gloss.get("endFrame").intValue();
        assertThat(end).isGreaterThan(gloss.get("startFrame").intValue());
        assertThat(gloss.get("confidence").doubleValue()).isBetween(0.0, 1.0);
      }
      assertThat(end).isLessThanOrEqualTo(file.get("frames").intValue());
    }
    assertThat(glosses).as("glosses in both files").isPositive();
  }

  @Test
  void diagnose() {
    Path config = Tiny.config(folder, Tiny.CORPUS);
    JsonNode result =
        Teacher.run("diagnose", "--json", "--config", config, "--check", "scoring").json();
    assertThat(result.fieldNames())
        .toIterable()
        .containsExactly(
            "name",
            "verdict",
            "findings",
            "examinations",
            "trials",
            "effort",
            "seconds",
            "page",
            "file");
    assertThat(result.get("verdict").textValue()).isEqualTo("healthy");
    JsonNode check = result.get("examinations").get(0);
    assertThat(check.fieldNames())
        .toIterable()
        .containsExactly("check", "title", "question", "result", "seconds");
    assertThat(check.get("result").fieldNames())
        .toIterable()
        .containsExactly("verdict", "summary", "findings", "exhibits");
    assertThat(check.get("result").get("exhibits").get(0).get("form").textValue())
        .isEqualTo("table");
  }

  @Test
  void inspectANetwork() {
    Path config = Tiny.config(folder, Tiny.CORPUS);
    JsonNode result =
        Teacher.run("inspect", "--json", "--config", config, "--out", folder.resolve("look"))
            .json();
    assertThat(result.get("name").textValue()).isEqualTo("tiny");
    assertThat(result.get("backbone").textValue()).isEqualTo("tcn-bilstm");
    assertThat(result.get("classes").intValue()).as("4 glosses and blank").isEqualTo(5);
    assertThat(result.get("parameters").longValue()).isPositive();
    assertThat(result.get("flopsPerFrame").doubleValue()).isPositive();
    assertThat(result.get("outputStride").doubleValue()).isEqualTo(4);
    assertThat(Path.of(result.get("page").textValue())).isRegularFile();
    for (JsonNode layer : result.get("layers")) {
      assertThat(layer.fieldNames())
          .toIterable()
          .containsExactly(
              "name",
              "operations",
              "shape",
              "channels",
              "stride",
              "parameters",
              "flopsPerFrame",
              "receptiveField",
              "inputs");
    }
    JsonNode trained = Teacher.run("inspect", "--json", "--model", Tiny.run()).json();
    JsonNode exported = Teacher.run("inspect", "--json", "--model", Tiny.model()).json();
    for (String field : List.of("name", "classes", "parameters", "features", "layers", "parts")) {
      assertThat(trained.get(field)).as(field).isEqualTo(result.get(field));
      assertThat(exported.get(field)).as(field).isEqualTo(result.get(field));
    }
  }
}
