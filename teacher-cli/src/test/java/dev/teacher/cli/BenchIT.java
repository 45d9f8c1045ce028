package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measurements of a tiny training: that the numbers fit each other, never how large they are. */
class BenchIT {
  private static final String HEALTHY =
      """
      corpus {
        type = synthetic, glosses = 6, signers = 4, max-length = 3
        sentences { train = 80, dev = 12, test = 6, test-unseen = 6 }
      }
      features { type = body-centred }
      normalizers = [ { type = global-stats } ]
      backbone { type = tcn-bilstm, channels = 32, hidden = 16, layers = 1, dropout = 0 }
      train { threads = 1, optimizer { learning-rate = 5e-3 } }
      """;

  @TempDir Path folder;

  @Test
  void thePartsOfATrainingAreTheWhole() {
    JsonNode result =
        bench(
                "train",
                "--json",
                "--steps",
                12,
                "--warm-up",
                2,
                "--set",
                "train.batch.max-frames=200")
            .json();
    assertThat(result.get("steps").intValue()).isEqualTo(12);
    assertThat(result.get("samples").intValue()).isGreaterThanOrEqualTo(12);
    double seconds = result.get("seconds").doubleValue();
    double sum = 0;
    for (JsonNode part : result.get("engine")) {
      assertThat(part.doubleValue()).isNotNegative();
      sum += part.doubleValue();
    }
    assertThat(Math.abs(sum - seconds)).isLessThan(1e-6 * seconds);
    assertThat(result.get("engine").get("step").doubleValue()).isPositive();
    assertThat(result.get("engine").get("waiting").doubleValue()).isPositive();
    for (JsonNode part : result.get("loader")) {
      assertThat(part.doubleValue()).isNotNegative();
    }
    assertThat(result.get("loader").get("augment").doubleValue()).isPositive();
    double frames = result.get("frames").doubleValue();
    assertThat(Math.abs(result.get("framesPerSecond").doubleValue() * seconds - frames))
        .isLessThan(1e-6 * frames);
    assertThat(result.get("paddingShare").doubleValue()).isBetween(0.0, 1.0);
    JsonNode validation = result.get("validation");
    assertThat(validation.get("samples").intValue()).isEqualTo(4);
    double validated =
        validation.get("framesPerSecond").doubleValue() * validation.get("seconds").doubleValue();
    assertThat(Math.abs(validated - validation.get("frames").doubleValue()))
        .isLessThan(1e-6 * validated);
    assertThat(result.get("threads").get("engine").intValue()).isEqualTo(1);
    assertThat(result.get("threads").get("loader").intValue()).isEqualTo(1);
    assertThat(result.get("threads").get("cores").intValue()).isPositive();
    assertThat(result.get("precision").textValue()).isEqualTo("float32");
    nothingIsWritten();
  }

  @Test
  void whatIsMeasuredIsTheConfiguredTraining() {
    Object[] twoBatches = {
      "train",
      "--json",
      "--steps",
      3,
      "--warm-up",
      1,
      "--set",
      "train.batch.max-samples=1",
      "--set",
      "train.batch.accumulate=2",
      "--set",
      "train.precision=auto"
    };
    JsonNode result = bench(twoBatches).json();
    assertThat(result.get("samples").intValue()).isEqualTo(6);
    assertThat(result.get("paddingShare").doubleValue()).isZero();
    assertThat(result.get("precision").textValue()).isIn("float32", "bfloat16");
  }

  @Test
  void theTextSaysHowTheTimeSplits() {
    Teacher.Ended ended = bench("train", "--steps", 3, "--warm-up", 1).succeeds();
    assertThat(ended.out())
        .contains("frames/s in training: 3 steps", "frames/s in validation: 4 samples", "padding: ")
        .contains("waiting for batches", "augmenting", "threads: engine 1, loader 1");
  }

  @Test
  void inferenceIsMeasuredInBothEngines() {
    JsonNode result = bench("inference", "--json", "--turns", 3).json();
    assertThat(result.get("turns").intValue()).isEqualTo(3);
    assertThat(result.get("samples").intValue()).isBetween(1, 4);
    double[] best = new double[2];
    String[] engines = {"onnx", "engine"};
    for (int i = 0; i < 2; i++) {
      JsonNode times = result.get(engines[i]);
      best[i] = times.get("best").doubleValue();
      assertThat(best[i]).isPositive();
      assertThat(times.get("median").doubleValue()).isGreaterThanOrEqualTo(best[i]);
      double frames = times.get("framesPerSecond").doubleValue() * best[i];
      assertThat(Math.abs(frames - result.get("frames").doubleValue())).isLessThan(1e-6 * frames);
    }
    assertThat(result.get("ratio").doubleValue()).isEqualTo(best[0] / best[1]);
    assertThat(result.get("largestDifference").doubleValue()).isBetween(0.0, 1e-3);
    nothingIsWritten();
  }

  @Test
  void theDoctorIsTriedOnFaults() throws IOException {
    Path healthy = folder.resolve("tiny.conf");
    Files.writeString(healthy, HEALTHY);
    JsonNode result =
        Teacher.run(
                "bench",
                "doctor",
                "--config",
                healthy,
                "--json",
                "--seeds",
                0,
                "--fault",
                "a scorer that errs",
                "--fault",
                "duplicate ids: one")
            .json();
    assertThat(result.get("recall").doubleValue()).isEqualTo(1);
    assertThat(result.get("falseAlarms").intValue()).isZero();
    assertThat(result.get("clean")).isEmpty();
    assertThat(result.get("sick"))
        .hasSize(3)
        .allMatch(sick -> sick.get("rank").intValue() == 1)
        .extracting(sick -> sick.get("expected").get(0).textValue())
        .containsExactly("duplicate-id", "scoring-fault", "scoring-fault");
    Teacher.run("bench", "doctor", "--config", healthy, "--fault", "no such")
        .failsWith(2, "no fault is called so", "standardised twice", "a scorer that errs");
    nothingIsWritten();
  }

  @Test
  void measuringNothingIsRefused() {
    bench("train", "--steps", 0).failsWith(2, "--steps is out of range", "1 to 1000000", "0");
    bench("inference", "--turns", 0).failsWith(2, "--turns is out of range");
  }

  private void nothingIsWritten() {
    assertThat(Tiny.names(folder)).containsExactly("tiny.conf");
  }

  private Teacher.Ended bench(Object... more) {
    Path config = Tiny.config(folder, Tiny.CORPUS);
    Object[] all = Arrays.copyOf(new Object[] {"bench"}, more.length + 3);
    System.arraycopy(more, 0, all, 1, more.length);
    all[more.length + 1] = "--config";
    all[more.length + 2] = config;
    return Teacher.run(all);
  }
}
