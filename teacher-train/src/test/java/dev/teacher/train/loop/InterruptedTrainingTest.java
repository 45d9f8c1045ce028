package dev.teacher.train.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.teacher.api.plugin.Registry;
import dev.teacher.train.run.Checkpoint;
import dev.teacher.train.run.RunFolder;
import dev.teacher.train.run.TimelessMetrics;
import dev.teacher.train.tensorboard.EventFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A training that breaks off, anywhere, goes on to the same files, whatever its settings. */
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
          augmentations = [ { type = mirror }, { type = speed } ]
          backbone { type = tcn-bilstm, channels = 8, hidden = 8, layers = 1, dropout = 0.2 }
          train { epochs = 5, threads = 1, batch { max-samples = 2 }, checkpoint.minutes = 1 }
          """);

  private static final String BROKEN_OFF = "broken off";

  @TempDir Path folder;
  private final List<String> lines = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "schedule { type = one-cycle }",
        "validate-every = 3",
        "batch { max-samples = 1, accumulate = 4 }",
        "weight-average.decay = 0.8, optimizer.learning-rate = 0.01",
        "optimizer { type = sgd, learning-rate = 0.01 }, checkpoint.minutes = 2",
        "schedule { type = plateau, patience = 1, warm-up = 0 }, checkpoint.minutes = 0",
        "schedule { type = plateau, patience = 1, watch = loss },"
            + " optimizer { type = lion, learning-rate = 0.1 }"
      })
  void itGoesOnToTheSameFiles(String settings) throws IOException {
    Config config = ConfigFactory.parseString("train { " + settings + " }").withFallback(CONFIG);
    RunFolder whole = train(config, "whole", breakingAt(Integer.MAX_VALUE));
    RunFolder broken = new RunFolder(folder.resolve("broken"));
    assertThatThrownBy(() -> train(config, "broken", breakingAt(3))).hasMessage(BROKEN_OFF);
    Random chance = new Random(settings.hashCode());
    while (breaksOff(broken, 4 + chance.nextInt(9))) {
      assertThat(broken.last()).as("is whole at every moment").isDirectory();
    }

    for (String checkpoint : List.of("last", "best")) {
      Path expected = whole.path().resolve("checkpoints").resolve(checkpoint);
      Path found = broken.path().resolve("checkpoints").resolve(checkpoint);
      assertThat(names(found)).isEqualTo(names(expected)).doesNotContain("epoch.json");
      for (String name : names(expected)) {
        assertThat(found.resolve(name)).hasSameBinaryContentAs(expected.resolve(name));
      }
    }
    assertThat(TimelessMetrics.of(broken)).isEqualTo(TimelessMetrics.of(whole)).hasSize(5);
    assertThat(EventFiles.in(broken.path())).hasSizeGreaterThan(1);
    assertThat(EventFiles.shown(broken.path()))
        .containsExactlyElementsOf(EventFiles.shown(whole.path()));
    assertThat(lines).noneMatch(line -> line.contains("guards.json"));
    boolean inTheMidst = lines.stream().anyMatch(line -> line.startsWith("going on in epoch"));
    assertThat(inTheMidst).isEqualTo(!settings.contains("checkpoint.minutes = 0"));
    boolean plateau = settings.contains("plateau");
    assertThat(names(whole.last()).contains("schedule.json")).isEqualTo(plateau);
    if (plateau) {
      assertThat(Files.readString(whole.last().resolve("schedule.json")))
          .as("the rate fell")
          .doesNotContain("\"share\" : 1.0");
    }
    assertThat(Files.readString(whole.path().resolve("metrics.jsonl")).contains("\"loss\":null"))
        .isFalse();
  }

  @Test
  void afterAnEpochWithoutAValidationItKnowsTheResultsBefore() {
    Config config = ConfigFactory.parseString("train.validate-every = 2").withFallback(CONFIG);
    assertThatThrownBy(
            () ->
                Trainer.train(
                    config,
                    Registry.ofClassPath(),
                    RunFolder.create(folder.resolve("run")),
                    InterruptedTrainingTest::inTheFourthEpoch,
                    step -> {},
                    breakingAt(Integer.MAX_VALUE)))
        .hasMessage(BROKEN_OFF);
    RunFolder run = new RunFolder(folder.resolve("run"));
    Checkpoint last = Checkpoint.read(run.last());
    Checkpoint best = Checkpoint.read(run.best());
    assertThat(last.state().epoch()).as("3 was not validated").isEqualTo(3);
    assertThat(last.epoch().orElseThrow().batches()).as("all of 4").isEqualTo(3);
    assertThat(last.state().step()).isEqualTo(12);
    assertThat(last.state().bestEpoch()).isEqualTo(2);
    assertThat(last.state().bestDevWer()).isEqualTo(best.state().devWer());
    assertThat(last.state().devWer()).isEqualTo(best.state().devWer());
    assertThat(best.state().epoch()).isEqualTo(2);
  }

  /** When its last step was made and stored, and the epoch was not. */
  private static void inTheFourthEpoch(String line) {
    if (line.startsWith("epoch 4/")) {
      throw new IllegalStateException(BROKEN_OFF);
    }
  }

  @Test
  void anEpochThatIsToGoOnWithOtherBatchesBeginsAnew() {
    assertThatThrownBy(() -> train(CONFIG, "run", breakingAt(5))).hasMessage(BROKEN_OFF);
    RunFolder run = new RunFolder(folder.resolve("run"));
    assertThat(Checkpoint.read(run.last()).state().step()).isEqualTo(2);
    Trainer.resume(
        run,
        List.of("train.batch.max-samples=3"),
        Registry.ofClassPath(),
        lines::add,
        step -> {},
        () -> 0);
    assertThat(lines)
        .contains("epoch 1 was begun with other batches: all of it is done with these");
    assertThat(run.metrics())
        .extracting(line -> line.get("step").intValue())
        .as("two steps of two samples, then all of three")
        .containsExactly(4, 6, 8, 10, 12);
  }

  @Test
  void aCheckpointOfTheFormatBeforeGoesOn() throws IOException {
    RunFolder run = train(CONFIG, "run", breakingAt(Integer.MAX_VALUE));
    Path state = run.last().resolve("state.json");
    Files.writeString(state, Files.readString(state).replace("\"format\" : 3", "\"format\" : 2"));
    Files.delete(run.last().resolve("guards.json"));
    String config = Files.readString(run.path().resolve("config.conf"));
    Files.delete(run.path().resolve("config.conf")); // as if killed before it was written
    Trainer.resume(run, List.of("train.epochs=6"), Registry.ofClassPath(), lines::add);
    assertThat(run.path().resolve("config.conf")).hasContent(config);
    assertThat(lines)
        .containsSequence(
            "going on after epoch 5",
            "the checkpoint has no guards.json, as those of older versions: the running medians of"
                + " the guards begin anew");
    assertThat(Checkpoint.read(run.last()).state().epoch()).isEqualTo(6);
    assertThat(Checkpoint.read(run.last()).state().format()).isEqualTo(3);
  }

  @Test
  void withoutACheckpointItBeginsAgain() throws IOException {
    RunFolder whole = train(CONFIG, "whole", breakingAt(Integer.MAX_VALUE));
    assertThatThrownBy(() -> train(CONFIG, "broken", breakingAt(2))).hasMessage(BROKEN_OFF);
    RunFolder broken = RunFolder.existing(folder.resolve("broken"));
    assertThat(broken.last()).doesNotExist();
    broken.addAlarm(Map.of("name", "dead layers", "epoch", 1, "step", 1));
    Trainer.resume(broken, List.of(), Registry.ofClassPath(), lines::add);
    assertThat(lines).anyMatch(line -> line.startsWith("beginning again"));
    assertThat(broken.alarms()).isEqualTo(whole.alarms());
    assertThat(broken.last().resolve("model.safetensors"))
        .hasSameBinaryContentAs(whole.last().resolve("model.safetensors"));
    assertThat(TimelessMetrics.of(broken)).isEqualTo(TimelessMetrics.of(whole));
  }

  /** Goes on; whether it broke off again. */
  private boolean breaksOff(RunFolder run, int call) {
    try {
      Trainer.resume(
          run, List.of(), Registry.ofClassPath(), lines::add, step -> {}, breakingAt(call));
      return false;
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage(BROKEN_OFF);
      return true;
    }
  }

  /**
   * A clock by which each look at it takes a minute, and that breaks the training off at one. It is
   * looked at first before the first step, then after each step and after each checkpoint.
   */
  private static LongSupplier breakingAt(int call) {
    int[] calls = {0};
    return () -> {
      if (++calls[0] == call) {
        throw new IllegalStateException(BROKEN_OFF);
      }
      return calls[0] * 60_000_000_000L;
    };
  }

  private RunFolder train(Config config, String name, LongSupplier clock) {
    RunFolder run = RunFolder.create(folder.resolve(name));
    Trainer.train(config, Registry.ofClassPath(), run, line -> {}, step -> {}, clock);
    return run;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
