package dev.teacher.train.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.teacher.api.plugin.Registry;
import dev.teacher.train.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A training that breaks off goes on to the same files, whatever its settings. */
class InterruptedTrainingTest {
  private static final Config CONFIG =
      ConfigFactory.parseString(
          """
          corpus {
            type = synthetic, glosses = 3, signers = 1, max-length = 2
            sentences { train = 6, dev = 3, test = 1, test-unseen = 1 }
          }
          features { type = body-centred, face = false }
          normalizers = [ { type = per-sample-zscore } ]
          augmentations = [ { type = mirror } ]
          backbone { type = tcn-bilstm, channels = 8, hidden = 8, layers = 1, dropout = 0.2 }
          train { epochs = 5, threads = 1, batch { max-samples = 2 } }
          """);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "schedule { type = one-cycle }",
        "batch { max-samples = 1, accumulate = 4 }",
        "weight-average.decay = 0.8, optimizer.learning-rate = 0.01",
        "schedule { type = plateau, patience = 1, warm-up = 0 }",
        "schedule { type = plateau, patience = 1, watch = loss },"
            + " optimizer { type = lion, learning-rate = 0.1 }"
      })
  void itGoesOnToTheSameFiles(String settings) throws IOException {
    Config config = ConfigFactory.parseString("train { " + settings + " }").withFallback(CONFIG);
    Path whole = folder.resolve("whole");
    train(config, whole, line -> {});
    Path broken = folder.resolve("broken");
    assertThatThrownBy(() -> train(config, broken, InterruptedTrainingTest::breakOff))
        .hasMessage("broken off");
    Trainer.resume(new RunFolder(broken), List.of(), Registry.ofClassPath(), line -> {});

    for (String checkpoint : List.of("last", "best")) {
      Path expected = whole.resolve("checkpoints").resolve(checkpoint);
      Path found = broken.resolve("checkpoints").resolve(checkpoint);
      assertThat(names(found)).isEqualTo(names(expected));
      for (String name : names(expected)) {
        assertThat(found.resolve(name)).hasSameBinaryContentAs(expected.resolve(name));
      }
    }
    boolean plateau = settings.contains("plateau");
    assertThat(names(whole.resolve("checkpoints/last")).contains("schedule.json"))
        .isEqualTo(plateau);
    if (plateau) {
      assertThat(Files.readString(whole.resolve("checkpoints/last/schedule.json")))
          .as("the rate fell")
          .doesNotContain("\"share\" : 1.0");
    }
    assertThat(Files.readString(whole.resolve("metrics.jsonl")).contains("\"loss\":null"))
        .isFalse();
  }

  /** After its second epoch was stored and before its third. */
  private static void breakOff(String line) {
    if (line.startsWith("epoch 3/")) {
      throw new IllegalStateException("broken off");
    }
  }

  private static void train(Config config, Path run, Consumer<String> progress) {
    Trainer.train(config, Registry.ofClassPath(), RunFolder.create(run), progress);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
