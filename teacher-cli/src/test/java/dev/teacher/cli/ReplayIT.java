package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that breaks down, and its last step again. */
class ReplayIT {
  @TempDir Path folder;

  @Test
  void aStepThatWasNotFiniteIsRepeatedFromItsCapsuleAlone() throws IOException {
    Path run = folder.resolve("run");
    Path corpus = Tiny.copy(Tiny.CORPUS, folder.resolve("corpus"));
    Teacher.Ended training =
        Teacher.run(
            "train",
            "--config",
            Tiny.config(folder, corpus),
            "--out",
            run,
            "--set",
            "train.optimizer={type=sgd, learning-rate=10, weight-decay=10}",
            "--set",
            "train.clip-norm=0",
            "--set",
            "train.epochs=40",
            "--set",
            "train.validate-every=40");
    training.failsWith(4, "ALARM diverging loss", "ALARM non-finite", "teacher replay " + run);
    JsonNode alarm = last(Files.readString(run.resolve("alarms.jsonl")));
    assertThat(alarm.get("name").textValue()).startsWith("non-finite ");
    assertThat(alarm.get("samples").size()).isPositive();
    Path capsule = run.resolve("crash").resolve("step-" + alarm.get("step").longValue());

    Files.move(corpus, folder.resolve("elsewhere"));
    Teacher.Ended replay = Teacher.run("replay", capsule, "--json");
    assertThat(replay.exitCode()).as(replay.err()).isEqualTo(4);
    JsonNode result = new ObjectMapper().readTree(replay.out());
    assertThat(result.get("repeats").booleanValue()).isTrue();
    assertThat(result.get("name")).isEqualTo(alarm.get("name"));
    assertThat(result.get("samples")).isEqualTo(alarm.get("samples"));
    assertThat(result.get("step")).isEqualTo(alarm.get("step"));
    assertThat(result.get("input")).isEmpty();
    assertThat(result.get("culprit").get("layer").textValue()).isNotEmpty();
    String operation = result.get("culprit").get("operation").textValue();
    assertThat(Teacher.run("replay", capsule).out()).contains(operation, "the step repeats");
  }

  @Test
  void aFolderThatIsNoCapsuleIsRefused() {
    Teacher.run("replay", folder).failsWith(2, "no crash capsule", "step.json");
  }

  private static JsonNode last(String lines) throws IOException {
    String[] all = lines.strip().split("\n", -1);
    return new ObjectMapper().readTree(all[all.length - 1]);
  }
}
