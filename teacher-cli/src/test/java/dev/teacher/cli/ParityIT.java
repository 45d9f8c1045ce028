package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoint and exported file recognise the same, in whatever batches. */
class ParityIT {
  @ParameterizedTest
  @ValueSource(ints = {1, 4, 16})
  void checkpointAndExportedFileSayTheSameOfEverySentence(int batchSize) {
    JsonNode trained = evaluation(Tiny.last(), batchSize);
    JsonNode exported = evaluation(Tiny.model(), batchSize);
    assertThat(exported.get("hypotheses")).hasSize(4).isEqualTo(trained.get("hypotheses"));
    assertThat(exported.get("wer")).isEqualTo(trained.get("wer"));
    assertThat(trained.get("deletions").intValue())
        .as("a model that says nothing proves nothing")
        .isLessThan(trained.get("referenceLength").intValue());
  }

  @Test
  void transcribingGivesWhatEvaluatingGives() {
    JsonNode evaluated = evaluation(Tiny.model(), 4).get("hypotheses").get(0);
    JsonNode transcribed =
        Teacher.run("transcribe", "--json", "--model", Tiny.model(), Tiny.landmarks("dev", 1))
            .json()
            .get("files")
            .get(0);
    List<String> hypothesis = new ArrayList<>();
    evaluated.get("hypothesis").forEach(gloss -> hypothesis.add(gloss.textValue()));
    assertThat(transcribed.findValuesAsText("gloss")).isEqualTo(hypothesis);
  }

  private static JsonNode evaluation(Path model, int batchSize) {
    return Teacher.run("evaluate", "--json", "--batch-size", batchSize, model).json();
  }
}
