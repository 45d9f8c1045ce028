package dev.teacher.train.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.teacher.train.guard.EpochNumbers;
import dev.teacher.train.guard.FeatureNumbers;
import dev.teacher.train.guard.OutputNumbers;
import dev.teacher.train.run.RunFolder;
import dev.teacher.train.tensorboard.EventRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {
  @TempDir Path folder;

  @Test
  void anEpochIsALineAndAPointOfEachCurve() throws IOException {
    RunFolder run = new RunFolder(folder);
    EpochMetrics.Validation dev =
        new EpochMetrics.Validation(0.25, 0.5, 1, 2, 3, 24, Map.of("Anna", 0.125, "", 1.0), 2, 1.5);
    OutputNumbers output = new OutputNumbers(0.875, 0.9, 0.5, 0.25);
    try (Recorder recorder = Recorder.open(run, OptionalLong.empty())) {
      recorder.epoch(
          new EpochMetrics(1, 40, 2.5, 1e-3, 3, 9, 10, 800, 0.01, 0.05, null, guards(null)));
      recorder.epoch(
          new EpochMetrics(2, 80, 2, 5e-4, 3, 9, 10, 800, 0.01, 0.05, dev, guards(output)));
    }
    assertThat(Files.readAllLines(folder.resolve("metrics.jsonl"))).hasSize(2);
    Map<String, Float> last = EventRecords.of(folder).scalars();
    assertThat(last)
        .containsEntry("80 train/loss", 2f)
        .containsEntry("40 train/loss", 2.5f)
        .containsEntry("80 train/learning-rate", 5e-4f)
        .containsEntry("80 dev/wer", 0.25f)
        .containsEntry("80 dev/ser", 0.5f)
        .containsEntry("80 dev/loss", 1.5f)
        .containsEntry("80 dev-wer/Anna", 0.125f)
        .containsEntry("80 dev-wer/unknown", 1f)
        .containsEntry("80 dev/blank-share", 0.875f)
        .containsEntry("40 gradient-norms/head", 0.5f)
        .containsEntry("40 features-std/pose", 1f)
        .doesNotContainKey("40 dev/wer");
    JsonNode line =
        new ObjectMapper().readTree(Files.readAllLines(folder.resolve("metrics.jsonl")).get(1));
    assertThat(line.at("/gradientNorms/head").asDouble()).isEqualTo(0.5);
    assertThat(line.at("/features/segments/pose/std").asDouble()).isEqualTo(1);
    assertThat(line.at("/output/coverage").asDouble()).isEqualTo(0.5);
    assertThat(line.get("skippedSteps").asInt()).isEqualTo(3);
  }

  private static EpochNumbers guards(OutputNumbers output) {
    FeatureNumbers.Range range = new FeatureNumbers.Range(0, 1, -2, 3, 0);
    FeatureNumbers features = new FeatureNumbers(range, Map.of("pose", range));
    return new EpochNumbers(Map.of("head", 0.5), features, 3, output);
  }
}
