package dev.teacher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.teacher.train.run.Checkpoint;
import dev.teacher.train.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * A training that is killed again and again, at any moment of its life, ends with the bytes of one
 * that never was. It stores a checkpoint after every step or two, so many kills meet the writing of
 * one.
 */
class KilledTrainingIT {
  private static final int KILLS = 20;
  private static final int KILLED = 128 + 9;
  private static final int LIMIT_SECONDS = 120;

  @TempDir Path folder;
  private final Random chance = new Random(2026);
  private final Map<String, Integer> met = new TreeMap<>();
  private Path config;

  @BeforeEach
  void configure() {
    config =
        Tiny.write(
            folder.resolve("killed.conf"),
            """
            include "tiny.conf"
            train {
              epochs = 4, validate-every = 2, checkpoint.minutes = 2e-4
              batch { max-frames = 256 }, weight-average.decay = 0.9
            }
            """);
    Tiny.config(folder, Tiny.CORPUS);
  }

  @Test
  void itEndsWithTheBytesOfOneThatNeverWas(TestReporter reporter)
      throws IOException, InterruptedException {
    RunFolder whole = new RunFolder(folder.resolve("whole"));
    Process unharmed = start(whole);
    requireUntil(unharmed, () -> Checkpoint.isCheckpoint(whole.last()), 5);
    long began = System.nanoTime();
    assertThat(unharmed.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(unharmed.exitValue()).isZero();
    int life = (int) ((System.nanoTime() - began) / 1_000_000);

    RunFolder run = new RunFolder(folder.resolve("run-0"));
    int ended = 0;
    for (int kills = 0; kills < KILLS; ) {
      Process training = start(run);
      if (dies(training, run, life)) {
        kills++;
        requireReadable(run);
      } else {
        assertThat(training.exitValue()).isZero();
        requireSame(run, whole);
        run = new RunFolder(folder.resolve("run-" + ++ended));
      }
    }
    Process last = start(run);
    assertThat(last.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(last.exitValue()).isZero();
    requireSame(run, whole);
    met.put("trainings that ended between kills", ended);
    met.forEach((moment, times) -> reporter.publishEntry(moment, Integer.toString(times)));
  }

  /** As a user would: goes on if there is something to go on from, else gives the command again. */
  private Process start(RunFolder run) throws IOException {
    List<Object> command =
        run.hasConfig()
            ? List.of("train", "--resume", run.path())
            : List.of("train", "--config", config, "--out", run.path());
    Path out = folder.resolve("out.txt");
    return Teacher.start(Map.of(), out, folder.resolve("err.txt"), command.toArray());
  }

  /**
   * Kills a training at a moment that chance chooses; whether it was still alive.
   *
   * @param life milliseconds of a training from its first checkpoint on
   */
  private boolean dies(Process training, RunFolder run, int life) throws InterruptedException {
    Path checkpoints = run.last().getParent();
    if (chance.nextInt(5) == 0) {
      requireUntil(training, () -> Files.exists(run.path().resolve("train.log")), 1);
      Thread.sleep(chance.nextInt(1500)); // before there is much to lose
    } else {
      Object before = state(run);
      requireUntil(training, () -> !state(run).equals(before) || hasHidden(checkpoints, ".tmp"), 1);
      Thread.sleep(chance.nextInt(life / 2));
      if (chance.nextBoolean()) {
        String ending = chance.nextBoolean() ? ".tmp" : ".old"; // written, or replaced
        requireUntil(training, () -> hasHidden(checkpoints, ending), 0);
      }
    }
    training.destroyForcibly();
    assertThat(training.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    if (training.exitValue() == 0) {
      return false;
    }
    assertThat(training.exitValue()).as("died of the kill alone").isEqualTo(KILLED);
    met.merge(moment(run), 1, Integer::sum);
    return true;
  }

  /** Waits until something is so, or the training has ended. */
  private static void requireUntil(Process training, BooleanSupplier done, int pause)
      throws InterruptedException {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (training.isAlive() && !done.getAsBoolean()) {
      assertThat(System.nanoTime()).as("too late").isLessThan(limit);
      Thread.sleep(pause);
    }
  }

  /** What tells the newest checkpoint from others; it may be replaced at the same time. */
  private static Object state(RunFolder run) {
    return run.last().resolve("state.json").toFile().lastModified();
  }

  /** What the kill met, as the files show. */
  private static String moment(RunFolder run) {
    Path checkpoints = run.last().getParent();
    if (!run.hasConfig()) {
      return "killed before the configuration was stored";
    }
    if (hasHidden(checkpoints, ".tmp")) {
      return "killed while a checkpoint was written";
    }
    if (hasHidden(checkpoints, ".old")) {
      return "killed while a checkpoint was replaced";
    }
    if (Files.notExists(run.last())) {
      return "killed before the first checkpoint";
    }
    if (Files.exists(run.path().resolve("evaluation-dev.jsonl"))) {
      return "killed after the training, while it was reported";
    }
    return Files.exists(checkpoints.resolve("last/epoch.json"))
        ? "killed after a checkpoint in the midst of an epoch"
        : "killed after a checkpoint at the end of an epoch";
  }

  private static boolean hasHidden(Path checkpoints, String ending) {
    String[] names = checkpoints.toFile().list((in, name) -> name.endsWith(ending));
    return names != null && names.length > 0;
  }

  /** Checkpoints that are there are whole. */
  private static void requireReadable(RunFolder run) {
    for (Path checkpoint : List.of(run.best(), run.last())) {
      if (Checkpoint.isCheckpoint(checkpoint)) {
        assertThat(Checkpoint.read(checkpoint).weights().names()).isNotEmpty();
        assertThat(Checkpoint.optimizer(checkpoint).get("steps").longs()).hasSize(1);
      }
    }
  }

  private static void requireSame(RunFolder run, RunFolder whole) throws IOException {
    for (String checkpoint : List.of("last", "best")) {
      Path expected = whole.path().resolve("checkpoints").resolve(checkpoint);
      Path found = run.path().resolve("checkpoints").resolve(checkpoint);
      assertThat(Tiny.names(found)).isEqualTo(Tiny.names(expected));
      for (String file : Tiny.names(expected)) {
        assertThat(found.resolve(file)).hasSameBinaryContentAs(expected.resolve(file));
      }
    }
    assertThat(timeless(run)).isEqualTo(timeless(whole)).hasSize(4);
    assertThat(run.alarms()).isEqualTo(whole.alarms());
    assertThat(files(run)).isEqualTo(files(whole)).doesNotContain("epoch.json");
    assertThat(run.path().resolve("config.conf"))
        .hasSameBinaryContentAs(whole.path().resolve("config.conf"));
  }

  /** The files of a run; of the events there is one more for each time that it went on. */
  private static List<String> files(RunFolder run) {
    List<String> names = new ArrayList<>(Tiny.names(run.path()));
    assertThat(names.removeIf(name -> name.startsWith("events.out.tfevents."))).isTrue();
    names.addAll(Tiny.names(run.path().resolve("checkpoints")));
    return names;
  }

  /** The metrics without what depends on the clock. */
  private static List<String> timeless(RunFolder run) {
    String times = "\"(seconds|framesPerSecond|waitingShare)\":[^,}]+,?";
    return run.metrics().stream().map(line -> line.toString().replaceAll(times, "")).toList();
  }
}
