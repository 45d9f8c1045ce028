package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverfitIT {
  @TempDir Path folder;

  @Test
  void aNetworkThatWorksLearnsTwoSentencesByHeart() {
    Path run = folder.resolve("run");
    Teacher.Ended ended =
        Teacher.run(
            "overfit",
            "--json",
            "--config",
            Tiny.config(folder, Tiny.CORPUS),
            "--samples",
            2,
            "--out",
            run,
            "--set",
            "train.optimizer.learning-rate=5e-3",
            "--set",
            "backbone.dropout=0");
    JsonNode result = ended.json();
    assertThat(result.get("memorised").booleanValue()).isTrue();
    assertThat(result.get("wer").doubleValue()).isZero();
    assertThat(result.get("guesses")).isEmpty();
    assertThat(result.get("epochs").intValue()).as("ends when it is done").isLessThan(300);
    assertThat(run.resolve("report.html")).isRegularFile();
  }

  @Test
  void oneThatDoesNotSaysWhatMayBeTheReason() {
    Teacher.Ended ended =
        Teacher.run(
            "overfit",
            "--config",
            Tiny.config(folder, Tiny.CORPUS),
            "--epochs",
            "3",
            "--out",
            folder.resolve("run"),
            "--set",
            "train.optimizer.learning-rate=1e-9");
    assertThat(ended.exitCode()).as(ended.err()).isEqualTo(4);
    assertThat(ended.out())
        .contains("did not learn 5 samples in 3 epochs", "perhaps: the loss does not fall");
  }

  @Test
  void moreSamplesThanThereAreIsAnError() {
    Path run = folder.resolve("run");
    Teacher.run(
            "overfit",
            "--config",
            Tiny.config(folder, Tiny.CORPUS),
            "--samples",
            "13",
            "--out",
            run)
        .failsWith(3, "fewer samples than are wanted", "at most 12");
    assertThat(Files.exists(run)).isFalse();
  }
}
