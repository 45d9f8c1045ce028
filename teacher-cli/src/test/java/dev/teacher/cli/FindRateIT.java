package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The learning rate range test of a tiny training. */
class FindRateIT {
  @TempDir Path folder;

  @Test
  void aCurveWithASuggestionAndAPage() throws IOException {
    Path out = folder.resolve("rates");
    JsonNode result =
        find("--json", "--steps", 80, "--from", 1e-5, "--to", 100, "--out", out).json();
    assertThat(result.get("end").textValue()).isEqualTo("diverged");
    double suggestion = result.get("suggestion").doubleValue();
    double divergence = result.get("divergence").doubleValue();
    assertThat(suggestion).isBetween(1e-5, divergence / 10 * 1.05);
    assertThat(result.get("tenthOfDivergence").doubleValue()).isEqualTo(divergence / 10);
    JsonNode points = result.get("points");
    assertThat(points.size()).isBetween(20, 80);
    assertThat(points.get(0).get("rate").doubleValue()).isEqualTo(1e-5);
    assertThat(points.get(points.size() - 1).get("rate").doubleValue()).isEqualTo(divergence);
    for (int i = 1; i < points.size(); i++) {
      assertThat(points.get(i).get("rate").doubleValue())
          .isGreaterThan(points.get(i - 1).get("rate").doubleValue());
      assertThat(points.get(i).get("loss").doubleValue()).isPositive();
    }
    Path page = out.resolve("learning-rates.html");
    assertThat(result.get("page").textValue()).isEqualTo(page.toString());
    assertThat(Files.readString(page))
        .contains("Learning rates of <em>tiny</em>", "<svg class=\"rates\"")
        .doesNotContain("http:", "https:", "src=");
    assertThat(Tiny.names(folder)).containsExactlyInAnyOrder("rates", "tiny.conf");
  }

  @Test
  void theSameTestGivesTheSameCurveAndAccumulatesIfConfigured() {
    Object[] arguments = {"--json", "--steps", 20, "--set", "train.batch.accumulate=2"};
    JsonNode one = find(arguments).json().get("points");
    assertThat(one).isEqualTo(find(arguments).json().get("points"));
    assertThat(one).isNotEqualTo(find("--json", "--steps", 20).json().get("points"));
  }

  @Test
  void theTextSaysWhatToTry() {
    Teacher.Ended ended = find("--steps", 60, "--from", 1e-5).succeeds();
    assertThat(ended.out())
        .contains("suggested learning rate: ", "the loss falls fastest at: ")
        .contains("Try:  teacher train --config ", " --set train.optimizer.learning-rate=");
  }

  @Test
  void aRangeThatIsNoneIsRefused() {
    find("--from", 1, "--to", 0.1).failsWith(2, "bad range of learning rates", "1.0 to 0.1");
    find("--steps", 19).failsWith(2, "--steps is out of range", "20 to 100000", "19");
  }

  /** With plain gradients, whose steps are without bound, unlike those of AdamW. */
  private Teacher.Ended find(Object... more) {
    Path config = Tiny.config(folder, Tiny.CORPUS);
    Object[] first = {"find-lr", "--config", config, "--set", "train.optimizer.type=sgd"};
    Object[] all = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return Teacher.run(all);
  }
}
